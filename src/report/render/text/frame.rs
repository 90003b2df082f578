//! The lines of a file that a span lies on, as they may be shown.

use std::ops::Range;

use crate::project::Project;
use crate::text::visible::sign;
use crate::text::{Span, secrets};

/// A span over more lines than this is marked by its first line.
const MAX_LINES: usize = 8;

/// Some lines of a file and a range in them.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Frame {
    /// The lines; every character is harmless to a terminal, and credentials are masked.
    pub(super) source: String,
    /// The number of the first one.
    pub(super) first_line: usize,
    /// The marked bytes of `source`.
    pub(super) range: Range<usize>,
}

impl Frame {
    /// The frame around a span; none if the file is not in UTF-8, whose lines are not what an editor would show.
    pub(super) fn new(project: &Project, file: &str, span: Span) -> Option<Self> {
        let text = project.text(file).filter(|text| text.encoding.is_utf8())?;
        let text = text.as_str();
        let start = span.start.offset.min(text.len());
        let end = marked_end(text, start, span.end.offset.min(text.len()));
        let first = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let last = text[end..].find('\n').map_or(text.len(), |newline| end + newline);
        Some(Self::of_lines(&text[first..last], start - first..end - first, span.start.line))
    }

    fn of_lines(lines: &str, marked: Range<usize>, first_line: usize) -> Self {
        let hidden = secrets::ranges(lines);
        let mut source = String::new();
        let mut range = 0..0;
        for (at, character) in lines.char_indices() {
            if at <= marked.start {
                range.start = source.len();
            }
            if at <= marked.end {
                range.end = source.len();
            }
            match hidden.iter().find(|hidden| hidden.contains(&at)) {
                Some(hidden) if hidden.start == at => source.push_str("****"),
                Some(_) => {}
                None if is_line_end(lines, at) && !marked.contains(&at) => {}
                None => source.push(sign(character)),
            }
        }
        if lines.len() <= marked.start {
            range.start = source.len();
        }
        if lines.len() <= marked.end {
            range.end = source.len();
        }
        Self { source, first_line, range }
    }
}

/// The end of what is marked: before a final line end, and on the first line if there are too many.
fn marked_end(text: &str, start: usize, end: usize) -> usize {
    let end = end.max(start);
    let marked = &text[start..end];
    if marked.matches('\n').count() >= MAX_LINES {
        return start + marked.find('\n').unwrap_or(marked.len());
    }
    if marked.ends_with('\n') { end - 1 } else { end }
}

/// Whether the carriage return here belongs to a line end.
fn is_line_end(lines: &str, at: usize) -> bool {
    lines[at..].starts_with('\r') && (lines.len() == at + 1 || lines[at + 1..].starts_with('\n'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Content;
    use crate::text::Text;

    fn frame(text: &str, range: Range<usize>) -> Frame {
        let mut project = Project::new();
        project.insert("f", Content::from(text.as_bytes().to_vec()));
        Frame::new(&project, "f", Text::new(text.as_bytes()).span(range)).unwrap()
    }

    fn marked(frame: &Frame) -> &str {
        &frame.source[frame.range.clone()]
    }

    #[test]
    fn only_the_lines_of_the_span_are_shown() {
        let frame = frame("a\r\nweb:x\r\nc\r\n", 7..8);
        assert_eq!((frame.source.as_str(), frame.first_line, marked(&frame)), ("web:x", 2, "x"));
    }

    #[test]
    fn places_survive_signs_and_masks() {
        let given = "\u{feff}\0-i https://me:pw@host/simple x";
        let at = given.find("host").unwrap();
        let found = frame(given, at..at + 4);
        assert_eq!((found.source.as_str(), marked(&found)), ("\u{fffd}␀-i https://****@host/simple x", "host"));
        let at = given.find("me:").unwrap();
        assert_eq!(marked(&frame(given, at..at + 5)), "****");
        assert_eq!(marked(&frame(given, 0..3)), "\u{fffd}");
    }

    #[test]
    fn line_ends_show_only_when_they_are_meant() {
        let found = frame("web: x\r\n", 6..7);
        assert_eq!((found.source.as_str(), marked(&found)), ("web: x␍", "␍"));
        let found = frame("web: x\r\n", 5..8);
        assert_eq!((found.source.as_str(), marked(&found)), ("web: x␍", "x␍"));
        assert_eq!(frame("web: x\r\n", 5..6).source, "web: x");
        assert_eq!(frame("a\rb\n", 0..1).source, "a␍b");
    }

    #[test]
    fn empty_and_long_spans_have_a_frame() {
        assert_eq!(frame("", 0..0), Frame { source: String::new(), first_line: 1, range: 0..0 });
        assert_eq!(frame("web: x\n", 7..7).first_line, 2);
        let long = "line\n".repeat(9);
        assert_eq!(frame(&long, 0..long.len()).source, "line");
        let short = "line\n".repeat(3);
        assert_eq!(marked(&frame(&short, 0..short.len())), "line\nline\nline");
    }
}
