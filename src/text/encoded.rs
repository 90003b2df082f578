//! The bytes of a file with the text in them.

use std::sync::OnceLock;

use super::encoding::{decode, is_utf16};
use super::position::Marks;
use super::{Encoding, Text};

/// The bytes of a file, which are decoded once, however often somebody asks for the text in them.
#[derive(Debug, Clone)]
pub struct Encoded {
    kept: Kept,
    marks: OnceLock<Marks>,
}

#[derive(Debug, Clone)]
enum Kept {
    /// The bytes are the text.
    Utf8(String),
    /// The text is another one, if there is any.
    Other { bytes: Vec<u8>, read: OnceLock<(Encoding, String)> },
}

impl From<Vec<u8>> for Encoded {
    fn from(bytes: Vec<u8>) -> Self {
        let other = |bytes| Kept::Other { bytes, read: OnceLock::new() };
        let kept = match is_utf16(&bytes) {
            true => other(bytes),
            false => String::from_utf8(bytes).map_or_else(|error| other(error.into_bytes()), Kept::Utf8),
        };
        Self { kept, marks: OnceLock::new() }
    }
}

impl Encoded {
    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        match &self.kept {
            Kept::Utf8(text) => text.as_bytes(),
            Kept::Other { bytes, .. } => bytes,
        }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> Text<'_> {
        let (encoding, content) = match &self.kept {
            Kept::Utf8(text) => (Encoding::of_utf8(text), text.as_str()),
            Kept::Other { bytes, read } => {
                let (encoding, text) = read.get_or_init(|| {
                    let (encoding, text) = decode(bytes);
                    (encoding, text.into_owned())
                });
                (*encoding, text.as_str())
            }
        };
        Text::read_before(encoding, content, &self.marks)
    }
}

/// What was found out of the bytes says nothing that they do not.
impl PartialEq for Encoded {
    fn eq(&self, other: &Self) -> bool {
        self.as_bytes() == other.as_bytes()
    }
}

impl Eq for Encoded {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_stay_and_the_text_is_the_decoded_one() {
        let utf16: Vec<u8> = "web: 中".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in
            [&b"web: x\n"[..], b"", b"\xef\xbb\xbfweb", b"caf\xe9 web", b"a\0b", b"\xff\xfea", b"\xff\xfe\x00\xd8", &utf16]
        {
            let encoded = Encoded::from(bytes.to_vec());
            let (encoding, content) = decode(bytes);
            assert_eq!(encoded.as_bytes(), bytes);
            assert_eq!((encoded.text().encoding, encoded.text().as_str()), (encoding, &*content), "{bytes:?}");
            assert_eq!(encoded, encoded.clone());
        }
    }
}
