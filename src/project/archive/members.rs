//! What gzip packed, in one or several members.

use std::io::{self, Read};

use flate2::bufread::GzDecoder;

/// How a member begins.
const MAGIC: &[u8] = b"\x1f\x8b";

/// Unpacks one member after the other. What follows the last one and is none, as the zeros that fill a block, is left out, as
/// `gzip` does it.
pub(super) struct Members<'a>(GzDecoder<&'a [u8]>);

impl<'a> Members<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self(GzDecoder::new(bytes))
    }
}

impl Read for Members<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.0.read(buffer)?;
            let rest = *self.0.get_ref();
            if read > 0 || buffer.is_empty() || !rest.starts_with(MAGIC) {
                return Ok(read);
            }
            self.0 = GzDecoder::new(rest);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn packed(text: &str) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    }

    fn unpacked(bytes: &[u8]) -> io::Result<String> {
        let mut text = String::new();
        Members::new(bytes).read_to_string(&mut text).map(|_| text)
    }

    #[test]
    fn members_follow_one_another_and_nothing_else_counts() {
        let two = [packed("a"), packed(""), packed("b")].concat();
        assert_eq!(unpacked(&two).unwrap(), "ab");
        assert_eq!(unpacked(&[&two[..], &[0; 512]].concat()).unwrap(), "ab");
    }

    #[test]
    fn a_wrong_checksum_of_any_member_is_an_error() {
        let (one, two) = (packed("a"), packed("b"));
        for at in [one.len() - 8, one.len() - 1, one.len() + two.len() - 8] {
            let mut bytes = [&one[..], &two[..]].concat();
            bytes[at] ^= 1;
            assert!(unpacked(&bytes).is_err(), "{at}");
        }
    }
}
