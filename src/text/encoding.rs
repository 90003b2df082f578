//! Which encoding a file is in.

use std::borrow::Cow;

const UTF8_BOM: &[u8] = b"\xef\xbb\xbf";
const UTF16_LE_BOM: &[u8] = b"\xff\xfe";
const UTF16_BE_BOM: &[u8] = b"\xfe\xff";

/// How a file's bytes become text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, ASCII included.
    Utf8,
    /// UTF-8 behind a byte order mark.
    Utf8Bom,
    /// UTF-16, least significant byte first.
    Utf16Le {
        /// Whether the byte order mark is there.
        bom: bool,
    },
    /// UTF-16, most significant byte first.
    Utf16Be {
        /// Whether the byte order mark is there.
        bom: bool,
    },
    /// None of these; the text up to the first wrong byte is all there is.
    Undecodable {
        /// The offset of the first byte that is not UTF-8.
        at: usize,
    },
}

impl Encoding {
    /// Whether a program that expects UTF-8 reads the characters that were meant.
    #[must_use]
    pub fn is_utf8(self) -> bool {
        matches!(self, Self::Utf8 | Self::Utf8Bom)
    }

    /// Whether it is UTF-16 and says so.
    #[must_use]
    pub fn is_marked_utf16(self) -> bool {
        matches!(self, Self::Utf16Le { bom: true } | Self::Utf16Be { bom: true })
    }

    /// The encoding of bytes that are UTF-8.
    pub(super) fn of_utf8(text: &str) -> Self {
        if text.as_bytes().starts_with(UTF8_BOM) { Self::Utf8Bom } else { Self::Utf8 }
    }

    /// How many bytes a character takes.
    pub(super) fn width(self, char: char) -> usize {
        match self {
            Self::Utf8 | Self::Utf8Bom | Self::Undecodable { .. } => char.len_utf8(),
            Self::Utf16Le { .. } | Self::Utf16Be { .. } => char.len_utf16() * size_of::<u16>(),
        }
    }

    /// The name that people know it by.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf8Bom => "UTF-8 with a byte order mark",
            Self::Utf16Le { .. } => "UTF-16 LE",
            Self::Utf16Be { .. } => "UTF-16 BE",
            Self::Undecodable { .. } => "neither UTF-8 nor UTF-16",
        }
    }
}

/// Decodes a file's bytes. UTF-16 without a mark is recognised by its NUL bytes, since text files hold none.
#[must_use]
pub fn decode(bytes: &[u8]) -> (Encoding, Cow<'_, str>) {
    if let Some(encoding) = utf16_encoding(bytes)
        && let Some(text) = decode_utf16(bytes, encoding)
    {
        return (encoding, Cow::Owned(text));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (Encoding::of_utf8(text), Cow::Borrowed(text)),
        Err(error) => {
            let (readable, _) = bytes.split_at(error.valid_up_to());
            (Encoding::Undecodable { at: error.valid_up_to() }, String::from_utf8_lossy(readable))
        }
    }
}

/// Whether bytes look like UTF-16.
pub(super) fn is_utf16(bytes: &[u8]) -> bool {
    utf16_encoding(bytes).is_some()
}

fn utf16_encoding(bytes: &[u8]) -> Option<Encoding> {
    if bytes.starts_with(UTF16_LE_BOM) {
        return Some(Encoding::Utf16Le { bom: true });
    }
    if bytes.starts_with(UTF16_BE_BOM) {
        return Some(Encoding::Utf16Be { bom: true });
    }
    if !bytes.contains(&0) {
        return None;
    }
    // Latin letters in UTF-16 have a NUL in every second byte: more than a third of all units is no accident.
    let units = bytes.len() / 2;
    let (mut high_first, mut high_last) = (0, 0);
    for pair in bytes.chunks_exact(2) {
        match pair {
            [0, 0] => return None,
            [0, _] => high_first += 1,
            [_, 0] => high_last += 1,
            _ => {}
        }
    }
    if high_last * 3 > units && high_first == 0 {
        Some(Encoding::Utf16Le { bom: false })
    } else if high_first * 3 > units && high_last == 0 {
        Some(Encoding::Utf16Be { bom: false })
    } else {
        None
    }
}

fn decode_utf16(bytes: &[u8], encoding: Encoding) -> Option<String> {
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    let units = bytes.chunks_exact(2).map(|pair| {
        let pair = [pair[0], pair[1]];
        if matches!(encoding, Encoding::Utf16Be { .. }) { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }
    });
    char::decode_utf16(units).collect::<Result<String, _>>().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn each_encoding_is_recognised() {
        let cases: Vec<(Vec<u8>, Encoding, &str)> = vec![
            (b"web: x".to_vec(), Encoding::Utf8, "web: x"),
            (b"".to_vec(), Encoding::Utf8, ""),
            (b"\xef\xbb\xbfweb".to_vec(), Encoding::Utf8Bom, "\u{feff}web"),
            (utf16("\u{feff}web: x", u16::to_le_bytes), Encoding::Utf16Le { bom: true }, "\u{feff}web: x"),
            (utf16("\u{feff}web: x", u16::to_be_bytes), Encoding::Utf16Be { bom: true }, "\u{feff}web: x"),
            (utf16("web: x", u16::to_le_bytes), Encoding::Utf16Le { bom: false }, "web: x"),
            (utf16("web: x", u16::to_be_bytes), Encoding::Utf16Be { bom: false }, "web: x"),
            (b"caf\xe9".to_vec(), Encoding::Undecodable { at: 3 }, "caf"),
        ];
        for (bytes, encoding, text) in cases {
            assert_eq!(decode(&bytes), (encoding, Cow::Borrowed(text)), "{bytes:?}");
        }
    }

    #[test]
    fn a_single_nul_does_not_make_utf16() {
        assert_eq!(decode(b"web: gunicorn app:app\0").0, Encoding::Utf8);
    }
}
