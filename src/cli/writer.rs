//! Writing changes into the project's folder: all of them or none.
//!
//! New contents are first written beside the files; only when all are there do they take their places, and when that
//! fails, what was done is undone.
#![expect(clippy::disallowed_methods, reason = "writing the user's files is what this module is for")]

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::changes::Change;
use super::failure::Failure;

/// Writes the changes into a folder.
pub(super) fn write(folder: &Path, changes: &[Change<'_>]) -> Result<(), Failure> {
    changes.iter().try_for_each(|change| check(folder, change))?;
    let mut steps = Steps::default();
    let result = changes.iter().try_for_each(|change| steps.prepare(folder, change)).and_then(|()| steps.carry_out());
    steps.clear_up();
    result
}

/// Whether the folder still is what was checked.
fn check(folder: &Path, change: &Change<'_>) -> Result<(), Failure> {
    let is_unchanged = |path: &str, old: &[u8]| match fs::read(folder.join(path)) {
        Ok(bytes) if bytes == old => Ok(()),
        Ok(_) => Err(Failure::Changed { path: path.to_owned() }),
        Err(source) => Err(unwritable(path, source)),
    };
    let is_free = |path: &str| match fs::symlink_metadata(folder.join(path)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        _ => Err(Failure::InTheWay { path: path.to_owned() }),
    };
    match *change {
        Change::Create { path, .. } => is_free(path),
        Change::Modify { path, old, .. } | Change::Delete { path, old } => is_unchanged(path, old),
        Change::Rename { from, to, old, .. } => {
            is_unchanged(from, old)?;
            // Where case does not count, the new name is already there: it is the file itself.
            if from.eq_ignore_ascii_case(to) { Ok(()) } else { is_free(to) }
        }
    }
}

/// One renaming of a file on the disk.
struct Step {
    from: PathBuf,
    to: PathBuf,
    /// What stood at `to`.
    replaced: Option<Vec<u8>>,
    path: String,
}

/// Everything is a renaming: a prepared file takes its place, a file gets its name, a deleted one goes aside.
#[derive(Default)]
struct Steps {
    steps: Vec<Step>,
    /// Files beside the user's own that have to go in the end, whatever happens.
    temporary: Vec<PathBuf>,
}

impl Steps {
    fn prepare(&mut self, folder: &Path, change: &Change<'_>) -> Result<(), Failure> {
        match *change {
            Change::Create { path, new } => self.place(folder, path, None, new),
            Change::Modify { path, old, new } => self.place(folder, path, Some(old), new),
            Change::Rename { from, to, old, new } => {
                if old != new {
                    self.place(folder, from, Some(old), new)?;
                }
                self.add(from, folder.join(from), folder.join(to), None);
                Ok(())
            }
            Change::Delete { path, .. } => {
                let aside = self.beside(&folder.join(path));
                self.add(path, folder.join(path), aside, None);
                Ok(())
            }
        }
    }

    /// Writes a new content beside the place where it is to stand.
    fn place(&mut self, folder: &Path, path: &str, old: Option<&[u8]>, new: &[u8]) -> Result<(), Failure> {
        let target = folder.join(path);
        let temporary = self.beside(&target);
        let like = old.map(|_| target.as_path());
        write_new(&temporary, new, like).map_err(|source| unwritable(path, source))?;
        self.add(path, temporary, target, old.map(<[u8]>::to_vec));
        Ok(())
    }

    fn beside(&mut self, target: &Path) -> PathBuf {
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let temporary = target.with_file_name(format!(".{name}.pushready-{}", std::process::id()));
        self.temporary.push(temporary.clone());
        temporary
    }

    fn add(&mut self, path: &str, from: PathBuf, to: PathBuf, replaced: Option<Vec<u8>>) {
        self.steps.push(Step { from, to, replaced, path: path.to_owned() });
    }

    fn carry_out(&self) -> Result<(), Failure> {
        for (done, step) in self.steps.iter().enumerate() {
            if let Err(source) = fs::rename(&step.from, &step.to) {
                self.steps[..done].iter().rev().for_each(Step::undo);
                return Err(unwritable(&step.path, source));
            }
        }
        Ok(())
    }

    fn clear_up(&self) {
        for temporary in &self.temporary {
            // Most have taken their places and are no longer there.
            let _ = fs::remove_file(temporary);
        }
    }
}

impl Step {
    /// Puts everything back; what fails now can be told no better than the failure that led here.
    fn undo(&self) {
        let _ = fs::rename(&self.to, &self.from);
        if let Some(bytes) = &self.replaced {
            let _ = write_new(&self.to, bytes, Some(&self.from));
        }
    }
}

/// Writes a file that is not there, with the mode and the owner of another one.
fn write_new(path: &Path, bytes: &[u8], like: Option<&Path>) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    if let Some(like) = like {
        let metadata = fs::metadata(like)?;
        keep_owner(path, &metadata);
        fs::set_permissions(path, metadata.permissions())?;
    }
    Ok(())
}

/// Only a privileged user can give files away; for others the file becomes theirs.
#[cfg(unix)]
fn keep_owner(path: &Path, metadata: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt, chown};
    let _ = chown(path, Some(metadata.uid()), Some(metadata.gid()));
}

#[cfg(not(unix))]
fn keep_owner(_path: &Path, _metadata: &fs::Metadata) {}

fn unwritable(path: &str, source: io::Error) -> Failure {
    Failure::Unwritable { path: path.to_owned(), source }
}
