//! PSH208: characters that cannot be seen, or look like a space.

use crate::rules::prelude::*;
use std::ops::Range;

use crate::analysis::procfile::dialect;
use crate::analysis::procfile::processes::{Process, Rejection};
use crate::diagnostic::Safety;
use crate::platform::{Dialect, Procfile, StyleRule};
use crate::syntax;
use crate::syntax::procfile::{Line, LineKind};

use super::characters::{clean, is_special, name, number, replacement};
use super::document::documents;
use super::effect::{Effect, Refusal};

rule! {
    code: "PSH208",
    name: "special-character",
    severity: Error,
    stage: Release,
    fix: Safe,
    en: "An invisible or control character in the Procfile",
    zh: "Procfile 中有不可见字符或控制字符",
}

/// The name of an entry that no Procfile has.
const ABOVE: &str = "line-above";

struct SpecialCharacter<'a> {
    number: usize,
    found: &'a SpecialLine,
}

impl SpecialCharacter<'_> {
    /// Each character once, by its number and name.
    fn names(&self, language: Language) -> String {
        let mut names: Vec<String> = vec![];
        for (_, char) in &self.found.characters {
            let (number, name) = (number(*char), name(*char).get(language));
            let shown = say!(language, "{number} ({name})", "{number}（{name}）");
            if !names.contains(&shown) {
                names.push(shown);
            }
        }
        names.join(if language == Zh { "、" } else { ", " })
    }
}

impl Message for SpecialCharacter<'_> {
    fn message(&self, language: Language) -> String {
        let (names, line) = (self.names(language), self.number);
        match self.found.characters.len() {
            1 => say!(language, "Line {line} contains a special character: {names}", "第 {line} 行含有特殊字符：{names}"),
            count => say!(
                language,
                "Line {line} contains {count} special characters: {names}",
                "第 {line} 行含有 {count} 个特殊字符：{names}"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let effect = match &self.found.effect {
            Effect::Kept => say!(
                language,
                "The platform's documentation rules out special characters at the end of the file; its parser reads over this, but other parsers of Procfiles do not.",
                "平台的文档不允许文件末尾有特殊字符；它的解析器会略过这里的字符，但其他 Procfile 解析器不会。"
            ),
            effect => effect.sentence(language),
        };
        say!(
            language,
            "Such characters come with text that is copied from a page or a chat, or from an editor that adds them; they look like nothing or like a space. {effect} Take them out; where one stands for a space, type a space.",
            "从网页或聊天中复制的文本，或某些编辑器，会带入这类字符；它们看不见，或看起来像空格。{effect}请删除这些字符；代替空格的，请改成普通空格。"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Take the special characters out of line {}", "删除第 {} 行的特殊字符", self.number)
    }
}

/// A line with special characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SpecialLine {
    range: Range<usize>,
    characters: Vec<(Range<usize>, char)>,
    /// What they do to the line.
    pub(super) effect: Effect,
}

impl SpecialLine {
    /// Whether its characters change what is read within a range.
    pub(super) fn spoils(&self, range: &Range<usize>) -> bool {
        self.effect != Effect::Kept && self.range.start <= range.end && range.start <= self.range.end
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for document in documents(facts) {
        let has_style = document.has_style(StyleRule::NoSpecialCharactersAtEnd);
        for found in &document.special {
            let severity = match found.effect {
                Effect::Kept if !has_style => continue,
                Effect::Kept => Severity::Warning,
                _ => Severity::Error,
            };
            let edits = found.characters.iter().map(|(range, char)| (range.clone(), replacement(*char).unwrap_or("").to_owned()));
            let number = document.text[..found.range.start].matches('\n').count() + 1;
            let range = found.characters.first().map_or(found.range.clone(), |(range, _)| range.clone());
            let message = SpecialCharacter { number, found };
            findings.add(document.finding(range, severity, &found.effect, message).fix(document.fix(Safety::Safe, edits)));
        }
    }
}

/// The lines with special characters; a comment only if the parser minds.
pub(super) fn lines(text: &str, procfile: &Procfile, reading: &Result<Vec<Process>, Rejection>) -> Vec<SpecialLine> {
    if !text.chars().any(is_special) {
        return vec![];
    }
    let lines = syntax::procfile::Procfile::parse(text).lines;
    let special = lines.into_iter().filter_map(|line| special_line(text, &line, procfile, reading));
    special.filter(|special| !special.characters.is_empty()).collect()
}

fn special_line(text: &str, line: &Line, procfile: &Procfile, reading: &Result<Vec<Process>, Rejection>) -> Option<SpecialLine> {
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
    let refusal = || match dialect {
        Dialect::RubyYaml if range.start == 0 && dialect::is_prefixed(procfile, text) => Refusal::Prefixed,
        Dialect::RubyYaml => Refusal::Yaml,
        Dialect::HerokuClassic | Dialect::HerokuCnb | Dialect::Paketo => Refusal::Grammar,
    };
    let effect = match (read(raw), read(&clean(raw))) {
        (Err(_), Ok(_)) => Effect::Rejected(refusal()),
        (Err(_), Err(_)) if is_refused(&characters, dialect) => Effect::Rejected(refusal()),
        (Err(_), Err(_)) => folded(&range, &characters, reading),
        (Ok(_), Err(_)) => Effect::Kept,
        (Ok(dirty), Ok(clean)) => difference(&dirty, &clean),
    };
    let matters = effect != Effect::Kept || line.kind != LineKind::Comment;
    matters.then_some(SpecialLine { range, characters, effect })
}

/// Whether the parser refuses one of the characters wherever it stands.
fn is_refused(characters: &[(Range<usize>, char)], dialect: Dialect) -> bool {
    characters.iter().any(|(_, char)| dialect::parse(dialect, &format!("web: a # {char}\n")).is_err())
}

/// A line that says nothing alone may be the end of a command.
fn folded(range: &Range<usize>, characters: &[(Range<usize>, char)], reading: &Result<Vec<Process>, Rejection>) -> Effect {
    let covers = |process: &&Process| process.range.start < range.start && range.end <= process.range.end;
    let process = reading.as_ref().ok().and_then(|processes| processes.iter().find(covers));
    match process.filter(|process| characters.iter().any(|(_, char)| process.command.contains(*char))) {
        Some(Process { name, command, .. }) => Effect::Folded { name: name.clone(), command: command.clone() },
        None => Effect::Kept,
    }
}

fn difference(dirty: &[Process], clean: &[Process]) -> Effect {
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
        let found = lines(text, procfile, &dialect::read(procfile, text));
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
    fn a_parser_of_lines_drops_or_keeps_them() {
        let classic = |text| effects("digitalocean", text);
        assert_eq!(classic("\u{feff}web: a\n"), [(0, Effect::Dropped)]);
        assert_eq!(classic("web:\u{3000}a\n"), [(0, Effect::Dropped)]);
        assert_eq!(classic("web: a\0"), [(0, misread("web", "a\0"))]);
        assert_eq!(classic("web: a\n\u{1a}"), [(7, Effect::Kept)]);
    }
}
