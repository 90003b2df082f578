//! Does what takes its time, one job after the other, beside the session: reading folders, checks, and fixes of a whole project.
#![expect(clippy::disallowed_methods, reason = "reading the folders of the workspace is what this module is for")]

use std::collections::HashMap;
use std::fs;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use gen_lsp_types::CodeAction;
use serde_json::Value;

use super::actions::{self, Scope};
use super::checked::{self, Check, Checked};
use super::edits::Unfit;
use super::snapshot::Snapshot;
use crate::project::Project;
use crate::project::directory::read_directory;
use crate::project::folder::FolderError;

/// What the main thread of a program has, for which the depth of what is analysed is limited.
const STACK: usize = 8 * 1024 * 1024;

/// A folder of the workspace, by the order in which they came.
pub(super) type FolderId = usize;

/// Something to do.
#[derive(Debug)]
pub(super) enum Job {
    /// To check a folder as it is.
    Check {
        folder: FolderId,
        generation: u64,
        /// The disk has to be read again.
        reads: bool,
        snapshot: Box<Snapshot>,
    },
    /// To find out what groups of fixes come to, for the request of this id.
    Fix { folder: FolderId, id: Value, actions: Vec<CodeAction>, is_list: bool, snapshot: Box<Snapshot> },
    /// To forget a folder.
    Forget { folder: FolderId },
}

/// Something that was done.
#[derive(Debug)]
pub(super) enum Done {
    Checked { folder: FolderId, generation: u64, snapshot: Box<Snapshot>, checked: Result<Box<Checked>, Trouble> },
    Fixed { id: Value, actions: Vec<CodeAction>, is_list: bool, trouble: Option<Unfit> },
    Forgotten,
}

/// Why a folder was not checked.
#[derive(Debug)]
pub(super) enum Trouble {
    Unreadable(FolderError),
    /// A fault of this program.
    Fault,
}

/// Starts the worker; it ends when nobody has jobs for it any more, or `tell` says that nobody listens.
pub(super) fn start(check: Check, tell: impl Fn(Done) -> bool + Send + 'static) -> io::Result<Sender<Job>> {
    let (sender, jobs) = channel();
    let mut worker = Worker { check, folders: HashMap::new() };
    let work = move || while jobs.recv().is_ok_and(|job| tell(worker.work(job))) {};
    thread::Builder::new().name("checks".to_owned()).stack_size(STACK).spawn(work)?;
    Ok(sender)
}

struct Worker {
    check: Check,
    /// What was on the disk when it was read last.
    folders: HashMap<FolderId, Project>,
}

impl Worker {
    fn work(&mut self, job: Job) -> Done {
        match job {
            Job::Check { folder, generation, reads, snapshot } => {
                let checked = self.read(folder, reads, &snapshot).and_then(|()| self.checked(folder, &snapshot)).map(Box::new);
                Done::Checked { folder, generation, snapshot, checked }
            }
            Job::Fix { folder, id, actions, is_list, snapshot } => {
                let (actions, trouble) = self.fixed(folder, actions, &snapshot);
                Done::Fixed { id, actions, is_list, trouble }
            }
            Job::Forget { folder } => {
                self.folders.remove(&folder);
                Done::Forgotten
            }
        }
    }

    fn read(&mut self, folder: FolderId, again: bool, snapshot: &Snapshot) -> Result<(), Trouble> {
        if again || !self.folders.contains_key(&folder) {
            self.folders.remove(&folder);
            let project = read_directory(snapshot.place.folder()).map_err(Trouble::Unreadable)?;
            self.folders.insert(folder, project);
        }
        Ok(())
    }

    fn checked(&self, folder: FolderId, snapshot: &Snapshot) -> Result<Checked, Trouble> {
        let Some(on_disk) = self.folders.get(&folder) else { return Err(Trouble::Unreadable(FolderError::NotFound)) };
        let open = |path: &str| fs::read_to_string(snapshot.place.folder().join(path)).ok();
        guarded(|| checked::check(snapshot, on_disk, &open, self.check))
    }

    /// The actions with their edits; those that cannot be had are left out.
    fn fixed(&self, folder: FolderId, actions: Vec<CodeAction>, snapshot: &Snapshot) -> (Vec<CodeAction>, Option<Unfit>) {
        let (mut fixed, mut trouble) = (vec![], None);
        let checked = self.checked(folder, snapshot).ok();
        for action in actions {
            let scope = action.data.as_ref().and_then(Scope::of).filter(|_| action.edit.is_none());
            let (Some((_, scope)), Some(checked)) = (scope, &checked) else {
                fixed.push(action);
                continue;
            };
            match guarded(|| actions::edit(&scope, checked, snapshot, self.check)) {
                Ok(Ok(edit)) => fixed.push(CodeAction { edit: Some(edit), ..action }),
                Ok(Err(unfit)) => trouble = Some(unfit),
                Err(_) => {}
            }
        }
        (fixed, trouble)
    }
}

/// A fault of a check must not end the session; the program says on standard error where it is.
fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Trouble> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| Trouble::Fault)
}
