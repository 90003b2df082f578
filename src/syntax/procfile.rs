//! The Procfile: one entry a line, `name: command`.

use std::ops::Range;

use super::lines::{self, RawLine};

/// A Procfile as a list of lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Procfile {
    /// The lines in their order; their ranges lie end to end and cover the text.
    pub lines: Vec<Line>,
}

/// One line of a Procfile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its text without the line end.
    pub text: Range<usize>,
    /// Its line end: `\n`, `\r\n`, or nothing.
    pub ending: Range<usize>,
    /// What it is.
    pub kind: LineKind,
}

/// What a line is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineKind {
    /// Nothing, or blanks.
    Blank,
    /// A `#` comes first.
    Comment,
    /// One word, a colon, and the rest.
    Entry(Entry),
    /// Anything else: no colon, or several words before it.
    Words(Words),
}

/// `name: command`, cut into parts that lie end to end and cover the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Blanks before the name.
    pub indent: Range<usize>,
    /// The name; empty when the colon comes first.
    pub name: Range<usize>,
    /// Blanks between the name and the colon.
    pub before_colon: Range<usize>,
    /// `:`, or the full-width `：`.
    pub colon: Range<usize>,
    /// Blanks between the colon and the command.
    pub after_colon: Range<usize>,
    /// The command without blanks at its end.
    pub command: Range<usize>,
    /// Blanks at the end of the line.
    pub trailing: Range<usize>,
}

/// An entry with its parts as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryText<'t> {
    /// Where its parts are.
    pub tokens: Entry,
    /// The name.
    pub name: &'t str,
    /// The colon.
    pub colon: &'t str,
    /// Blanks between the colon and the command.
    pub after_colon: &'t str,
    /// The command without blanks at its end.
    pub command: &'t str,
}

impl Entry {
    /// Its parts in the text that it was read from.
    #[must_use]
    pub fn text<'t>(&self, text: &'t str) -> EntryText<'t> {
        EntryText {
            name: &text[self.name.clone()],
            colon: &text[self.colon.clone()],
            after_colon: &text[self.after_colon.clone()],
            command: &text[self.command.clone()],
            tokens: self.clone(),
        }
    }
}

/// A line that is no entry, cut into parts that lie end to end and cover the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// Blanks before the first word.
    pub indent: Range<usize>,
    /// The first word.
    pub first: Range<usize>,
    /// Blanks behind it.
    pub gap: Range<usize>,
    /// The rest, up to the end of the line.
    pub rest: Range<usize>,
}

impl Procfile {
    /// Reads a text.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self { lines: lines::split(text).into_iter().map(|line| parse_line(text, line)).collect() }
    }

    /// The entries, with the number of their line from 1.
    pub fn entries(&self) -> impl Iterator<Item = (usize, &Entry)> {
        self.lines.iter().enumerate().filter_map(|(index, line)| match &line.kind {
            LineKind::Entry(entry) => Some((index + 1, entry)),
            _ => None,
        })
    }

    /// The text that the tree was read from, put together from its tokens.
    #[must_use]
    pub fn print(&self, text: &str) -> String {
        self.lines.iter().flat_map(Line::tokens).map(|token| &text[token]).collect()
    }
}

impl Line {
    fn tokens(&self) -> Vec<Range<usize>> {
        let mut tokens = match &self.kind {
            LineKind::Blank | LineKind::Comment => vec![self.text.clone()],
            LineKind::Entry(entry) => vec![
                entry.indent.clone(),
                entry.name.clone(),
                entry.before_colon.clone(),
                entry.colon.clone(),
                entry.after_colon.clone(),
                entry.command.clone(),
                entry.trailing.clone(),
            ],
            LineKind::Words(words) => vec![words.indent.clone(), words.first.clone(), words.gap.clone(), words.rest.clone()],
        };
        tokens.push(self.ending.clone());
        tokens
    }
}

fn parse_line(text: &str, RawLine { text: range, ending }: RawLine) -> Line {
    let inner = lines::trim(text, range.clone());
    let kind = match text[inner.clone()].chars().next() {
        None => LineKind::Blank,
        Some('#') => LineKind::Comment,
        Some(_) => parse_entry(text, &range, &inner).unwrap_or_else(|| parse_words(text, &range, &inner)),
    };
    Line { text: range, ending, kind }
}

fn parse_entry(text: &str, line: &Range<usize>, inner: &Range<usize>) -> Option<LineKind> {
    let found = text[inner.clone()].char_indices().find(|(_, char)| matches!(char, ':' | '：'))?;
    let colon = inner.start + found.0..inner.start + found.0 + found.1.len_utf8();
    let name = lines::trim(text, inner.start..colon.start);
    if text[name.clone()].contains([' ', '\t']) {
        return None;
    }
    let command = lines::trim(text, colon.end..inner.end);
    Some(LineKind::Entry(Entry {
        indent: line.start..name.start,
        before_colon: name.end..colon.start,
        after_colon: colon.end..command.start,
        trailing: command.end..line.end,
        name,
        colon,
        command,
    }))
}

fn parse_words(text: &str, line: &Range<usize>, inner: &Range<usize>) -> LineKind {
    let length = text[inner.clone()].find([' ', '\t']).unwrap_or(inner.len());
    let first = inner.start..inner.start + length;
    let rest = first.end..line.end;
    let gap = rest.start..rest.start + (rest.len() - text[rest.clone()].trim_start_matches([' ', '\t']).len());
    LineKind::Words(Words { indent: line.start..inner.start, rest: gap.end..line.end, gap, first })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<Vec<&str>> {
        Procfile::parse(text).lines.iter().map(|line| line.tokens().into_iter().map(|token| &text[token]).collect()).collect()
    }

    #[test]
    fn entries_are_cut_at_the_first_colon() {
        assert_eq!(parts("web: gunicorn app:app\n"), [["", "web", "", ":", " ", "gunicorn app:app", "", "\n"]]);
        assert_eq!(parts(" web :\tx  \r\n"), [[" ", "web", " ", ":", "\t", "x", "  ", "\r\n"]]);
        assert_eq!(parts("web："), [["", "web", "", "：", "", "", "", ""]]);
        assert_eq!(parts(":x"), [["", "", "", ":", "", "x", "", ""]]);
    }

    #[test]
    fn a_line_with_several_words_before_its_colon_is_no_entry() {
        assert_eq!(parts("web gunicorn app:app"), [["", "web", " ", "gunicorn app:app", ""]]);
        assert_eq!(parts("  word"), [["  ", "word", "", "", ""]]);
    }

    #[test]
    fn comments_and_blanks_stay_whole() {
        assert_eq!(parts("# a: b\n\n  \n"), [vec!["# a: b", "\n"], vec!["", "\n"], vec!["  ", "\n"]]);
    }
}
