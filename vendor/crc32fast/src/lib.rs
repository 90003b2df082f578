//! Stands in for the crate of this name, which the readers of zip and gzip take their checksum from. Its tables are 16 kB that no
//! compression makes smaller, and the page would load them before its first verdict; here, they are made when they are needed.
//!
//! It is as fast as that crate where the processor has no instructions for it. Where it has them, unpacking takes most of the time.

use std::sync::LazyLock;

/// The polynomial, with its lowest power first.
const POLYNOMIAL: u32 = 0xedb8_8320;
/// How many bytes are looked up at once.
const BLOCK: usize = 16;

/// What each byte does to the checksum when so many other bytes come behind it.
static TABLES: LazyLock<[[u32; 256]; BLOCK]> = LazyLock::new(|| {
    let mut tables = [[0; 256]; BLOCK];
    for (byte, entry) in (0..).zip(&mut tables[0]) {
        *entry = (0..8).fold(byte, |sum: u32, _| if sum & 1 == 1 { sum >> 1 ^ POLYNOMIAL } else { sum >> 1 });
    }
    for behind in 1..BLOCK {
        tables[behind] = tables[behind - 1].map(|sum| sum >> 8 ^ tables[0][usize::from(sum as u8)]);
    }
    tables
});

/// The checksum of bytes.
#[must_use]
pub fn hash(bytes: &[u8]) -> u32 {
    let mut hasher = Hasher::new();
    hasher.update(bytes);
    hasher.finalize()
}

/// A checksum in the making.
#[derive(Debug, Clone, Default)]
pub struct Hasher {
    sum: u32,
    length: u64,
}

impl Hasher {
    /// That of no bytes.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// That of bytes that are not at hand.
    #[must_use]
    pub fn new_with_initial_len(sum: u32, length: u64) -> Self {
        Self { sum, length }
    }

    /// Takes bytes in.
    pub fn update(&mut self, bytes: &[u8]) {
        let tables = &*TABLES;
        let mut sum = !self.sum;
        let (blocks, rest) = bytes.as_chunks::<BLOCK>();
        for block in blocks {
            let mut block = *block;
            for (byte, before) in block.iter_mut().zip(sum.to_le_bytes()) {
                *byte ^= before;
            }
            sum = block.iter().zip(tables.iter().rev()).fold(0, |sum, (byte, table)| sum ^ table[usize::from(*byte)]);
        }
        for byte in rest {
            sum = sum >> 8 ^ tables[0][usize::from(*byte ^ sum as u8)];
        }
        self.sum = !sum;
        self.length += bytes.len() as u64;
    }

    /// Takes in the bytes of another one.
    pub fn combine(&mut self, other: &Self) {
        let table = &TABLES[0];
        self.sum = (0..other.length).fold(self.sum, |sum, _| sum >> 8 ^ table[usize::from(sum as u8)]) ^ other.sum;
        self.length += other.length;
    }

    /// Forgets all bytes.
    pub fn reset(&mut self) {
        *self = Self::default();
    }

    /// The checksum.
    #[must_use]
    pub fn finalize(self) -> u32 {
        self.sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_is_that_of_the_standard_however_the_bytes_come() {
        assert_eq!(hash(b"123456789"), 0xcbf4_3926);
        let text = b"The quick brown fox jumps over the lazy dog";
        for cut in 0..=text.len() {
            let (head, tail) = text.split_at(cut);
            let (mut in_turn, mut joined, mut behind) = (Hasher::new(), Hasher::new(), Hasher::new());
            in_turn.update(head);
            in_turn.update(tail);
            joined.update(head);
            behind.update(tail);
            joined.combine(&behind);
            assert_eq!((in_turn.finalize(), joined.finalize()), (0x414f_a339, 0x414f_a339), "{cut}");
        }
        assert_eq!(hash(b""), 0);
    }
}
