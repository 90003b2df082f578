//! Where in a text field the problems of a file stand.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Severity};
use crate::text::{Position, Text};

use super::field_text::with_plain_ends;

/// One marked place; an empty range is a place between two characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Bytes of the text in the field.
    pub(crate) range: Range<usize>,
    /// How much it matters.
    pub(crate) severity: Severity,
    /// The diagnostic's place in the report.
    pub(crate) index: usize,
}

/// The marks of one file, in the order of the report.
pub(crate) fn marks(bytes: &[u8], path: &str, diagnostics: &[Diagnostic]) -> Vec<Mark> {
    let mut here = diagnostics.iter().enumerate().filter(|(_, diagnostic)| diagnostic.file.as_deref() == Some(path)).peekable();
    if here.peek().is_none() {
        return vec![];
    }
    let text = Text::new(bytes);
    let starts = LineStarts::of(text.as_str());
    here.filter_map(|(index, diagnostic)| {
        let span = diagnostic.span?;
        let range = starts.offset(span.start)..starts.offset(span.end);
        Some(Mark { range, severity: diagnostic.severity, index })
    })
    .collect()
}

/// The marks of a text that was edited a moment ago: those before and behind the edit stay, the others go until the
/// next check.
pub(crate) fn moved(marks: &[Mark], before: &str, after: &str) -> Vec<Mark> {
    let (old, new) = (before.as_bytes(), after.as_bytes());
    let head = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let most = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(old, new)| old == new).count();
    let place = |mark: &Mark| {
        if mark.range.end <= head {
            return Some(mark.clone());
        }
        let shift = |offset: usize| offset + new.len() - old.len();
        let is_behind = mark.range.start >= old.len() - tail;
        is_behind.then(|| Mark { range: shift(mark.range.start)..shift(mark.range.end), ..*mark })
    };
    marks.iter().filter_map(place).collect()
}

/// Where the lines of a decoded text start, there and in the field.
struct LineStarts<'a> {
    text: &'a str,
    starts: Vec<(usize, usize)>,
}

impl<'a> LineStarts<'a> {
    fn of(text: &'a str) -> Self {
        let mut starts = vec![(0, 0)];
        let (mut start, mut in_field) = (0, 0);
        for line in text.split_inclusive('\n') {
            in_field += with_plain_ends(line).len();
            start += line.len();
            starts.push((start, in_field));
        }
        Self { text, starts }
    }

    /// A place in the field; one past the end is the end.
    fn offset(&self, position: Position) -> usize {
        let last = self.starts.last().copied().unwrap_or_default();
        let (start, in_field) = self.starts.get(position.line - 1).copied().unwrap_or(last);
        let line = &self.text[start..];
        let end = line.char_indices().nth(position.column - 1).map_or(line.len(), |(at, _)| at);
        let before = &line[..end];
        // The two characters of one line end are one in the field.
        let is_inside_an_end = before.ends_with('\r') && line[end..].starts_with('\n');
        in_field + with_plain_ends(before).len() - usize::from(is_inside_an_end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(range: Range<usize>) -> Mark {
        Mark { range, severity: Severity::Error, index: 0 }
    }

    #[test]
    fn places_are_those_of_the_field() {
        let text = "# 中\r\nweb:x\r\nb\rc\r\n";
        let starts = LineStarts::of(text);
        let field = with_plain_ends(text);
        let at = |offset: usize| starts.offset(Text::new(text.as_bytes()).position(offset));
        let colon = text.find("x\r").unwrap();
        assert_eq!(&field[at(colon)..=at(colon)], "x");
        assert_eq!(&field[at(text.find("c\r").unwrap())..], "c\n");
        assert_eq!(at(colon + 2), at(colon + 1), "between \\r and \\n");
        assert_eq!(at(text.len()), field.len());
    }

    #[test]
    fn marks_move_with_the_text_around_an_edit() {
        let marks = [mark(0..3), mark(4..4), mark(8..9)];
        assert_eq!(moved(&marks, "web:x\n\nyz", "web: x\n\nyz"), [mark(0..3), mark(4..4), mark(9..10)]);
        assert_eq!(moved(&marks, "web:x\n\nyz", "Xeb:x\n\nyz"), [mark(4..4), mark(8..9)]);
        assert_eq!(moved(&marks, "web:x\n\nyz", ""), []);
        assert_eq!(moved(&marks, "same 5678", "same 5678"), marks);
    }
}
