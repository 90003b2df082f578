//! Tar archives, plain or in gzip.

use std::cell::{Cell, RefCell};
use std::io::{self, Read};

use tar::{Entry, EntryType};

use super::budget::Budget;
use super::error::ArchiveError;
use crate::project::{ProjectBuilder, SkipReason};

/// What the headers before one entry may take; long names and extended headers are read into memory.
const HEADERS: u64 = 1024 * 1024;
const LONG_HEADERS: &str = "the headers of an entry take more than a MiB";
const BLOCK: u64 = 512;

/// Where a tar header says that it is one.
const USTAR: std::ops::Range<usize> = 257..262;

/// Whether bytes begin as a tar archive does.
pub(super) fn is_tar(head: &[u8]) -> bool {
    head.get(USTAR) == Some(b"ustar".as_slice())
}

/// Reads a tar archive that gzip packed; another thing in gzip is told from a damaged archive.
pub(super) fn read_gzip(mut source: impl Read, packed: u64, builder: &mut ProjectBuilder) -> Result<(), ArchiveError> {
    let mut head = Vec::new();
    source.by_ref().take(USTAR.end as u64).read_to_end(&mut head).map_err(ArchiveError::from_read)?;
    if !is_tar(&head) {
        return Err(ArchiveError::NotATar);
    }
    read(head.chain(source), packed, builder)
}

/// Reads a tar archive, of which `packed` bytes were given.
pub(super) fn read(source: impl Read, packed: u64, builder: &mut ProjectBuilder) -> Result<(), ArchiveError> {
    let meter = Meter { budget: RefCell::new(Budget::new(packed)), path: RefCell::default(), allowance: Cell::new(HEADERS) };
    let mut archive = tar::Archive::new(Metered { source, meter: &meter });
    for entry in archive.entries().map_err(ArchiveError::from_read)? {
        let mut entry = entry.map_err(ArchiveError::from_read)?;
        meter.begin(&entry)?;
        add_entry(&mut entry, builder)?;
    }
    // What comes behind the last entry counts too, and only at its end does gzip say whether all came unharmed.
    let mut rest = archive.into_inner();
    meter.allowance.set(u64::MAX);
    io::copy(&mut rest, &mut io::sink()).map_err(ArchiveError::from_read)?;
    Ok(())
}

/// Counts what comes out of the source, and stops it where headers would fill the memory.
struct Meter {
    budget: RefCell<Budget>,
    path: RefCell<String>,
    allowance: Cell<u64>,
}

impl Meter {
    /// Allows for the content of an entry, the padding behind it, and the headers of the next.
    fn begin<R: Read>(&self, entry: &Entry<'_, R>) -> Result<(), ArchiveError> {
        let is_sparse = entry.header().entry_type().is_gnu_sparse();
        // The size of a sparse file counts its holes, which are not stored.
        let stored = if is_sparse { entry.header().entry_size().map_err(ArchiveError::from_read)? } else { entry.size() };
        self.allowance.set(stored.saturating_add(BLOCK + HEADERS));
        self.path.replace(String::from_utf8_lossy(&entry.path_bytes()).into_owned());
        self.budget.borrow_mut().entry()
    }

    fn count(&self, bytes: u64) -> Result<(), ArchiveError> {
        let Some(left) = self.allowance.get().checked_sub(bytes) else {
            return Err(ArchiveError::damaged(LONG_HEADERS));
        };
        self.allowance.set(left);
        self.budget.borrow_mut().unpacked(bytes, &self.path.borrow())
    }
}

struct Metered<'a, R> {
    source: R,
    meter: &'a Meter,
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(buffer)?;
        self.meter.count(read as u64).map_err(io::Error::other)?;
        Ok(read)
    }
}

fn add_entry<R: Read>(entry: &mut Entry<'_, R>, builder: &mut ProjectBuilder) -> Result<(), ArchiveError> {
    let kind = entry.header().entry_type();
    if matches!(kind, EntryType::XGlobalHeader | EntryType::XHeader | EntryType::GNULongName | EntryType::GNULongLink) {
        return Ok(());
    }
    let bytes = entry.path_bytes().into_owned();
    let Ok(given) = std::str::from_utf8(&bytes) else {
        builder.skip(&unreadable(&bytes), SkipReason::UnreadableName);
        return Ok(());
    };
    let Some(path) = builder.accept_unix(given) else { return Ok(()) };
    match kind {
        EntryType::Directory => drop(builder.add_folder(&path)),
        // Before ustar, folders were files whose name ended so.
        EntryType::Regular if given.ends_with('/') => drop(builder.add_folder(&path)),
        EntryType::Regular | EntryType::Continuous | EntryType::GNUSparse => return add_file(entry, &path, builder),
        EntryType::Symlink | EntryType::Link => add_link(entry, path, builder),
        _ => builder.skip(&path, SkipReason::NotAFile),
    }
    Ok(())
}

fn add_file<R: Read>(entry: &mut Entry<'_, R>, path: &str, builder: &mut ProjectBuilder) -> Result<(), ArchiveError> {
    let (size, limit) = (entry.size(), builder.limit());
    let read = || {
        let mut bytes = Vec::new();
        entry.take(limit + 1).read_to_end(&mut bytes)?;
        // The end of the archive looks like the end of the entry.
        if bytes.len() as u64 == size { Ok(bytes) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    };
    builder.add_file(path.to_owned(), size, read).map_err(ArchiveError::from_read)?;
    builder.set_mode(path, entry.header().mode().unwrap_or(0));
    Ok(())
}

fn add_link<R: Read>(entry: &Entry<'_, R>, path: String, builder: &mut ProjectBuilder) {
    let target = entry.link_name_bytes().and_then(|target| String::from_utf8(target.into_owned()).ok());
    match target {
        Some(target) if entry.header().entry_type().is_hard_link() => builder.add_hard_link(path, &target),
        Some(target) => builder.add_link(path, &target),
        None => builder.skip(&path, SkipReason::LinkOutside),
    }
}

/// A name that is not UTF-8, up to the part that is not: what lies below is left out with it.
fn unreadable(path: &[u8]) -> String {
    let mut end = 0;
    for part in path.split(|byte| *byte == b'/') {
        end += part.len();
        if std::str::from_utf8(part).is_err() {
            break;
        }
        end += 1;
    }
    let end = (end + 1).min(path.len());
    let path = String::from_utf8_lossy(&path[..end]).into_owned();
    path.strip_prefix("./").map_or(path.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{Project, RootPolicy};

    fn tar(entries: &[(&str, EntryType, &[u8])]) -> Vec<u8> {
        let mut builder = tar::Builder::new(Vec::new());
        for (path, kind, content) in entries {
            let mut header = tar::Header::new_gnu();
            header.as_mut_bytes()[..path.len()].copy_from_slice(path.as_bytes());
            header.set_entry_type(*kind);
            header.set_size(content.len() as u64);
            header.set_cksum();
            builder.append(&header, *content).unwrap();
        }
        builder.into_inner().unwrap()
    }

    fn read_plain(bytes: &[u8]) -> Result<Project, ArchiveError> {
        let mut builder = ProjectBuilder::new(RootPolicy::AsGiven);
        read(bytes, bytes.len() as u64, &mut builder).map(|()| builder.finish())
    }

    #[test]
    fn devices_are_noted_and_old_folders_are_folders() {
        let taken = read_plain(&tar(&[("pipe", EntryType::Fifo, b""), ("old/", EntryType::Regular, b"")])).unwrap();
        assert!(taken.is_empty());
        assert_eq!(taken.skipped().iter().map(|note| note.reason).collect::<Vec<_>>(), [SkipReason::NotAFile]);
    }

    #[test]
    fn permissions_are_kept_where_there_are_any() {
        let mut archive = tar::Builder::new(Vec::new());
        for (path, mode) in [("a.sh", 0o644), ("b.sh", 0o755), ("c.sh", 0)] {
            let mut header = tar::Header::new_gnu();
            header.set_size(0);
            header.set_mode(mode);
            archive.append_data(&mut header, path, std::io::empty()).unwrap();
        }
        let taken = read_plain(&archive.into_inner().unwrap()).unwrap();
        assert_eq!(["a.sh", "b.sh", "c.sh"].map(|path| taken.is_not_executable(path)), [true, false, false]);
    }

    #[test]
    fn a_tar_that_ends_within_a_file_is_damaged() {
        let whole = tar(&[("Procfile", EntryType::Regular, &[b'x'; 600])]);
        let expected = ArchiveError::damaged("it ends too early");
        assert_eq!(read_plain(&whole[..700]), Err(expected));
        assert!(read_plain(&whole[..1536]).is_ok(), "without its two closing blocks it is whole nevertheless");
    }

    #[test]
    fn long_headers_do_not_fill_the_memory() {
        let name = vec![b'a'; usize::try_from(HEADERS).unwrap() * 2];
        let error = read_plain(&tar(&[("x", EntryType::GNULongName, &name), ("a", EntryType::Regular, b"")])).unwrap_err();
        assert_eq!(error, ArchiveError::damaged(LONG_HEADERS));
    }

    #[test]
    fn hard_links_start_at_the_root_of_the_archive() {
        let mut archive = tar::Builder::new(tar(&[("a/x", EntryType::Regular, b"1")])[..1024].to_vec());
        let mut header = tar::Header::new_gnu();
        header.set_entry_type(EntryType::Link);
        header.set_size(0);
        archive.append_link(&mut header, "a/y", "a/x").unwrap();
        let taken = read_plain(&archive.into_inner().unwrap()).unwrap();
        assert_eq!(taken.bytes_of("a/y"), Some(b"1".as_slice()));
    }

    #[test]
    fn unreadable_names_are_cut_at_the_wrong_part() {
        assert_eq!(unreadable(b"./a/\xff/b"), "a/\u{fffd}/");
        assert_eq!(unreadable(b"a/\xff"), "a/\u{fffd}");
    }
}
