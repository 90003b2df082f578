//! Bytes to text: encodings, and places in a file.
//!
//! Everything behind this module works on decoded text with byte ranges into that text. [`Text`] turns such a range
//! into bytes, lines and columns of the file as the user gave it, which differ when the file is UTF-16.

pub mod collation;
pub mod conflicts;
pub(crate) mod depth;
mod encoded;
mod encoding;
pub mod lfs;
pub(crate) mod line_counter;
pub mod nearest;
pub(crate) mod pattern;
mod position;
pub mod secrets;
pub mod shell;
pub(crate) mod table;
pub(crate) mod toml;
pub mod visible;

pub use encoded::Encoded;
pub use encoding::{Encoding, decode};
pub use position::{Position, Span};
pub use visible::visible;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use position::Marks;

/// A file's text, with the way back to its bytes.
///
/// A byte order mark stays in the text as U+FEFF, because to most platforms it is a character like any other.
#[derive(Debug, Clone)]
pub struct Text<'a> {
    /// How the bytes were read.
    pub encoding: Encoding,
    content: Cow<'a, str>,
    /// Made when a place is asked for.
    marks: Cow<'a, OnceLock<Marks>>,
}

impl<'a> Text<'a> {
    /// Decodes a file.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        let (encoding, content) = decode(bytes);
        Self { encoding, content, marks: Cow::Owned(OnceLock::new()) }
    }

    /// A text that was decoded before.
    fn read_before(encoding: Encoding, content: &'a str, marks: &'a OnceLock<Marks>) -> Self {
        Self { encoding, content: Cow::Borrowed(content), marks: Cow::Borrowed(marks) }
    }

    /// The decoded text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.content
    }

    /// The decoded text of a file that was decoded before.
    #[must_use]
    pub fn kept(self) -> Option<&'a str> {
        match self.content {
            Cow::Borrowed(content) => Some(content),
            Cow::Owned(_) => None,
        }
    }

    /// The place of a byte offset of the decoded text; an offset past the end means the end.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let marks = self.marks.get_or_init(|| Marks::of(&self.content, self.encoding));
        marks.position(&self.content, self.encoding, floor_char_boundary(&self.content, offset))
    }

    /// The place of a byte range of the decoded text.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        Span { start: self.position(range.start), end: self.position(range.end) }
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

    /// A place is found from a mark near it; it is the one that counting from the start finds.
    #[test]
    fn places_far_into_a_file_are_counted_from_its_start() {
        for (line, lines) in [("a🚀b\n", 700), ("é", 3000), ("0123456789abcde\n", 128)] {
            let utf16: Vec<u8> = line.repeat(lines).encode_utf16().flat_map(u16::to_le_bytes).collect();
            for text in [Text::new(line.repeat(lines).as_bytes()), Text::new(&[&b"\xff\xfe"[..], &utf16].concat())] {
                let content = text.as_str();
                for (at, _) in content.char_indices().chain([(content.len(), ' ')]) {
                    let before = &content[..at];
                    let in_line = before.rsplit('\n').next().unwrap_or_default();
                    let width = |char: char| if text.encoding.is_utf8() { char.len_utf8() } else { 2 * char.len_utf16() };
                    let (line, column) = (before.matches('\n').count() + 1, in_line.chars().count() + 1);
                    let offset = before.chars().map(width).sum();
                    assert_eq!(text.position(at), Position { line, column, offset });
                }
            }
        }
    }

    #[test]
    fn an_offset_past_the_end_is_the_end() {
        assert_eq!(Text::new(b"ab").position(9), Position { line: 1, column: 3, offset: 2 });
    }
}
