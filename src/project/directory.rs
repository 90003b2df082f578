//! A folder on a disk. This is the only part of `project` that touches one; it is not compiled for the page.
#![expect(clippy::disallowed_methods, reason = "reading the user's folder is what this module is for")]

use std::fs::{self, DirEntry, File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

#[cfg(feature = "cli")]
use {
    crate::processors::Processors,
    rayon::ThreadPoolBuilder,
    rayon::iter::{IntoParallelRefIterator, ParallelIterator},
    std::sync::Once,
};

use super::folder::{Disk, Entry, FolderError, Kind, read_folder};
use super::{Later, Project, limits};

/// Fewer folders are listed before a thread has begun.
#[cfg(feature = "cli")]
const WORTH_THREADS: usize = 32;

/// Reads a folder as [`read_folder`] does.
///
/// # Errors
/// As there.
pub fn read_directory(path: &Path) -> Result<Project, FolderError> {
    if !fs::metadata(path)?.is_dir() {
        return Err(FolderError::NotAFolder);
    }
    read_folder(&Directory(path))
}

/// The folder of this path.
struct Directory<'a>(&'a Path);

impl Disk for Directory<'_> {
    fn list(&self, folder: &str) -> io::Result<Vec<Entry>> {
        fs::read_dir(self.0.join(folder))?.map(|entry| entry.map(|entry| found(&entry))).collect()
    }

    /// Most of the time goes into the system, which serves several at once.
    #[cfg(feature = "cli")]
    fn list_all(&self, folders: &[String]) -> Vec<io::Result<Vec<Entry>>> {
        if folders.len() < WORTH_THREADS {
            return folders.iter().map(|folder| self.list(folder)).collect();
        }
        if rayon::current_thread_index().is_none() {
            threads();
        }
        folders.par_iter().map(|folder| self.list(folder)).collect()
    }

    fn read(&self, path: &str) -> Option<Vec<u8>> {
        read_file(&self.0.join(path), 0).ok()
    }
}

/// Sees to it that the threads that list folders begin side by side. Where others have been there before, it stays as it is.
#[cfg(feature = "cli")]
fn threads() {
    static BEGUN: Once = Once::new();
    BEGUN.call_once(|| {
        let processors = Processors::known();
        let begin = move |thread| {
            if thread > 0 {
                processors.leave();
            }
        };
        let _ = ThreadPoolBuilder::new().start_handler(begin).build_global();
    });
}

fn found(entry: &DirEntry) -> Entry {
    let (name, kind) = (entry.file_name(), entry.file_type());
    let Some(name) = name.to_str() else {
        let is_folder = kind.is_ok_and(|kind| kind.is_dir());
        return Entry { name: name.to_string_lossy().into_owned(), kind: Kind::Unnamed { is_folder } };
    };
    let kind = match kind {
        Err(_) => Kind::Unreadable,
        Ok(kind) if kind.is_symlink() => Kind::Link { target: target(&entry.path()) },
        Ok(kind) if kind.is_dir() => Kind::Folder,
        Ok(kind) if kind.is_file() => file(entry),
        Ok(_) => Kind::Other,
    };
    Entry { name: name.to_owned(), kind }
}

fn target(link: &Path) -> Option<String> {
    fs::read_link(link).map(PathBuf::into_os_string).ok()?.into_string().ok()
}

fn file(entry: &DirEntry) -> Kind {
    let metadata = entry.metadata().ok();
    let size = metadata.as_ref().map(Metadata::len);
    let place = entry.path();
    let read = move || match size? {
        // It is taken at its word: files that are none, such as those in /proc, may keep a reader waiting.
        0 => Some(vec![]),
        size => read_file(&place, size).ok().filter(|bytes| bytes.len() as u64 <= limits::MAX_FILE),
    };
    Kind::File { size, mode: metadata.as_ref().map_or(0, mode), content: Later::new(size.unwrap_or(0), read) }
}

/// The permissions, where the system has those of Unix.
#[cfg(unix)]
fn mode(metadata: &Metadata) -> u32 {
    std::os::unix::fs::PermissionsExt::mode(&metadata.permissions())
}

#[cfg(not(unix))]
fn mode(_: &Metadata) -> u32 {
    0
}

/// At most one byte more than is taken, however the file has grown since its size was asked. A pipe in its place is not waited for.
fn read_file(path: &Path, size: u64) -> io::Result<Vec<u8>> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size.min(limits::MAX_FILE)).unwrap_or(0) + 1);
    File::open(path)?.take(limits::MAX_FILE + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
