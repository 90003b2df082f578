//! The folder for the result: whose it is, who is writing to it, and whether what is in it is complete.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use super::places::PlaceError;

/// Marks a folder that builds may clear.
const MARK: &str = ".pushready";
/// The report of the last build; without it the output is incomplete.
const REPORT: &str = "build-report.json";
/// How often the lock is tried, and how long is waited in between: the processes of a build that was killed end when
/// nobody reads what they write.
const TRIES: usize = 50;
const BETWEEN_TRIES: Duration = Duration::from_millis(200);

/// The folder for the result, locked until this value goes.
#[derive(Debug)]
pub(super) struct OutputFolder {
    root: PathBuf,
    /// The programs of the build hold it too, so that none of them is still writing when the lock is free.
    _lock: File,
}

impl OutputFolder {
    /// Opens or makes it and locks it.
    pub(super) fn open(path: &Path) -> Result<Self, PlaceError> {
        let fail = |source| PlaceError::Unwritable { path: path.to_owned(), source };
        fs::create_dir_all(path).map_err(fail)?;
        // Paths in environments are absolute.
        let root = path.canonicalize().map_err(fail)?;
        let mark = root.join(MARK);
        if !mark.is_dir() && fs::read_dir(&root).map_err(fail)?.next().is_some() {
            return Err(PlaceError::Foreign(path.to_owned()));
        }
        fs::create_dir_all(&mark).map_err(fail)?;
        let lock = File::create(mark.join("lock")).map_err(fail)?;
        keep_open_in_programs(&lock).map_err(fail)?;
        for attempt in 1.. {
            match lock.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if attempt < TRIES => thread::sleep(BETWEEN_TRIES),
                Err(TryLockError::WouldBlock) => return Err(PlaceError::Busy(path.to_owned())),
                Err(TryLockError::Error(source)) => return Err(fail(source)),
            }
        }
        Ok(Self { root, _lock: lock })
    }

    /// The folder itself, as an absolute path.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// The application.
    pub(super) fn app(&self) -> PathBuf {
        self.root.join("app")
    }

    /// The environment beside the application.
    pub(super) fn environment(&self) -> PathBuf {
        self.root.join("python")
    }

    /// What only the build needs.
    pub(super) fn workshop(&self) -> PathBuf {
        self.root.join(MARK).join("workshop")
    }

    /// Where the report goes.
    pub(super) fn report(&self) -> PathBuf {
        self.root.join(REPORT)
    }

    /// Takes away what an earlier build has left; from here on the output is incomplete.
    pub(super) fn clear(&self) -> io::Result<()> {
        // The report first: while it is there, the output counts as complete.
        remove(&self.report())?;
        remove(&self.fingerprint())?;
        self.clear_result()
    }

    /// Takes away all but the report.
    pub(super) fn clear_result(&self) -> io::Result<()> {
        [self.app(), self.environment(), self.workshop()].iter().try_for_each(|folder| remove(folder))
    }

    /// Takes away what only the build needed.
    pub(super) fn clear_workshop(&self) -> io::Result<()> {
        remove(&self.workshop())
    }

    /// Whether the output is the complete result of a build with this fingerprint.
    pub(super) fn holds(&self, fingerprint: &str) -> bool {
        self.report().is_file() && fs::read_to_string(self.fingerprint()).is_ok_and(|known| known == fingerprint)
    }

    /// Says that the output is the complete result of a build with this fingerprint.
    pub(super) fn complete(&self, fingerprint: &str) -> io::Result<()> {
        fs::write(self.fingerprint(), fingerprint)
    }

    fn fingerprint(&self) -> PathBuf {
        self.root.join(MARK).join("fingerprint")
    }
}

/// Takes a file or a folder away, if it is there.
fn remove(path: &Path) -> io::Result<()> {
    let removed = match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) => Err(error),
    };
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

#[cfg(unix)]
fn keep_open_in_programs(lock: &File) -> io::Result<()> {
    rustix::io::fcntl_setfd(lock, rustix::io::FdFlags::empty())?;
    Ok(())
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "on Unix it can fail")]
fn keep_open_in_programs(_: &File) -> io::Result<()> {
    Ok(())
}
