//! A file that is open in the editor.

use std::sync::Arc;

use gen_lsp_types::TextDocumentContentChangeEvent as Change;

use super::positions::{Counting, Lines, Shown};
use crate::text::Encoding;

/// A file that is open in the editor.
#[derive(Debug, Clone)]
pub(super) struct Document {
    /// Its address, as the client writes it.
    pub(super) address: String,
    pub(super) version: i32,
    pub(super) text: Arc<str>,
    /// Nothing was typed since it was opened or saved.
    pub(super) is_untouched: bool,
}

impl Document {
    /// Takes what was typed.
    pub(super) fn change(&mut self, version: i32, changes: &[Change], counting: Counting) {
        let mut text = self.text.to_string();
        for change in changes {
            match change {
                Change::TextDocumentContentChangePartial(part) => {
                    let bytes = Lines::of(&text, counting).offsets(part.range);
                    text.replace_range(bytes, &part.text);
                }
                Change::TextDocumentContentChangeWholeDocument(whole) => text.clone_from(&whole.text),
            }
        }
        self.text = text.into();
        self.version = version;
        self.is_untouched = false;
    }

    /// What the file holds once it is saved; none if that is what it holds now. Editors keep the encoding of a file.
    pub(super) fn bytes(&self, on_disk: Option<&[u8]>) -> Option<Vec<u8>> {
        let Some(on_disk) = on_disk else { return Some(self.text.as_bytes().to_vec()) };
        if self.is_untouched && shows(&self.text, on_disk) {
            return None;
        }
        let encoded = encoded(&self.text, on_disk);
        (encoded != on_disk).then_some(encoded)
    }
}

/// Whether a text is what an editor makes of a file, which may differ in the ends of lines and in what is no text.
fn shows(text: &str, bytes: &[u8]) -> bool {
    let is_same = |other: &str| {
        let lines = |text: &str| text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
        lines(text).trim_end_matches('\n') == lines(other).trim_end_matches('\n')
    };
    let shown = Shown::of(bytes);
    match shown.encoding() {
        Encoding::Undecodable { .. } => is_same(&String::from_utf8_lossy(bytes)) || is_same(&of_latin1(bytes)),
        _ => is_same(shown.as_str()),
    }
}

/// The text in the encoding of a file.
fn encoded(text: &str, like: &[u8]) -> Vec<u8> {
    let utf16 = |has_mark: bool, order: fn(u16) -> [u8; 2]| {
        let mark = if has_mark && !text.starts_with('\u{feff}') { "\u{feff}" } else { "" };
        mark.encode_utf16().chain(text.encode_utf16()).flat_map(order).collect()
    };
    match Shown::of(like).encoding() {
        Encoding::Utf8Bom if !text.starts_with('\u{feff}') => ["\u{feff}", text].concat().into_bytes(),
        Encoding::Utf16Le { bom } => utf16(bom, u16::to_le_bytes),
        Encoding::Utf16Be { bom } => utf16(bom, u16::to_be_bytes),
        Encoding::Utf8 | Encoding::Utf8Bom | Encoding::Undecodable { .. } => text.as_bytes().to_vec(),
    }
}

/// Bytes as the first 256 characters, which some editors fall back to.
fn of_latin1(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use gen_lsp_types::{Position, Range, TextDocumentContentChangePartial, TextDocumentContentChangeWholeDocument};

    use super::*;

    fn open(text: &str) -> Document {
        Document { address: "file:///a".to_owned(), version: 1, text: text.into(), is_untouched: true }
    }

    fn typed(text: &str) -> Document {
        Document { is_untouched: false, ..open(text) }
    }

    #[test]
    fn what_is_typed_comes_one_after_the_other() {
        let part = |start: (u32, u32), end: (u32, u32), text: &str| {
            let range = Range::new(Position::new(start.0, start.1), Position::new(end.0, end.1));
            let mut part = TextDocumentContentChangePartial::default();
            (part.range, part.text) = (range, text.to_owned());
            Change::from(part)
        };
        let mut document = open("web:x\n");
        document.change(
            4,
            &[part((0, 4), (0, 4), " "), part((1, 0), (1, 0), "worker: 😀y\n"), part((1, 10), (9, 9), "")],
            Counting::Utf16,
        );
        assert_eq!((&*document.text, document.version, document.is_untouched), ("web: x\nworker: 😀", 4, false));
        document.change(5, &[Change::from(TextDocumentContentChangeWholeDocument { text: "z".to_owned() })], Counting::Utf16);
        assert_eq!(&*document.text, "z");
    }

    #[test]
    fn a_file_that_was_only_opened_is_what_is_on_the_disk() {
        let utf16: Vec<u8> = "\u{feff}web: x\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let cases: [(&[u8], &str); 6] = [
            (b"web: x", "web: x\n"),
            (b"a\r\nb\n", "a\r\nb\r\n"),
            (b"\xef\xbb\xbfa", "a"),
            (b"caf\xe9", "caf\u{fffd}"),
            (b"caf\xe9", "caf\u{e9}"),
            (&utf16, "web: x\n"),
        ];
        for (on_disk, text) in cases {
            assert_eq!(open(text).bytes(Some(on_disk)), None, "{text:?}");
        }
        assert_eq!(open("b").bytes(Some(b"a")), Some(b"b".to_vec()), "left unsaved in the last session");
        assert_eq!(open("").bytes(None), Some(vec![]), "a new file");
    }

    #[test]
    fn what_is_typed_is_in_the_encoding_of_the_file() {
        let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
        let mut marked = vec![0xfe, 0xff];
        marked.extend(utf16("b"));
        assert_eq!(typed("b").bytes(Some(&utf16("\u{feff}a"))), Some(marked));
        assert_eq!(typed("web: y").bytes(Some(&utf16("web: x"))), Some(utf16("web: y")));
        assert_eq!(typed("b").bytes(Some(b"\xef\xbb\xbfa")), Some(b"\xef\xbb\xbfb".to_vec()));
        assert_eq!(typed("a").bytes(Some(b"a\n")), Some(b"a".to_vec()), "the end of the last line went");
        assert_eq!(typed("a\n").bytes(Some(b"a\n")), None, "typed and taken back");
    }
}
