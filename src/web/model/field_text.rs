//! A file's text as a text field holds it, and the way back to the file's own bytes.
//!
//! A text field knows no line ends but `\n` and no encoding. What the user did not touch keeps both.

use crate::project::{Content, Project};
use crate::text::{Encoding, Text, decode};

/// The text for a text field. Bytes that are no text of a known encoding are shown as far as they can be.
pub(crate) fn shown(bytes: &[u8]) -> String {
    let text = Text::new(bytes);
    match text.encoding {
        Encoding::Undecodable { .. } => with_plain_ends(&String::from_utf8_lossy(bytes)),
        _ => with_plain_ends(text.as_str()),
    }
}

/// The text of a project's file for a text field; none when its content is not known.
pub(crate) fn of(project: &Project, path: &str) -> Option<String> {
    project.bytes_of(path).map(shown)
}

/// Whether what is typed can be written in the encoding of these bytes.
pub(crate) fn is_editable(bytes: &[u8]) -> bool {
    !matches!(decode(bytes).0, Encoding::Undecodable { .. })
}

/// Every line end written as `\n`.
pub(crate) fn with_plain_ends(text: &str) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}

/// The bytes of a file whose text field now holds `field`: same encoding, and untouched lines keep their ends.
pub(crate) fn written(before: &[u8], field: &str) -> Vec<u8> {
    let (encoding, old) = decode(before);
    encoded(encoding, &with_ends_of(&old, field))
}

/// [`written`] for a file of a project, whatever is known of it.
pub(crate) fn content(project: &Project, path: &str, field: &str) -> Content {
    Content::from(written(project.bytes_of(path).unwrap_or_default(), field))
}

fn encoded(encoding: Encoding, text: &str) -> Vec<u8> {
    match encoding {
        Encoding::Utf16Le { .. } => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16Be { .. } => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        Encoding::Utf8 | Encoding::Utf8Bom | Encoding::Undecodable { .. } => text.as_bytes().to_vec(),
    }
}

/// The lines of `field` with the line ends that the same lines of `old` have.
fn with_ends_of(old: &str, field: &str) -> String {
    if !old.contains('\r') {
        return field.to_owned();
    }
    let before = lines(old);
    let after: Vec<&str> = field.split('\n').collect();
    let head = before.iter().zip(&after).take_while(|(old, new)| old.0 == **new).count();
    let most = before.len().min(after.len()) - head;
    let tail = before.iter().rev().zip(after.iter().rev()).take(most).take_while(|(old, new)| old.0 == **new).count();
    let usual = before.iter().map(|line| line.1).find(|end| !end.is_empty()).unwrap_or("\n");
    let mut text = String::with_capacity(field.len());
    for (index, line) in after.iter().enumerate() {
        text.push_str(line);
        if index + 1 == after.len() {
            break;
        }
        let old = match index {
            _ if index < head => before.get(index),
            _ if index + tail >= after.len() => before.get(index + before.len() - after.len()),
            _ => None,
        };
        text.push_str(old.map(|line| line.1).filter(|end| !end.is_empty()).unwrap_or(usual));
    }
    text
}

/// The lines of a text, each with its end; the last has none.
fn lines(text: &str) -> Vec<(&str, &str)> {
    let mut rest = text;
    let mut lines = vec![];
    while let Some(at) = rest.find(['\r', '\n']) {
        let end = if rest[at..].starts_with("\r\n") { 2 } else { 1 };
        lines.push((&rest[..at], &rest[at..at + end]));
        rest = &rest[at + end..];
    }
    lines.push((rest, ""));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn untouched_lines_keep_their_ends_and_new_ones_get_the_usual_end() {
        let cases = [
            ("a\r\nb\nc\r\n", "a\nB\nc\n", "a\r\nB\r\nc\r\n"),
            ("a\r\nb\nc\r\n", "a\nb\nc\n", "a\r\nb\nc\r\n"),
            ("a\r\nb\n", "new\na\nb\n", "new\r\na\r\nb\n"),
            ("a\r\nb", "a\nb\nc", "a\r\nb\r\nc"),
            ("a\rb\r", "a\nb!\n", "a\rb!\r"),
            ("", "a\nb\n", "a\nb\n"),
            ("a\r\na\r\n", "a\n", "a\r\n"),
            ("a\n", "", ""),
        ];
        for (before, field, after) in cases {
            assert_eq!(written(before.as_bytes(), field), after.as_bytes(), "{before:?} -> {field:?}");
        }
    }

    #[test]
    fn the_encoding_stays() {
        let before = utf16("\u{feff}web: x\r\n");
        assert_eq!(shown(&before), "\u{feff}web: x\n");
        assert_eq!(written(&before, "\u{feff}web: y\n"), utf16("\u{feff}web: y\r\n"));
    }

    #[test]
    fn bytes_of_no_known_encoding_are_shown_but_not_edited() {
        assert_eq!(shown(b"caf\xe9\r\n"), "caf\u{fffd}\n");
        assert!(!is_editable(b"caf\xe9"));
        assert!(is_editable(b""));
    }

    #[test]
    fn what_was_not_changed_is_the_same_bytes() {
        for text in ["", "a", "a\n", "a\r\nb\rc\n\n", "\u{feff}中文\r\n"] {
            let field = shown(text.as_bytes());
            assert_eq!(written(text.as_bytes(), &field), text.as_bytes());
        }
    }
}
