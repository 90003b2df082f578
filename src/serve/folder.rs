//! The folder that is open on the page.

use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;

use super::refusal::Refusal;
use crate::diagnostic::changes::{Change, Moves};
use crate::diagnostic::patch;
use crate::order;
use crate::project::bundle::Bundle;
use crate::project::directory::read_directory;
use crate::project::folder::FolderError;
use crate::project::{Content, Project, selection, transfer};
use crate::writer;

/// The folder that is open on the page, as it was read last.
pub(super) struct Folder {
    root: PathBuf,
    reading: Mutex<Reading>,
}

/// The folder at one time.
#[derive(Clone)]
pub(super) struct Reading {
    /// Rises with every change.
    pub(super) version: u64,
    /// What the page gets.
    pub(super) given: Arc<Vec<u8>>,
    project: Arc<Project>,
}

/// What the page is told when files have changed on the disk.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "event", rename = "folder")]
pub(super) struct Changed {
    /// The version from now on.
    version: u64,
    /// The files that have changed, as far as that is known.
    paths: Vec<String>,
}

impl Folder {
    /// Reads a folder.
    pub(super) fn open(root: PathBuf) -> Result<Self, FolderError> {
        let reading = Reading::of(read_directory(&root)?, 1);
        Ok(Self { root, reading: Mutex::new(reading) })
    }

    /// Where it is.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Its own name.
    pub(super) fn name(&self) -> String {
        let full = std::path::absolute(&self.root).unwrap_or_default();
        full.file_name().unwrap_or(self.root.as_os_str()).to_string_lossy().into_owned()
    }

    /// As it was read last.
    pub(super) fn reading(&self) -> Reading {
        self.locked().clone()
    }

    /// What whoever comes later has to know.
    pub(super) fn state(&self) -> Changed {
        Changed { version: self.locked().version, paths: vec![] }
    }

    /// Reads it again; none if nothing has changed that the page would see.
    pub(super) fn reread(&self) -> Result<Option<Changed>, FolderError> {
        // Who has begun to read earlier must not have the last word.
        let mut reading = self.locked();
        let next = Reading::of(read_directory(&self.root)?, reading.version + 1);
        if next.given == reading.given {
            return Ok(None);
        }
        let paths = different(&reading.project, &next.project);
        *reading = next;
        Ok(Some(Changed { version: reading.version, paths }))
    }

    /// The patch of what the page would write.
    pub(super) fn patch(&self, version: u64, edits: &Bundle) -> Result<Vec<u8>, Refusal> {
        self.with_changes(version, edits, |changes| Ok(patch::patch(changes)))
    }

    /// Writes what the page has changed: all of it or nothing.
    pub(super) fn write(&self, version: u64, edits: &Bundle) -> Result<(), Refusal> {
        self.with_changes(version, edits, |changes| writer::write(&self.root, changes).map_err(Refusal::Write))
    }

    fn with_changes<T>(
        &self,
        version: u64,
        edits: &Bundle,
        run: impl FnOnce(&[Change<'_>]) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let reading = self.reading();
        if reading.version != version {
            return Err(Refusal::Outdated);
        }
        let mut after = (*reading.project).clone();
        for (path, content) in edits.project.files() {
            if !is_place(&self.root, path) {
                return Err(Refusal::Place { path: path.to_owned() });
            }
            match content {
                Content::Unknown { .. } => drop(after.remove(path)),
                known => after.insert(path, known.clone()),
            }
        }
        let moves = Moves::default();
        run(&moves.changes(&reading.project, &after))
    }

    /// Nothing is done while it is locked that could leave it half changed.
    fn locked(&self) -> MutexGuard<'_, Reading> {
        self.reading.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Reading {
    fn of(project: Project, version: u64) -> Self {
        // What is given has been read whole, so that it is what a later change is compared with.
        Self { version, given: Arc::new(transfer::given(&project)), project: Arc::new(project) }
    }
}

fn different(before: &Project, after: &Project) -> Vec<String> {
    let paths = order::set(before.files().chain(after.files()).map(|(path, _)| path));
    let is_different = |path: &&str| {
        let known =
            |project: &Project| project.content(path).map(|content| (content.bytes().map(<[u8]>::to_vec), content.size()));
        known(before) != known(after)
    };
    paths.into_iter().filter(is_different).map(str::to_owned).collect()
}

/// Whether a path leads to a place in the project: below the folder, through no link, and to nothing that is left out of
/// projects, such as the hooks of a repository.
#[expect(clippy::disallowed_methods, reason = "links cannot be seen in the project itself")]
fn is_place(root: &Path, path: &str) -> bool {
    let inside = Path::new(path);
    let is_link = |part: &Path| std::fs::symlink_metadata(root.join(part)).is_ok_and(|found| found.is_symlink());
    inside.components().all(|part| matches!(part, Component::Normal(_)))
        && selection::left_out(path).is_none()
        && !inside.ancestors().filter(|part| !part.as_os_str().is_empty()).any(is_link)
}
