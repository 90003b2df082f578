//! A file at an address, of which only the needed parts are fetched.

use std::io::{self, Read, Seek, SeekFrom};

use ureq::http::header::CONTENT_RANGE;

use super::address::Address;
use super::client::{Client, Get, Reply};
use super::trouble::Trouble;

/// How many bytes come at once.
const PART: u64 = 64 << 10;

/// A file at an address. What goes wrong is carried by the errors; [`trouble_of`] finds it.
pub(super) struct Ranges<'a> {
    client: &'a Client,
    address: &'a Address,
    length: u64,
    position: u64,
    /// The part that is here, and where it begins.
    part: Vec<u8>,
    start: u64,
    /// How many bytes may still be fetched.
    left: u64,
}

impl<'a> Ranges<'a> {
    /// Opens a file by its end. None if it is large and its host gives no parts.
    pub(super) fn open(client: &'a Client, address: &'a Address) -> Result<Option<Self>, Trouble> {
        let limit = client.limits().file;
        let opened = ask(client, address, format!("bytes=-{PART}"), limit);
        let (start, length, part) = match opened {
            Ok(opened) => opened,
            Err(Trouble::TooLarge(_)) => return Ok(None),
            Err(trouble) => return Err(trouble),
        };
        let left = limit.saturating_sub(part.len() as u64);
        Ok(Some(Self { client, address, length, position: 0, part, start, left }))
    }

    /// The part that is here, from the position on.
    fn here(&self) -> &[u8] {
        let offset = self.position.checked_sub(self.start).and_then(|offset| usize::try_from(offset).ok());
        offset.and_then(|offset| self.part.get(offset..)).unwrap_or_default()
    }

    fn fetch(&mut self) -> Result<(), Trouble> {
        let end = (self.position + PART).min(self.length);
        let wanted = end - self.position;
        self.left = self.left.checked_sub(wanted).ok_or(Trouble::TooLarge(self.client.limits().file))?;
        let range = format!("bytes={}-{}", self.position, end - 1);
        let (start, length, part) = ask(self.client, self.address, range, wanted)?;
        if start != self.position || length != self.length {
            return Err(Trouble::BrokenOff);
        }
        (self.start, self.part) = (start, part);
        Ok(())
    }
}

impl Read for Ranges<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.position < self.length && self.here().is_empty() {
            self.fetch().map_err(|trouble| io::Error::other(Carried(trouble)))?;
        }
        let count = self.here().read(buffer)?;
        self.position += count as u64;
        Ok(count)
    }
}

impl Seek for Ranges<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let position = match to {
            SeekFrom::Start(position) => Some(position),
            SeekFrom::End(offset) => self.length.checked_add_signed(offset),
            SeekFrom::Current(offset) => self.position.checked_add_signed(offset),
        };
        self.position = position.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.position)
    }
}

/// Fetches a part: where it begins, how long the file is, and its bytes.
fn ask(client: &Client, address: &Address, range: String, limit: u64) -> Result<(u64, u64, Vec<u8>), Trouble> {
    let get = Get { address, accept: "*/*", known: None, range: Some(range), limit };
    client.ask(&get, |reply: Reply| match reply.status() {
        206 => {
            let (start, length) = reply.header(&CONTENT_RANGE).and_then(place).ok_or(Trouble::BrokenOff)?;
            Ok((start, length, reply.read()?))
        }
        // The host gives no parts.
        200 => reply.read().map(|all| (0, all.len() as u64, all)),
        status => Err(Trouble::Status(status)),
    })
}

/// Where a part begins, and how long the file is: `bytes 100-199/200`.
fn place(range: &str) -> Option<(u64, u64)> {
    let (part, length) = range.trim().strip_prefix("bytes")?.trim().split_once('/')?;
    let (start, _) = part.split_once('-')?;
    let (start, length) = (start.trim().parse().ok()?, length.trim().parse().ok()?);
    (start < length).then_some((start, length))
}

/// A trouble on its way through readers that know errors of the system only.
#[derive(Debug)]
struct Carried(Trouble);

impl std::fmt::Display for Carried {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:?}", self.0)
    }
}

impl std::error::Error for Carried {}

/// The trouble that an error carries; none if the file itself cannot be read.
pub(super) fn trouble_of(error: &io::Error) -> Option<Trouble> {
    error.get_ref()?.downcast_ref::<Carried>().map(|Carried(trouble)| trouble.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_hosts_write_it() {
        assert_eq!(place("bytes 100-199/200"), Some((100, 200)));
        for other in ["", "bytes */200", "bytes 0-1/*", "bytes 200-299/200", "lines 1-2/3"] {
            assert_eq!(place(other), None, "{other}");
        }
    }
}
