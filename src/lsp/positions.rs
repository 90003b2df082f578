//! Places in a file, as editors count them.

use std::borrow::Cow;
use std::cell::OnceCell;

use gen_lsp_types::{Position, Range};

use crate::text::{Encoding, Span, Text};

const MARK: char = '\u{feff}';
/// Between two known places of a text in UTF-16 lie so many units.
const STEP: usize = 256;

/// What a column counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counting {
    /// Bytes of UTF-8.
    Utf8,
    /// Units of UTF-16.
    Utf16,
    /// Characters.
    Utf32,
}

impl Counting {
    /// The column behind a beginning of a line.
    pub(super) fn columns(self, text: &str) -> u32 {
        count(self.length(text))
    }

    fn length(self, text: &str) -> usize {
        match self {
            Self::Utf8 => text.len(),
            Self::Utf16 => text.encode_utf16().count(),
            Self::Utf32 => text.chars().count(),
        }
    }
}

/// A text by its lines, which end as the protocol has it: at `\n`, `\r\n` and `\r`.
pub(super) struct Lines<'t> {
    text: &'t str,
    starts: Cow<'t, [usize]>,
    counting: Counting,
}

/// Where the lines of a text start.
fn starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let is_end = |at: &usize| bytes[*at] == b'\n' || (bytes[*at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
    std::iter::once(0).chain((0..bytes.len()).filter(is_end).map(|at| at + 1)).collect()
}

impl<'t> Lines<'t> {
    pub(super) fn of(text: &'t str, counting: Counting) -> Self {
        Self { text, starts: starts(text).into(), counting }
    }

    /// The text of a line without its end, and where it starts.
    fn line(&self, number: usize) -> (usize, &'t str) {
        let start = self.starts[number];
        let end = self.starts.get(number + 1).copied().unwrap_or(self.text.len());
        (start, self.text[start..end].trim_end_matches(['\r', '\n']))
    }

    /// The position of a byte offset; of one in the end of a line, that of the end.
    pub(super) fn position(&self, offset: usize) -> Position {
        let number = self.starts.partition_point(|start| *start <= offset) - 1;
        let (start, line) = self.line(number);
        let mut length = (offset - start).min(line.len());
        while !line.is_char_boundary(length) {
            length -= 1;
        }
        Position::new(count(number), count(self.counting.length(&line[..length])))
    }

    /// The byte offset of a position; of one behind the end of its line or of the text, that of the end.
    pub(super) fn offset(&self, position: Position) -> usize {
        let number = position.line as usize;
        if number >= self.starts.len() {
            return self.text.len();
        }
        let (start, line) = self.line(number);
        let mut left = position.character as usize;
        for (at, character) in line.char_indices() {
            let length = self.counting.length(character.encode_utf8(&mut [0; 4]));
            if left < length {
                return start + at;
            }
            left -= length;
        }
        start + line.len()
    }

    pub(super) fn range(&self, bytes: std::ops::Range<usize>) -> Range {
        Range::new(self.position(bytes.start), self.position(bytes.end))
    }

    /// The byte offsets of a range, the smaller one first.
    pub(super) fn offsets(&self, range: Range) -> std::ops::Range<usize> {
        let (one, other) = (self.offset(range.start), self.offset(range.end));
        one.min(other)..one.max(other)
    }
}

/// No file has more lines or columns than that, since none of that size is read.
fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The text of a file as editors show it: decoded, without the mark of its encoding.
pub(super) struct Shown<'b> {
    text: Text<'b>,
    /// Bytes of the mark, in the decoded text.
    mark: usize,
    /// Where its lines start, once that was asked: there may be as many problems as lines.
    starts: OnceCell<Vec<usize>>,
    /// Where its units of UTF-16 lie, in the same way.
    units: OnceCell<Units>,
}

impl<'b> Shown<'b> {
    pub(super) fn of(bytes: &'b [u8]) -> Self {
        let text = Text::new(bytes);
        let mark = if text.as_str().starts_with(MARK) { MARK.len_utf8() } else { 0 };
        Self { text, mark, starts: OnceCell::new(), units: OnceCell::new() }
    }

    pub(super) fn encoding(&self) -> Encoding {
        self.text.encoding
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text.as_str()[self.mark..]
    }

    /// The range of a place in the file; a whole file is stood for by its first line.
    pub(super) fn range(&self, span: Option<Span>, counting: Counting) -> Range {
        let starts = self.starts.get_or_init(|| starts(self.as_str()));
        let lines = Lines { text: self.as_str(), starts: starts.into(), counting };
        match span {
            Some(Span { start, end }) => lines.range(self.offset(start.offset)..self.offset(end.offset)),
            None => lines.range(0..lines.line(0).1.len()),
        }
    }

    /// The offset in the shown text of a byte of the file.
    fn offset(&self, byte: usize) -> usize {
        let text = self.text.as_str();
        let decoded = match self.text.encoding {
            Encoding::Utf8 | Encoding::Utf8Bom | Encoding::Undecodable { .. } => byte,
            Encoding::Utf16Le { .. } | Encoding::Utf16Be { .. } => {
                self.units.get_or_init(|| Units::of(text)).bytes(text, byte / 2)
            }
        };
        decoded.min(text.len()).saturating_sub(self.mark)
    }
}

/// Where some units of UTF-16 of a text lie, so that nobody counts from its start.
struct Units(Vec<Reached>);

/// Units of UTF-16, and the bytes that come to as many.
#[derive(Clone, Copy, Default)]
struct Reached {
    units: usize,
    bytes: usize,
}

impl Units {
    fn of(text: &str) -> Self {
        let (mut known, mut reached) = (vec![], Reached::default());
        for character in text.chars() {
            if reached.units >= known.len() * STEP {
                known.push(reached);
            }
            reached = reached.behind(character);
        }
        Self(known)
    }

    /// How many bytes of the text come to that many units.
    fn bytes(&self, text: &str, units: usize) -> usize {
        let before = self.0.partition_point(|known| known.units <= units).checked_sub(1);
        let mut reached = before.map(|number| self.0[number]).unwrap_or_default();
        for character in text[reached.bytes..].chars() {
            let behind = reached.behind(character);
            if behind.units > units {
                break;
            }
            reached = behind;
        }
        reached.bytes
    }
}

impl Reached {
    fn behind(self, character: char) -> Self {
        Self { units: self.units + character.len_utf16(), bytes: self.bytes + character.len_utf8() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn position(text: &str, offset: usize, counting: Counting) -> (u32, u32) {
        let Position { line, character } = Lines::of(text, counting).position(offset);
        (line, character)
    }

    #[test]
    fn columns_are_counted_as_was_agreed() {
        let text = "a\r\n中😀b\rc\n";
        let at = text.find('b').unwrap();
        assert_eq!(position(text, at, Counting::Utf8), (1, 7));
        assert_eq!(position(text, at, Counting::Utf16), (1, 3));
        assert_eq!(position(text, at, Counting::Utf32), (1, 2));
        assert_eq!(position(text, 2, Counting::Utf16), (0, 1), "between the two characters of a line's end");
        assert_eq!(position(text, text.len(), Counting::Utf16), (3, 0));
    }

    #[test]
    fn positions_out_of_range_are_the_nearest_place() {
        let lines = Lines::of("ab\r\n😀\n", Counting::Utf16);
        let offset = |line, character| lines.offset(Position::new(line, character));
        assert_eq!((offset(0, 9), offset(9, 0), offset(1, 1), offset(2, 7), offset(u32::MAX, u32::MAX)), (2, 9, 4, 9, 9));
        assert_eq!(lines.offsets(Range::new(Position::new(1, 2), Position::new(0, 1))), 1..8);
    }

    #[test]
    fn the_mark_of_an_encoding_is_no_character() {
        for (order, mark) in
            [(u16::to_le_bytes as fn(u16) -> [u8; 2], "\u{feff}"), (u16::to_be_bytes, "\u{feff}"), (u16::to_le_bytes, "")]
        {
            let bytes: Vec<u8> = format!("{mark}w中: x").encode_utf16().flat_map(order).collect();
            let shown = Shown::of(&bytes);
            assert_eq!(shown.as_str(), "w中: x");
            let at = Text::new(&bytes).span(mark.len() + 4..mark.len() + 5);
            assert_eq!(shown.range(Some(at), Counting::Utf32), Range::new(Position::new(0, 2), Position::new(0, 3)));
        }
        let shown = Shown::of("\u{feff}ab\nc".as_bytes());
        let at = Text::new("\u{feff}ab\nc".as_bytes()).span(0..4);
        assert_eq!(shown.range(Some(at), Counting::Utf16), Range::new(Position::new(0, 0), Position::new(0, 1)));
        assert_eq!(shown.range(None, Counting::Utf16), Range::new(Position::new(0, 0), Position::new(0, 2)));
    }

    #[test]
    fn units_are_found_from_the_nearest_known_place() {
        let text = "a中😀".repeat(STEP);
        let units = Units::of(&text);
        let mut reached = Reached::default();
        for character in text.chars() {
            assert_eq!(units.bytes(&text, reached.units), reached.bytes);
            let behind = reached.behind(character);
            assert_eq!(units.bytes(&text, behind.units - 1), reached.bytes, "between two units of one character");
            reached = behind;
        }
        assert_eq!([units.bytes(&text, reached.units), units.bytes(&text, usize::MAX)], [text.len(); 2]);
        assert_eq!(Units::of("").bytes("", 7), 0);
    }

    proptest! {
        #[test]
        fn every_place_has_one_position(text in "[a中😀\r\n]{0,12}") {
            for counting in [Counting::Utf8, Counting::Utf16, Counting::Utf32] {
                let lines = Lines::of(&text, counting);
                for (offset, _) in text.char_indices() {
                    let is_in_an_end = text[..offset].ends_with('\r') && text[offset..].starts_with('\n');
                    if !is_in_an_end {
                        prop_assert_eq!(lines.offset(lines.position(offset)), offset);
                    }
                }
            }
        }
    }
}
