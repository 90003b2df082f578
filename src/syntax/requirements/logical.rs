//! Lines as pip puts them together: backslashes join, comments and blanks go.

use std::ops::Range;

const BOM: char = '\u{feff}';

/// A logical line with the way back to the text of the file.
#[derive(Debug)]
pub(super) struct Logical {
    /// All of it, with comment and line end.
    pub(super) range: Range<usize>,
    /// What pip looks at.
    pub(super) text: String,
    /// How much was cut off in front of `text`.
    skipped: usize,
    /// The parts that were joined.
    pieces: Vec<Piece>,
}

/// A part of the joined text.
#[derive(Debug)]
struct Piece {
    joined: usize,
    source: usize,
}

impl Logical {
    /// Where a part of `text` stands in the file.
    pub(super) fn source(&self, part: Range<usize>) -> Range<usize> {
        let start = self.place(part.start);
        if part.is_empty() { start..start } else { start..self.place(part.end - 1) + 1 }
    }

    /// Where all of `text` stands in the file.
    pub(super) fn content(&self) -> Range<usize> {
        if self.text.is_empty() { self.range.start..self.range.start } else { self.source(0..self.text.len()) }
    }

    fn place(&self, offset: usize) -> usize {
        let joined = offset + self.skipped;
        let piece = self.pieces.iter().rev().find(|piece| piece.joined <= joined);
        piece.map_or(self.range.start, |piece| piece.source + joined - piece.joined)
    }
}

/// All logical lines; their ranges lie end to end and cover the text.
pub(super) fn split(text: &str) -> Vec<Logical> {
    let mut lines = vec![];
    let mut joined = Joined::default();
    let mut start = 0;
    for (line, range) in physical(text) {
        let is_comment = line.trim_start_matches(is_blank).starts_with('#');
        let goes_on = !is_comment && line.ends_with('\\');
        if !is_comment {
            joined.push(line, range.start, goes_on);
        }
        if !goes_on {
            lines.push(std::mem::take(&mut joined).finish(start..range.end));
            start = range.end;
        }
    }
    if start < text.len() {
        lines.push(joined.finish(start..text.len()));
    }
    lines
}

#[derive(Default)]
struct Joined {
    text: String,
    pieces: Vec<Piece>,
}

impl Joined {
    /// pip takes all backslashes off both ends of a line that goes on.
    fn push(&mut self, line: &str, start: usize, goes_on: bool) {
        let inner = if goes_on { line.trim_start_matches('\\') } else { line };
        let source = start + line.len() - inner.len();
        self.pieces.push(Piece { joined: self.text.len(), source });
        self.text.push_str(if goes_on { inner.trim_end_matches('\\') } else { inner });
    }

    fn finish(self, range: Range<usize>) -> Logical {
        let without_comment = &self.text[..comment(&self.text)];
        let skipped = without_comment.len() - without_comment.trim_start_matches(is_blank).len();
        Logical { range, text: without_comment.trim_matches(is_blank).to_owned(), skipped, pieces: self.pieces }
    }
}

/// Where the comment begins: at a `#` that opens the line or stands behind a blank.
fn comment(text: &str) -> usize {
    let mut before = None;
    for (at, char) in text.char_indices() {
        if char == '#' && before.is_none_or(is_blank) {
            return at;
        }
        before = Some(char);
    }
    text.len()
}

/// The lines of the file without their ends, and where they stand with them. A byte order mark is not part of the first.
fn physical(text: &str) -> Vec<(&str, Range<usize>)> {
    let mut lines = vec![];
    let mut start = if text.starts_with(BOM) { BOM.len_utf8() } else { 0 };
    while let Some(length) = text[start..].find(ends_line) {
        let end = start + length;
        let rest = &text[end..];
        let ending = if rest.starts_with("\r\n") { 2 } else { rest.chars().next().map_or(0, char::len_utf8) };
        lines.push((&text[start..end], start..end + ending));
        start = end + ending;
    }
    if start < text.len() {
        lines.push((&text[start..], start..text.len()));
    }
    lines
}

/// What ends a line to Python's `str.splitlines`.
fn ends_line(char: char) -> bool {
    matches!(char, '\n' | '\r' | '\x0b' | '\x0c' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// What is white space to Python.
pub(super) fn is_blank(char: char) -> bool {
    char.is_whitespace() || matches!(char, '\x1c'..='\x1f')
}
