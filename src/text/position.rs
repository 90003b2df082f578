//! Places in a text, each found from a mark near it.

use serde::Serialize;

use super::Encoding;

/// Bytes from one mark to the next.
const STRIDE: usize = 512;

/// A place in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in Unicode scalar values, from 1.
    pub column: usize,
    /// The byte offset in the file as given, from 0.
    pub offset: usize,
}

/// A stretch of a file; `end` is the first place behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Span {
    /// Where it starts.
    pub start: Position,
    /// Where it ends.
    pub end: Position,
}

impl Position {
    /// The start of every file.
    const START: Self = Self { line: 1, column: 1, offset: 0 };

    /// The place behind a character that stands here.
    fn behind(self, char: char, encoding: Encoding) -> Self {
        let (line, column) = if char == '\n' { (self.line + 1, 1) } else { (self.line, self.column + 1) };
        Self { line, column, offset: self.offset + encoding.width(char) }
    }
}

/// Marks all along a text: a report has many places in one file, and counting lines from its start for each would take the
/// square of its length.
#[derive(Debug, Clone)]
pub(super) struct Marks(Vec<(usize, Position)>);

impl Marks {
    pub(super) fn of(text: &str, encoding: Encoding) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut position = Position::START;
        for (at, char) in text.char_indices() {
            if at >= marks.len() * STRIDE {
                marks.push((at, position));
            }
            position = position.behind(char, encoding);
        }
        Self(marks)
    }

    /// The place of a byte offset of that text, on the boundary of a character.
    pub(super) fn position(&self, text: &str, encoding: Encoding, offset: usize) -> Position {
        let nearest = self.0.get(offset / STRIDE).or(self.0.last());
        let (at, mark) = nearest.copied().unwrap_or((0, Position::START));
        text[at..offset].chars().fold(mark, |position, char| position.behind(char, encoding))
    }
}
