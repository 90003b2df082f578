//! The coloured lines behind the editor's text field.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use crate::diagnostic::Severity;

use super::marks::Mark;

/// One line of the layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    /// The same for the same content, so that the page redraws only lines that changed.
    pub(crate) key: (u64, u32),
    /// Its text, cut where the look changes.
    pub(crate) pieces: Vec<Piece>,
    /// The worst problem on it.
    pub(crate) severity: Option<Severity>,
}

/// Text of one look; an empty marked one is a place between two characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    /// The text.
    pub(crate) text: String,
    /// Its look.
    pub(crate) look: Look,
    /// The class of the mark on it.
    pub(crate) mark: Option<&'static str>,
}

/// How a piece looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// As it is.
    Plain,
    /// A comment.
    Comment,
    /// The word before a Procfile's colon.
    Name,
    /// A character that cannot be seen, but is read.
    Invisible,
}

/// The class of a severity.
pub(crate) fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

/// The lines of a field's text with its marks.
pub(crate) fn lines(text: &str, marks: &[Mark]) -> Vec<Arc<Line>> {
    let mut seen: HashMap<u64, u32> = HashMap::new();
    let mut start = 0;
    text.split('\n')
        .map(|line| {
            let end = start + line.len();
            let here: Vec<&Mark> = marks.iter().filter(|mark| touches(mark, start, end)).collect();
            let pieces = pieces(line, start, &here);
            let severity = here.iter().map(|mark| mark.severity).max();
            let hash = hash(line, &here, start);
            let repetition = seen.entry(hash).and_modify(|count| *count += 1).or_default();
            start = end + 1;
            Arc::new(Line { key: (hash, *repetition), pieces, severity })
        })
        .collect()
}

/// A line's text and marks in one number.
fn hash(line: &str, marks: &[&Mark], start: usize) -> u64 {
    let mut hasher = DefaultHasher::new();
    line.hash(&mut hasher);
    for mark in marks {
        (class(mark.severity), mark.range.start.wrapping_sub(start), mark.range.end.wrapping_sub(start)).hash(&mut hasher);
    }
    hasher.finish()
}

fn touches(mark: &Mark, start: usize, end: usize) -> bool {
    let is_point = mark.range.is_empty();
    mark.range.start <= end && (mark.range.end > start || (is_point && mark.range.start >= start))
}

fn pieces(line: &str, start: usize, marks: &[&Mark]) -> Vec<Piece> {
    let looks = looks(line);
    if let ([(_, look)], true) = (looks.as_slice(), marks.is_empty()) {
        return vec![Piece { text: line.to_owned(), look: *look, mark: None }];
    }
    let mut cuts: Vec<usize> = looks.iter().map(|(at, _)| *at).chain([line.len()]).collect();
    for mark in marks {
        cuts.extend([mark.range.start, mark.range.end].map(|at| at.saturating_sub(start).min(line.len())));
    }
    cuts.sort_unstable();
    cuts.dedup();
    let mut pieces = vec![];
    for (index, &from) in cuts.iter().enumerate() {
        pieces.extend(point(start + from, marks));
        let Some(&to) = cuts.get(index + 1) else { break };
        let look = looks.iter().rev().find(|(at, _)| *at <= from).map_or(Look::Plain, |(_, look)| *look);
        let covering = marks.iter().filter(|mark| mark.range.start <= start + from && mark.range.end >= start + to);
        let mark = covering.map(|mark| mark.severity).max().map(class);
        pieces.push(Piece { text: line[from..to].to_owned(), look, mark });
    }
    pieces
}

fn point(at: usize, marks: &[&Mark]) -> Option<Piece> {
    let here = marks.iter().filter(|mark| mark.range.is_empty() && mark.range.start == at);
    let mark = here.map(|mark| mark.severity).max().map(class)?;
    Some(Piece { text: String::new(), look: Look::Plain, mark: Some(mark) })
}

/// Where each look begins.
fn looks(line: &str) -> Vec<(usize, Look)> {
    let mut looks = if line.trim_start().starts_with('#') {
        vec![(0, Look::Comment)]
    } else if let Some(colon) = name_end(line) {
        vec![(0, Look::Name), (colon, Look::Plain)]
    } else {
        vec![(0, Look::Plain)]
    };
    if line.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_control()) {
        return looks;
    }
    let base = looks.last().map_or(Look::Plain, |(_, look)| *look);
    for (at, invisible) in line.match_indices(is_invisible) {
        looks.extend([(at, Look::Invisible), (at + invisible.len(), base)]);
    }
    looks
}

fn name_end(line: &str) -> Option<usize> {
    let end = line.bytes().position(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b'-' | b'_'))?;
    (end > 0 && line[end..].starts_with(':') && !line[end..].starts_with("://")).then_some(end)
}

/// Characters that look like nothing or like a space, and are neither to a parser.
pub(crate) fn is_invisible(character: char) -> bool {
    matches!(character, '\u{a0}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{2060}' | '\u{3000}' | '\u{feff}')
        || (character.is_control() && !matches!(character, '\t' | '\n' | '\r'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(range: std::ops::Range<usize>, severity: Severity) -> Mark {
        Mark { range, severity, index: 0 }
    }

    fn drawn(line: &Line) -> String {
        line.pieces.iter().fold(String::new(), |all, piece| match piece.mark {
            Some(class) => format!("{all}[{class}:{}]", piece.text),
            None => all + &piece.text,
        })
    }

    fn draw(text: &str, marks: &[Mark]) -> Vec<String> {
        lines(text, marks).iter().map(|line| drawn(line)).collect()
    }

    #[test]
    fn marks_are_drawn_where_they_stand() {
        assert_eq!(draw("web:x\n", &[mark(4..4, Severity::Error)]), ["web:[error:]x", ""]);
        assert_eq!(draw("ab\ncd", &[mark(1..4, Severity::Warning)]), ["a[warning:b]", "[warning:c]d"]);
        assert_eq!(draw("ab", &[mark(0..2, Severity::Info), mark(1..2, Severity::Error)]), ["[info:a][error:b]"]);
        assert_eq!(draw("ab\n", &[mark(2..2, Severity::Error)]), ["ab[error:]", ""]);
        assert_eq!(draw("", &[mark(0..0, Severity::Error)]), ["[error:]"]);
        assert_eq!(draw("a", &[mark(9..9, Severity::Error)]), ["a"]);
    }

    #[test]
    fn nothing_of_the_text_is_lost() {
        let text = "# 注释\nweb: gunicorn \u{a0}x\n\u{feff}中文:y\n  \nhttp://x";
        let marks = [mark(3..12, Severity::Info), mark(5..6, Severity::Error)];
        let marks: Vec<Mark> = marks
            .into_iter()
            .filter(|mark| text.is_char_boundary(mark.range.start) && text.is_char_boundary(mark.range.end))
            .collect();
        let again: Vec<String> =
            lines(text, &marks).iter().map(|line| line.pieces.iter().map(|piece| piece.text.as_str()).collect()).collect();
        assert_eq!(again.join("\n"), text);
    }

    #[test]
    fn names_comments_and_unseen_characters_have_looks() {
        let looks = |line: &str| lines(line, &[])[0].pieces.iter().map(|piece| piece.look).collect::<Vec<_>>();
        assert_eq!(looks("web: x"), [Look::Name, Look::Plain]);
        assert_eq!(looks("# a"), [Look::Comment]);
        assert_eq!(looks("a\u{a0}b"), [Look::Plain, Look::Invisible, Look::Plain]);
        assert_eq!(looks("https://x"), [Look::Plain]);
    }

    #[test]
    fn equal_lines_have_different_keys() {
        let lines = lines("a\na\nb", &[]);
        assert_eq!((lines[0].key.0, lines[0].key.1, lines[1].key.1), (lines[1].key.0, 0, 1));
        assert_ne!(lines[0].key.0, lines[2].key.0);
    }
}
