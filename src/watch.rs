//! Waits for changes of a project on the disk, and of files that its check depends on.
//!
//! A folder is watched with those below it that are part of a project: what is left out of it, such as `node_modules`, may
//! hold more folders than a system lets a program watch.
#![expect(clippy::disallowed_methods, reason = "looking at the user's folders is what this module is for")]

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::{ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::language::{Language, error_in_english, say};
use crate::project::selection::{self, ENVIRONMENT_MARK};

/// How long nothing has to change: editors and version control write many files one after the other.
const QUIET: Duration = Duration::from_millis(80);
/// How long changes are waited out that do not end, such as those of a log file.
const PATIENCE: Duration = Duration::from_secs(1);

/// Why something cannot be watched.
#[derive(Debug)]
pub enum WatchError {
    /// The system's limit of watched folders is reached.
    TooManyFolders,
    /// Neither the thing nor the folder around it is there.
    Gone {
        /// Its path.
        path: PathBuf,
    },
    /// Something else is in the way.
    Other {
        /// What the system says.
        source: notify::Error,
    },
}

error_in_english!(WatchError);

impl WatchError {
    /// What is wrong and what to do, in a sentence without its end.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        match self {
            Self::TooManyFolders => say!(
                language,
                "the system does not let this user watch so many folders; on Linux, fs.inotify.max_user_watches is the limit",
                "系统不允许当前用户监视这么多文件夹；在 Linux 上，上限由 fs.inotify.max_user_watches 设定"
            ),
            Self::Gone { path } => {
                let path = path.display();
                say!(language, "{path}: there is nothing to watch any more", "{path}：已没有可以监视的内容")
            }
            Self::Other { source } => say!(language, "changes cannot be watched ({source})", "无法监视更改（{source}）"),
        }
    }

    fn of(source: notify::Error) -> Self {
        match source.kind {
            ErrorKind::MaxFilesWatch => Self::TooManyFolders,
            _ => Self::Other { source },
        }
    }
}

/// Watches folders and files; see [`Watcher::wait`].
pub struct Watcher {
    system: RecommendedWatcher,
    changes: Receiver<notify::Result<Event>>,
    watched: Vec<PathBuf>,
    /// The folders that the system was asked to watch.
    folders: BTreeSet<PathBuf>,
}

impl Watcher {
    /// Watches folders, with all that belongs to a project below them, and files.
    ///
    /// # Errors
    /// When the system refuses it, or nothing is there.
    pub fn new(paths: impl IntoIterator<Item = PathBuf>) -> Result<Self, WatchError> {
        let (sender, changes) = mpsc::channel();
        let system = notify::recommended_watcher(sender).map_err(WatchError::of)?;
        // Events have whole paths.
        let watched = paths.into_iter().map(|path| std::path::absolute(&path).unwrap_or(path)).collect();
        let mut new = Self { system, changes, watched, folders: BTreeSet::new() };
        new.follow()?;
        Ok(new)
    }

    /// Waits until something has changed, and then until nothing has for a moment.
    ///
    /// What is removed counts as changed, and is watched again when it comes back.
    ///
    /// # Errors
    /// When the system gives up, or the folders around what is watched are gone as well.
    pub fn wait(&mut self) -> Result<(), WatchError> {
        loop {
            match self.changes.recv() {
                Ok(event) if self.counts(&event) => break,
                Ok(_) => {}
                Err(_) => return self.ended(),
            }
        }
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            match self.changes.recv_timeout(QUIET) {
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return self.ended(),
            }
        }
        self.follow()
    }

    fn ended(&self) -> Result<(), WatchError> {
        let path = self.watched.first().cloned().unwrap_or_default();
        Err(WatchError::Gone { path })
    }

    /// Whether an event is about what is watched. One that cannot be told may be about anything.
    fn counts(&self, event: &notify::Result<Event>) -> bool {
        let Ok(event) = event else { return true };
        // That somebody reads a file changes nothing, and whoever checks a project reads it.
        let is_change = !matches!(event.kind, EventKind::Access(_));
        is_change && (event.need_rescan() || event.paths.iter().any(|path| self.is_watched(path)))
    }

    fn is_watched(&self, path: &Path) -> bool {
        self.watched.iter().filter_map(|watched| path.strip_prefix(watched).ok()).any(|below| {
            let below = below.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
            selection::left_out(&below).is_none() && selection::left_out(&format!("{below}/")).is_none()
        })
    }

    /// Asks the system to watch the folders that are there now, and the one around each thing, in which it is removed and
    /// comes back.
    fn follow(&mut self) -> Result<(), WatchError> {
        let mut now = BTreeSet::new();
        for path in &self.watched {
            let around = path.parent().unwrap_or(path);
            if !around.is_dir() {
                return Err(WatchError::Gone { path: path.clone() });
            }
            now.insert(around.to_owned());
            if path.is_dir() {
                gather(path, &mut now);
            }
        }
        for gone in self.folders.difference(&now) {
            // The system has most likely noticed by itself.
            let _ = self.system.unwatch(gone);
        }
        for folder in &now {
            // A folder that was replaced by one of the same name is another one, so all are asked for again.
            match self.system.watch(folder, RecursiveMode::NonRecursive) {
                Err(error) if folder.is_dir() => return Err(WatchError::of(error)),
                _ => {}
            }
        }
        self.folders = now;
        Ok(())
    }
}

/// A folder and those below it that belong to a project. Links are not followed, so that there is an end to it.
fn gather(folder: &Path, into: &mut BTreeSet<PathBuf>) {
    let mut left = vec![folder.to_owned()];
    while let Some(folder) = left.pop() {
        // What cannot be read is no part of the project either.
        let entries: Vec<fs::DirEntry> = fs::read_dir(&folder).and_then(Iterator::collect::<io::Result<_>>).unwrap_or_default();
        let is_environment = entries.iter().any(|entry| entry.file_name() == ENVIRONMENT_MARK);
        for entry in entries.iter().filter(|_| !is_environment || into.is_empty()) {
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) && !is_left_out(&entry.file_name()) {
                left.push(entry.path());
            }
        }
        into.insert(folder);
    }
}

fn is_left_out(name: &OsStr) -> bool {
    selection::left_out(&format!("{}/", name.to_string_lossy())).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn below(place: &Path, folders: &BTreeSet<PathBuf>) -> Vec<String> {
        let shown = |folder: &PathBuf| folder.strip_prefix(place).map(|path| path.to_string_lossy().into_owned());
        folders.iter().filter_map(|folder| shown(folder).ok()).filter(|path| !path.is_empty()).collect()
    }

    #[test]
    fn what_is_left_out_of_a_project_is_not_watched() {
        let place = tempfile::TempDir::new().expect("a folder");
        for folder in ["app/web", "app/node_modules/x", "app/.git/hooks", "app/env/lib", "beside"] {
            fs::create_dir_all(place.path().join(folder)).expect("a folder");
        }
        fs::write(place.path().join("app/env/pyvenv.cfg"), "").expect("a file");
        let watcher = Watcher::new([place.path().join("app")]).expect("a watcher");
        assert_eq!(below(place.path(), &watcher.folders), ["app", "app/env", "app/web"]);
        assert!(watcher.is_watched(&place.path().join("app/web/x.py")) && watcher.is_watched(&place.path().join("app")));
        assert!(
            !watcher.is_watched(&place.path().join("app/__pycache__")) && !watcher.is_watched(&place.path().join("beside/x"))
        );
    }

    #[test]
    fn changes_are_told_in_new_folders_and_in_those_that_come_back() {
        let place = tempfile::TempDir::new().expect("a folder");
        let project = place.path().join("app");
        fs::create_dir(&project).expect("a folder");
        let mut watcher = Watcher::new([project.clone()]).expect("a watcher");
        fs::create_dir(project.join("web")).expect("a folder");
        watcher.wait().expect("a new folder");
        fs::write(project.join("web/app.py"), "").expect("a file");
        watcher.wait().expect("a file in it");
        fs::remove_dir_all(&project).expect("removed");
        watcher.wait().expect("that it is gone");
        fs::create_dir(&project).expect("a folder");
        watcher.wait().expect("that it is back");
        fs::write(project.join("app.py"), "").expect("a file");
        watcher.wait().expect("a file in it");
    }

    #[test]
    fn a_file_is_watched_without_its_neighbours() {
        let place = tempfile::TempDir::new().expect("a folder");
        let file = place.path().join("pushready.toml");
        let mut watcher = Watcher::new([file.clone()]).expect("a watcher");
        assert!(!watcher.is_watched(&place.path().join("other")));
        fs::write(&file, "").expect("a file");
        watcher.wait().expect("that it is there");
        let gone = Watcher::new([place.path().join("no/such")]);
        assert!(matches!(gone, Err(WatchError::Gone { .. })));
    }
}
