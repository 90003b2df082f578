//! Splitting text into lines without losing how they end.

use std::ops::Range;

/// One line: its text and its line end (`\n`, `\r\n`, or nothing at the end of the file), as ranges of the whole text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RawLine {
    pub(super) text: Range<usize>,
    pub(super) ending: Range<usize>,
}

/// All lines; the ranges lie end to end and cover the text. A final line end does not open another line.
pub(super) fn split(text: &str) -> Vec<RawLine> {
    let mut start = 0;
    text.split_inclusive('\n')
        .map(|line| {
            let end = start + line.len();
            let content = line.strip_suffix('\n').map_or(line, |rest| rest.strip_suffix('\r').unwrap_or(rest));
            let raw = RawLine { text: start..start + content.len(), ending: start + content.len()..end };
            start = end;
            raw
        })
        .collect()
}

/// The part of a range without blanks (space and tab) at both ends; empty at its start if there is nothing else.
pub(super) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let slice = &text[range.clone()];
    let left = slice.len() - slice.trim_start_matches([' ', '\t']).len();
    let right = slice.trim_end_matches([' ', '\t']).len();
    if right <= left { range.start..range.start } else { range.start + left..range.start + right }
}
