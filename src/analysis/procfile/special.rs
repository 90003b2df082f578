//! Lines with characters that cannot be seen, or look like a space.

use std::ops::Range;

use crate::platform::{self, Dialect};
use crate::syntax::procfile::{Line, LineKind, Procfile};

use super::characters::{clean, is_special};
use super::dialect;
use super::effect::{Effect, Refusal};
use super::process::{Process, Rejection};
use super::reading::Reading;

/// The name of an entry that no Procfile has.
const ABOVE: &str = "line-above";

/// A line with special characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpecialLine {
    /// The line without its line end.
    pub range: Range<usize>,
    /// The characters and where they are.
    pub characters: Vec<(Range<usize>, char)>,
    /// How many bytes of blanks and special characters stand before everything else in the text, where nothing has to come in
    /// the place of a blank.
    pub head: usize,
    /// What they do to the line.
    pub effect: Effect,
}

/// Whether the characters of some lines change what is read within a range.
pub(super) fn spoil(lines: &[SpecialLine], range: &Range<usize>) -> bool {
    let first = lines.partition_point(|line| line.range.end < range.start);
    let mut within = lines[first..].iter().take_while(|line| line.range.start <= range.end);
    within.any(|line| line.effect != Effect::Kept)
}

/// The lines with special characters; a comment only if the parser minds.
pub(super) fn lines(text: &str, procfile: &platform::Procfile, reading: &Reading) -> Vec<SpecialLine> {
    if !text.chars().any(is_special) {
        return vec![];
    }
    let lines = Procfile::parse(text).lines;
    lines.into_iter().filter_map(|line| special_line(text, &line, procfile, reading)).collect()
}

fn special_line(text: &str, line: &Line, procfile: &platform::Procfile, reading: &Reading) -> Option<SpecialLine> {
    let (range, dialect) = (line.text.clone(), procfile.dialect.value);
    let found = text[range.clone()].char_indices().filter(|(_, char)| is_special(*char));
    let characters: Vec<_> = found.map(|(at, char)| (range.start + at..range.start + at + char.len_utf8(), char)).collect();
    if characters.is_empty() {
        return None;
    }
    let raw = &text[range.clone()];
    // What comes first may be special at the start of a text only, so an entry comes before.
    let blanks = &raw[..raw.len() - raw.trim_start_matches([' ', '\t']).len()];
    let above = format!("{blanks}{ABOVE}: _\n");
    let read = |line: &str| {
        let processes = match range.start {
            0 => dialect::read(procfile, line),
            _ => dialect::parse(dialect, &format!("{above}{line}")),
        }?;
        Ok::<Vec<Process>, Rejection>(processes.into_iter().filter(|process| process.name != ABOVE).collect())
    };
    let head = if range.start == 0 { raw.len() - raw.trim_start_matches(is_blank).len() } else { 0 };
    let mended = format!("{}{}", without_special(&raw[..head]), clean(&raw[head..]));
    let is_mended_bare = || raw[..head].contains(is_special) && read(mended.trim_start()).is_ok();
    let refusal = || match range.start {
        0 if dialect::is_prefixed(procfile, text) => Refusal::Prefixed,
        _ => Refusal::of(procfile),
    };
    let effect = match (read(raw), read(&mended)) {
        (Err(_), Ok(_)) => Effect::Rejected(refusal()),
        // The blanks between them are a fault of their own.
        (Err(_), Err(_)) if is_mended_bare() => Effect::Rejected(refusal()),
        (Err(_), Err(_)) if is_refused(&characters, dialect) => Effect::Rejected(refusal()),
        (Err(_), Err(_)) => folded(&range, &characters, reading),
        (Ok(_), Err(_)) => Effect::Kept,
        (Ok(dirty), Ok(clean)) => difference(&dirty, &clean),
    };
    let matters = effect != Effect::Kept || line.kind != LineKind::Comment;
    matters.then_some(SpecialLine { range, characters, head, effect })
}

fn is_blank(char: char) -> bool {
    matches!(char, ' ' | '\t') || is_special(char)
}

fn without_special(text: &str) -> String {
    text.chars().filter(|char| !is_special(*char)).collect()
}

/// Whether the parser refuses one of the characters wherever it stands.
fn is_refused(characters: &[(Range<usize>, char)], dialect: Dialect) -> bool {
    characters.iter().any(|(_, char)| dialect::parse(dialect, &format!("web: a # {char}\n")).is_err())
}

/// A line that says nothing alone may be the end of a command.
fn folded(range: &Range<usize>, characters: &[(Range<usize>, char)], reading: &Reading) -> Effect {
    let process = reading.covering(range.start).filter(|process| range.end <= process.range.end);
    match process.filter(|process| characters.iter().any(|(_, char)| process.command.contains(*char))) {
        Some(Process { name, command, .. }) => Effect::Folded { name: name.clone(), command: command.clone() },
        None => Effect::Kept,
    }
}

/// What comes of reading the first in the place of the second.
pub(super) fn difference(dirty: &[Process], clean: &[Process]) -> Effect {
    let same = |(a, b): (&Process, &Process)| a.name == b.name && a.command == b.command;
    match dirty.first() {
        _ if dirty.len() == clean.len() && dirty.iter().zip(clean).all(same) => Effect::Kept,
        Some(Process { name, command, .. }) => Effect::Misread { name: name.clone(), command: command.clone() },
        None => Effect::Dropped,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform;

    fn effects(platform: &str, text: &str) -> Vec<(usize, Effect)> {
        let procfile = &platform::find(platform).expect("a platform").procfile;
        let found = lines(text, procfile, &Reading::new(dialect::read(procfile, text)));
        found.into_iter().map(|line| (line.range.start, line.effect)).collect()
    }

    fn misread(name: &str, command: &str) -> Effect {
        Effect::Misread { name: name.into(), command: command.into() }
    }

    #[test]
    fn the_parser_decides_what_a_special_character_does() {
        let yaml = |text| effects("rainbond", text);
        assert_eq!(yaml("web: a b\n# 中文 — “x”\n"), []);
        assert_eq!(yaml("\u{feff}web: a\n"), [(0, Effect::Kept)]);
        assert_eq!(yaml("web: a\n\u{feff}worker: b\n"), [(7, Effect::Rejected(Refusal::Yaml))]);
        assert_eq!(yaml("web: a\n# \u{200b}\n"), []);
        assert_eq!(yaml("web: a\n# \u{1a}\n"), [(7, Effect::Rejected(Refusal::Yaml))]);
        assert_eq!(yaml("web: a\n\u{1a}"), [(7, Effect::Rejected(Refusal::Yaml))]);
        assert_eq!(yaml("web:a\0"), [(0, Effect::Rejected(Refusal::Yaml))]);
        assert_eq!(yaml("web:\u{a0}a"), [(0, Effect::Rejected(Refusal::Yaml))]);
        assert_eq!(yaml("web: a\u{a0}b"), [(0, misread("web", "a\u{a0}b"))]);
        let folded = Effect::Folded { name: "web".into(), command: "a b\u{200b}".into() };
        assert_eq!(yaml("web: a\n  b\u{200b}\n"), [(7, folded)]);
    }

    #[test]
    fn what_comes_before_everything_else_goes() {
        for before in ["\u{a0}", "\u{3000}", "\u{200b}", "\u{a0} \u{a0}", "  \u{a0}"] {
            let found = effects("rainbond-builder", &format!("{before}web: a\n"));
            assert_eq!(found, [(0, Effect::Rejected(Refusal::Prefixed))], "{before:?}");
        }
        assert_eq!(effects("rainbond", "\u{a0}web: a\n"), [(0, misread("\u{a0}web", "a"))]);
    }

    #[test]
    fn a_parser_of_lines_drops_or_keeps_them() {
        let classic = |text| effects("digitalocean", text);
        assert_eq!(classic("\u{feff}web: a\n"), [(0, Effect::Dropped)]);
        assert_eq!(classic("web:\u{3000}a\n"), [(0, Effect::Dropped)]);
        assert_eq!(classic("web: a\0"), [(0, misread("web", "a\0"))]);
        assert_eq!(classic("web: a\n\u{1a}"), [(7, Effect::Kept)]);
    }
}
