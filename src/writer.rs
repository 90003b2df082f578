//! Writing changes into the project's folder: all of them or none.
//!
//! New contents are first written beside the files; only when all are there do they take their places, and when that
//! fails, what was done is undone.
#![expect(clippy::disallowed_methods, reason = "writing the user's files is what this module is for")]

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::diagnostic::changes::Change;
use crate::language::{Language, say};
use crate::project::path;

/// Why nothing was written. Paths are as they may be shown.
#[derive(Debug)]
pub(crate) enum WriteError {
    Unwritable { path: String, source: io::Error },
    InTheWay { path: String },
    Changed { path: String },
    Linked { path: String },
    ReadOnly { path: String },
    Busy { path: String },
}

impl WriteError {
    /// What is wrong, in a sentence without its end.
    pub(crate) fn text(&self, language: Language) -> String {
        match self {
            Self::Unwritable { path, source } => say!(
                language,
                "{path}: it cannot be written ({source}); no file was changed",
                "{path}：无法写入（{source}）；没有更改任何文件"
            ),
            Self::InTheWay { path } => say!(
                language,
                "{path}: something that is no file of the project stands in the way; no file was changed",
                "{path}：已有不属于项目的同名内容；没有更改任何文件"
            ),
            Self::Changed { path } => say!(
                language,
                "{path}: it has changed while it was checked; no file was changed, run the command again",
                "{path}：检查期间该文件已改变；没有更改任何文件，请重新运行命令"
            ),
            Self::Linked { path } => say!(
                language,
                "{path}: it is a symbolic link or lies behind one; no file was changed, change the file itself",
                "{path}：它是符号链接，或位于符号链接之后；没有更改任何文件，请直接修改原文件"
            ),
            Self::ReadOnly { path } => say!(
                language,
                "{path}: it is read-only; no file was changed, make it writable and run the command again",
                "{path}：该文件是只读的；没有更改任何文件，请将其设为可写后重新运行命令"
            ),
            Self::Busy { path } => say!(
                language,
                "{path}: another `pushready fix` is writing here at this moment; no file was changed, run the command again",
                "{path}：此刻另一个 `pushready fix` 正在这里写入；没有更改任何文件，请重新运行命令"
            ),
        }
    }
}

/// Writes the changes into a folder.
pub(crate) fn write(folder: &Path, changes: &[Change<'_>]) -> Result<(), WriteError> {
    let _held = lock(folder, changes)?;
    changes.iter().try_for_each(|change| check(folder, change))?;
    let mut steps = Steps::default();
    let result = steps.prepare_all(folder, changes).and_then(|()| steps.carry_out());
    steps.clear_up();
    result
}

/// Keeps others of its kind out of the folders that it writes in, as long as what it gives is held: they would take its drafts for
/// those of a run that was killed, and each would write over what the other has written. Where folders cannot be locked, nobody
/// is kept out.
fn lock(folder: &Path, changes: &[Change<'_>]) -> Result<Vec<File>, WriteError> {
    let mut held = vec![];
    let folders: BTreeSet<&str> = changes.iter().map(|change| path::folder(written(change))).collect();
    for inner in folders {
        let Ok(open) = File::open(folder.join(inner)) else { continue };
        match open.try_lock() {
            Ok(()) => held.push(open),
            Err(TryLockError::WouldBlock) => {
                let path = if inner.is_empty() { "." } else { inner };
                return Err(WriteError::Busy { path: path.to_owned() });
            }
            Err(TryLockError::Error(_)) => {}
        }
    }
    Ok(held)
}

/// Whether a path of a folder is a link, or lies behind one: what is written there may come to lie elsewhere.
pub(crate) fn is_linked(folder: &Path, path: &str) -> bool {
    let inside = Path::new(path).ancestors().filter(|part| !part.as_os_str().is_empty());
    inside.map(|part| folder.join(part)).any(|part| fs::symlink_metadata(part).is_ok_and(|metadata| metadata.is_symlink()))
}

/// Whether the folder still is what was checked.
fn check(folder: &Path, change: &Change<'_>) -> Result<(), WriteError> {
    let is_unlinked = |path: &str| match is_linked(folder, path) {
        true => Err(WriteError::Linked { path: path.to_owned() }),
        false => Ok(()),
    };
    let is_unchanged = |path: &str, old: &[u8]| {
        is_unlinked(path)?;
        let metadata = fs::metadata(folder.join(path)).map_err(|source| changed_or_unwritable(path, source))?;
        if !metadata.is_file() {
            return Err(WriteError::InTheWay { path: path.to_owned() });
        }
        match fs::read(folder.join(path)) {
            Ok(bytes) if bytes != old => Err(WriteError::Changed { path: path.to_owned() }),
            Ok(_) if metadata.permissions().readonly() => Err(WriteError::ReadOnly { path: path.to_owned() }),
            Ok(_) => Ok(()),
            Err(source) => Err(changed_or_unwritable(path, source)),
        }
    };
    let check_free = |folder, path| is_unlinked(path).and_then(|()| check_free(folder, path));
    match *change {
        Change::Create { path, .. } => check_free(folder, path),
        Change::Modify { path, old, .. } | Change::Delete { path, old } => is_unchanged(path, old),
        Change::Rename { from, to, old, .. } => {
            is_unchanged(from, old)?;
            check_free(folder, to)
        }
    }
}

/// Whether nothing has this name. The folder's list is asked and not the name itself, since where case does not count,
/// the new name of a file would seem to be taken by the file. All files of the folder were read, so a file that has it
/// came while the rest was checked, mostly from another one that mends the same.
fn check_free(folder: &Path, path: &str) -> Result<(), WriteError> {
    let target = folder.join(path);
    let entries = match fs::read_dir(parent(&target)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(|source| unwritable(path, source))?,
    };
    let taken = entries.flatten().find(|entry| Some(entry.file_name().as_os_str()) == target.file_name());
    let path = path.to_owned();
    match taken.map(|entry| entry.file_type().is_ok_and(|kind| kind.is_file())) {
        None => Ok(()),
        Some(true) => Err(WriteError::Changed { path }),
        Some(false) => Err(WriteError::InTheWay { path }),
    }
}

fn parent(target: &Path) -> &Path {
    target.parent().unwrap_or(target)
}

/// One renaming of a file on the disk.
struct Renaming {
    from: PathBuf,
    to: PathBuf,
    /// What stood at `to`.
    replaced: Option<Vec<u8>>,
    path: String,
}

/// Everything is a renaming: a prepared file takes its place, a file gets its name, a deleted one goes aside.
#[derive(Default)]
struct Steps {
    steps: Vec<Renaming>,
    /// Files beside the user's own that have to go in the end, whatever happens.
    temporary: Vec<PathBuf>,
}

impl Steps {
    /// Files are deleted last: whoever is killed before has lost nothing, and all that was to come in their place is there.
    fn prepare_all(&mut self, folder: &Path, changes: &[Change<'_>]) -> Result<(), WriteError> {
        for change in changes {
            clear_left(&folder.join(written(change)));
        }
        let (last, first): (Vec<_>, Vec<_>) = changes.iter().partition(|change| matches!(change, Change::Delete { .. }));
        first.into_iter().chain(last).try_for_each(|change| self.prepare(folder, change))
    }

    fn prepare(&mut self, folder: &Path, change: &Change<'_>) -> Result<(), WriteError> {
        match *change {
            Change::Create { path, new } => self.place(folder, path, None, new),
            Change::Modify { path, old, new } => self.place(folder, path, Some(old), new),
            Change::Rename { from, to, old, new } => {
                if old != new {
                    self.place(folder, from, Some(old), new)?;
                }
                let target = folder.join(to);
                fs::create_dir_all(parent(&target)).map_err(|source| unwritable(to, source))?;
                self.add(from, folder.join(from), target, None);
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
    fn place(&mut self, folder: &Path, path: &str, old: Option<&[u8]>, new: &[u8]) -> Result<(), WriteError> {
        let target = folder.join(path);
        fs::create_dir_all(parent(&target)).map_err(|source| unwritable(path, source))?;
        let temporary = self.beside(&target);
        let like = old.map(|_| target.as_path());
        write_new(&temporary, new, like).map_err(|source| unwritable(path, source))?;
        self.add(path, temporary, target, old.map(<[u8]>::to_vec));
        Ok(())
    }

    fn beside(&mut self, target: &Path) -> PathBuf {
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let temporary = target.with_file_name(format!("{}{}", draft_start(&name), std::process::id()));
        self.temporary.push(temporary.clone());
        temporary
    }

    fn add(&mut self, path: &str, from: PathBuf, to: PathBuf, replaced: Option<Vec<u8>>) {
        self.steps.push(Renaming { from, to, replaced, path: path.to_owned() });
    }

    fn carry_out(&self) -> Result<(), WriteError> {
        for (done, step) in self.steps.iter().enumerate() {
            if let Err(source) = fs::rename(&step.from, &step.to) {
                self.steps[..done].iter().rev().for_each(Renaming::undo);
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

/// How the names of the drafts of a file begin; the number of the process that writes it follows.
fn draft_start(name: &str) -> String {
    format!(".{name}.pushready-")
}

/// The file beside which a change has its draft.
fn written<'a>(change: &Change<'a>) -> &'a str {
    match *change {
        Change::Create { path, .. } | Change::Modify { path, .. } | Change::Delete { path, .. } => path,
        Change::Rename { from, .. } => from,
    }
}

/// Takes away what a process left that was killed while it wrote the same file.
fn clear_left(target: &Path) {
    let start = draft_start(&target.file_name().unwrap_or_default().to_string_lossy());
    for entry in fs::read_dir(parent(target)).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let process = name.to_str().and_then(|name| name.strip_prefix(&start)).unwrap_or_default();
        if !process.is_empty() && process.bytes().all(|byte| byte.is_ascii_digit()) {
            // It is in nobody's way.
            let _ = fs::remove_file(entry.path());
        }
    }
}

impl Renaming {
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

/// What is wrong with a file that was there when it was checked.
fn changed_or_unwritable(path: &str, source: io::Error) -> WriteError {
    match source.kind() {
        io::ErrorKind::NotFound => WriteError::Changed { path: path.to_owned() },
        _ => unwritable(path, source),
    }
}

fn unwritable(path: &str, source: io::Error) -> WriteError {
    WriteError::Unwritable { path: path.to_owned(), source }
}

#[cfg(test)]
mod killed;
#[cfg(test)]
mod patches;
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_writes_where_another_one_does() {
        let place = tempfile::TempDir::new().unwrap();
        let folder = place.path();
        let draft = "sub/.Procfile.pushready-1";
        fs::create_dir(folder.join("sub")).unwrap();
        for path in ["Procfile", "sub/Procfile", draft] {
            fs::write(folder.join(path), "1").unwrap();
        }
        let changes = ["Procfile", "sub/Procfile"].map(|path| Change::Modify { path, old: b"1", new: b"2" });
        let other = lock(folder, &changes[1..]).unwrap();
        let Err(error) = write(folder, &changes) else { panic!("two write at once") };
        assert!(matches!(&error, WriteError::Busy { path } if path == "sub"), "{error:?}");
        let read = |path: &str| fs::read_to_string(folder.join(path)).ok();
        assert_eq!(["Procfile", "sub/Procfile", draft].map(read), ["1", "1", "1"].map(|text| Some(text.to_owned())));
        drop(other);
        write(folder, &changes).unwrap();
        assert_eq!(["Procfile", "sub/Procfile", draft].map(read), [Some("2".to_owned()), Some("2".to_owned()), None]);
    }

    #[test]
    fn what_was_done_is_undone_when_a_later_step_fails() {
        let place = tempfile::TempDir::new().unwrap();
        let folder = place.path();
        for (path, text) in [("changed", "1"), ("named", "2"), ("gone", "3")] {
            fs::write(folder.join(path), text).unwrap();
        }
        let mut steps = Steps::default();
        steps.prepare(folder, &Change::Modify { path: "changed", old: b"1", new: b"one" }).unwrap();
        steps.prepare(folder, &Change::Rename { from: "named", to: "sub/name", old: b"2", new: b"two" }).unwrap();
        steps.prepare(folder, &Change::Delete { path: "gone", old: b"3" }).unwrap();
        steps.add("missing", folder.join("missing"), folder.join("other"), None);
        let failure = steps.carry_out().unwrap_err();
        steps.clear_up();
        assert!(matches!(failure, WriteError::Unwritable { path, .. } if path == "missing"));
        let mut left: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, ["changed", "gone", "named", "sub"]);
        assert_eq!(["changed", "named", "gone"].map(|path| fs::read_to_string(folder.join(path)).unwrap()), ["1", "2", "3"]);
    }
}
