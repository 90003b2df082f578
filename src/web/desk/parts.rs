//! A file at an address, of which only some parts are here.

use std::cell::Cell;
use std::io::{self, Read, Seek, SeekFrom};

/// How many bytes come at once.
const PART: u64 = 64 << 10;

/// A file of which only some parts are here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parts {
    length: u64,
    /// Each with where it begins.
    parts: Vec<(u64, Vec<u8>)>,
}

impl Parts {
    /// None is here yet.
    pub(super) fn new(length: u64) -> Self {
        Self { length, parts: vec![] }
    }

    /// How many bytes are here.
    pub(super) fn here(&self) -> u64 {
        self.parts.iter().map(|(_, part)| part.len() as u64).sum()
    }

    /// The last part, which is asked for first: both ends are included.
    pub(super) fn last(&self) -> (u64, u64) {
        (self.length.saturating_sub(PART), self.length.saturating_sub(1))
    }

    /// Takes a part, or the whole file.
    pub(super) fn put(&mut self, start: u64, part: Vec<u8>) {
        self.parts.push((start, part));
    }

    /// What `read` makes of the file, or else the part that it lacks.
    pub(super) fn read<T>(&self, read: impl FnOnce(Reader<'_>) -> T) -> Result<T, (u64, u64)> {
        let lacks = Cell::new(None);
        let made = read(Reader { parts: self, position: 0, lacks: &lacks });
        lacks.get().map_or(Ok(made), |from: u64| Err((from, (from + PART).min(self.length) - 1)))
    }

    fn at(&self, position: u64) -> Option<&[u8]> {
        self.parts.iter().find_map(|(start, part)| {
            let offset = usize::try_from(position.checked_sub(*start)?).ok()?;
            part.get(offset..).filter(|rest| !rest.is_empty())
        })
    }
}

/// Reads the parts that are here, and notes where one is lacking.
pub(super) struct Reader<'a> {
    parts: &'a Parts,
    position: u64,
    lacks: &'a Cell<Option<u64>>,
}

impl Read for Reader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.position >= self.parts.length || buffer.is_empty() {
            return Ok(0);
        }
        let Some(mut rest) = self.parts.at(self.position) else {
            self.lacks.set(self.lacks.get().or(Some(self.position)));
            return Err(io::ErrorKind::Other.into());
        };
        let count = rest.read(buffer)?;
        self.position += count as u64;
        Ok(count)
    }
}

impl Seek for Reader<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let position = match to {
            SeekFrom::Start(position) => Some(position),
            SeekFrom::End(offset) => self.parts.length.checked_add_signed(offset),
            SeekFrom::Current(offset) => self.position.checked_add_signed(offset),
        };
        self.position = position.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.position)
    }
}
