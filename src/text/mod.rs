//! Bytes to text: encodings, and places in a file.
//!
//! Everything behind this module works on decoded text with byte ranges into that text. [`Text`] turns such a range
//! into bytes, lines and columns of the file as the user gave it, which differ when the file is UTF-16.

pub mod collation;
pub mod conflicts;
pub(crate) mod depth;
mod encoding;
pub mod lfs;
pub mod nearest;
pub(crate) mod pattern;
pub mod secrets;
pub mod shell;
pub(crate) mod table;
pub(crate) mod toml;
pub mod visible;

pub use encoding::{Encoding, decode};
pub use visible::visible;

use std::borrow::Cow;
use std::ops::Range;

use serde::Serialize;

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

/// A file's text, with the way back to its bytes.
///
/// A byte order mark stays in the text as U+FEFF, because to most platforms it is a character like any other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text<'a> {
    /// How the bytes were read.
    pub encoding: Encoding,
    content: Cow<'a, str>,
}

impl<'a> Text<'a> {
    /// Decodes a file.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        let (encoding, content) = decode(bytes);
        Self { encoding, content }
    }

    /// The decoded text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.content
    }

    /// The place of a byte offset of the decoded text; an offset past the end means the end.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let before = &self.content[..floor_char_boundary(&self.content, offset)];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Position {
            line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            offset: self.file_offset(before),
        }
    }

    /// The place of a byte range of the decoded text.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        Span { start: self.position(range.start), end: self.position(range.end) }
    }

    fn file_offset(&self, before: &str) -> usize {
        match self.encoding {
            Encoding::Utf8 | Encoding::Utf8Bom | Encoding::Undecodable { .. } => before.len(),
            Encoding::Utf16Le { .. } | Encoding::Utf16Be { .. } => before.chars().map(char::len_utf16).sum::<usize>() * 2,
        }
    }
}

fn floor_char_boundary(text: &str, offset: usize) -> usize {
    let mut boundary = offset.min(text.len());
    while !text.is_char_boundary(boundary) {
        boundary -= 1;
    }
    boundary
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_offsets_count_bytes() {
        let text = Text::new("# 中文\nweb: x".as_bytes());
        assert_eq!(text.position(8), Position { line: 1, column: 5, offset: 8 });
        assert_eq!(text.position(9), Position { line: 2, column: 1, offset: 9 });
    }

    #[test]
    fn offsets_in_utf16_are_bytes_of_the_file() {
        let bytes: Vec<u8> = "\u{feff}a\n中".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let text = Text::new(&bytes);
        assert_eq!(text.as_str(), "\u{feff}a\n中");
        assert_eq!(text.position(text.as_str().len()), Position { line: 2, column: 2, offset: bytes.len() });
    }

    #[test]
    fn an_offset_past_the_end_is_the_end() {
        assert_eq!(Text::new(b"ab").position(9), Position { line: 1, column: 3, offset: 2 });
    }
}
