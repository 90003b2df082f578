//! The files of a project while they are gathered, and what can be said of them only when all are there.

use std::collections::{BTreeMap, BTreeSet};

use super::selection::{ENVIRONMENT_MARK, is_plain_root_file};
use super::{Content, Later, Project, SkipReason, Skipped, path};
use crate::order;

/// A file, with why its content is not known.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    content: Content,
    skip: Option<SkipReason>,
    /// Looks binary, and is kept only if it turns out to lie at the root.
    binary: bool,
    /// Is known to lack the permission to run.
    is_not_executable: bool,
}

impl Entry {
    pub(super) fn named(size: Option<u64>, skip: Option<SkipReason>) -> Self {
        Self { content: Content::Unknown { size }, skip, binary: false, is_not_executable: false }
    }

    pub(super) fn read(bytes: Vec<u8>, binary: bool) -> Self {
        Self { content: bytes.into(), skip: None, binary, is_not_executable: false }
    }

    pub(super) fn unread(bytes: Vec<u8>, skip: SkipReason) -> Self {
        Self { content: Content::Unread(bytes), skip: Some(skip), binary: false, is_not_executable: false }
    }

    pub(super) fn later(later: Later) -> Self {
        Self { content: Content::Later(later), skip: None, binary: false, is_not_executable: false }
    }

    /// The bytes that a copy would hold.
    pub(super) fn held(&self) -> u64 {
        if matches!(self.content, Content::Bytes(_) | Content::Unread(_)) { self.size() } else { 0 }
    }

    pub(super) fn size(&self) -> u64 {
        self.content.size()
    }

    /// The size where it is known.
    fn known_size(&self) -> Option<u64> {
        match &self.content {
            Content::Unknown { size } => *size,
            known => Some(known.size()),
        }
    }

    fn settle(self, path: &str) -> (Content, Option<SkipReason>) {
        if self.binary && !is_plain_root_file(path) {
            return (Content::Unknown { size: self.known_size() }, Some(SkipReason::Binary));
        }
        (self.content, self.skip)
    }
}

/// Links by their path; the target is root-relative, none where it leads out.
pub(super) type Links = BTreeMap<String, Option<String>>;

/// Everything that was gathered.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) files: BTreeMap<String, Entry>,
    pub(super) links: Links,
    /// The links that have been resolved.
    pub(super) resolved: BTreeSet<String>,
    skipped: BTreeSet<Skipped>,
    /// Folders known to be environments, whose files are not even kept for a while.
    environments: BTreeSet<String>,
}

impl Tree {
    pub(super) fn note(&mut self, path: &str, reason: SkipReason) {
        self.skipped.insert(Skipped { path: path.to_owned(), reason });
    }

    pub(super) fn place(&mut self, path: String, entry: Entry) {
        if self.is_in_environment(&path) && !is_mark_of_environment(&path, &self.environments) {
            return;
        }
        if self.links.remove(&path).is_some() || self.files.contains_key(&path) {
            self.note(&path, SkipReason::DuplicateName);
        }
        self.files.insert(path, entry);
    }

    /// Notes of a file that came before that it lacks the permission to run.
    pub(super) fn mark_not_executable(&mut self, path: &str) {
        if let Some(entry) = self.files.get_mut(path) {
            entry.is_not_executable = true;
        }
    }

    pub(super) fn place_link(&mut self, path: String, target: Option<String>) {
        if self.is_in_environment(&path) {
            return;
        }
        if self.files.remove(&path).is_some() || self.links.contains_key(&path) {
            self.note(&path, SkipReason::DuplicateName);
        }
        self.links.insert(path, target);
    }

    pub(super) fn is_in_environment(&self, path: &str) -> bool {
        !self.environments.is_empty() && path.match_indices('/').any(|(end, _)| self.environments.contains(&path[..end]))
    }

    /// Takes a folder as an environment from now on.
    pub(super) fn forget_environment(&mut self, folder: &str) {
        if !self.is_in_environment(&format!("{folder}/")) {
            self.remove_below(folder);
            self.environments.insert(folder.to_owned());
        }
    }

    /// Leaves out every folder below the root that holds a `pyvenv.cfg`, which alone stays known by its name.
    pub(super) fn leave_out_environments(&mut self) {
        let folder_of = |path: &String| match path.rsplit_once('/') {
            Some((folder, ENVIRONMENT_MARK)) => Some(folder.to_owned()),
            _ => None,
        };
        // Outer folders first, so that an environment inside an environment is gone when its turn comes.
        let mut folders: Vec<String> = self.files.keys().filter_map(folder_of).collect();
        order::sort_by_key(&mut folders, String::len);
        for folder in folders {
            let mark = format!("{folder}/{ENVIRONMENT_MARK}");
            let Some(entry) = self.files.remove(&mark) else { continue };
            self.remove_below(&folder);
            self.files.insert(mark, Entry::named(entry.known_size(), None));
            self.note(&format!("{folder}/"), SkipReason::VirtualEnvironment);
        }
    }

    fn remove_below(&mut self, folder: &str) {
        let prefix = format!("{folder}/");
        for path in keys_below(&self.files, &prefix) {
            self.files.remove(&path);
        }
        for path in keys_below(&self.links, &prefix) {
            self.links.remove(&path);
        }
        let start = Skipped { path: prefix.clone(), reason: SkipReason::VersionControl };
        let gone: Vec<Skipped> = self.skipped.range(start..).take_while(|note| note.path.starts_with(&prefix)).cloned().collect();
        for note in gone {
            self.skipped.remove(&note);
        }
    }

    pub(super) fn strip_single_top_folder(&mut self) {
        let Some(top) = self.single_top_folder() else { return };
        let stripped = |path: &str| path.strip_prefix(&top).map_or_else(|| path.to_owned(), str::to_owned);
        let files = std::mem::take(&mut self.files).into_iter();
        self.files = order::map(files.map(|(path, entry)| (stripped(&path), entry)));
        let links = std::mem::take(&mut self.links).into_iter();
        self.links = order::map(links.map(|(path, target)| (stripped(&path), target.and_then(|target| below(&target, &top)))));
        let skipped = std::mem::take(&mut self.skipped).into_iter();
        self.skipped = order::set(skipped.map(|note| Skipped { path: stripped(&note.path), reason: note.reason }));
        self.note(&top, SkipReason::SingleTopFolder);
    }

    /// The folder that holds everything, with its final `/`.
    fn single_top_folder(&self) -> Option<String> {
        let first = self.files.keys().chain(self.links.keys()).next()?;
        let top = format!("{}/", first.split_once('/')?.0);
        let foreign = [SkipReason::SystemFile, SkipReason::AbsolutePath, SkipReason::ParentPath];
        let notes = self.skipped.iter().filter(|note| !foreign.contains(&note.reason)).map(|note| &note.path);
        self.files.keys().chain(self.links.keys()).chain(notes).all(|path| path.starts_with(&top)).then_some(top)
    }

    pub(super) fn into_project(self) -> Project {
        let mut skipped = self.skipped;
        let mut files = BTreeMap::new();
        let mut not_executable = BTreeSet::new();
        for (path, entry) in self.files {
            if entry.is_not_executable {
                not_executable.insert(path.clone());
            }
            let (content, skip) = entry.settle(&path);
            skipped.extend(skip.map(|reason| Skipped { path: path.clone(), reason }));
            files.insert(path, content);
        }
        Project { files, skipped: skipped.into_iter().collect(), not_executable, links: self.resolved, ..Project::default() }
    }
}

fn is_mark_of_environment(path: &str, environments: &BTreeSet<String>) -> bool {
    path::base(path) == ENVIRONMENT_MARK && environments.contains(path::folder(path))
}

/// The target of a link as seen from the top folder, which is itself the root now.
fn below(target: &str, top: &str) -> Option<String> {
    if top.strip_suffix('/') == Some(target) { Some(String::new()) } else { target.strip_prefix(top).map(str::to_owned) }
}

/// The keys that start with a prefix.
pub(super) fn keys_below<T>(map: &BTreeMap<String, T>, prefix: &str) -> Vec<String> {
    map.range(prefix.to_owned()..).map(|(key, _)| key).take_while(|key| key.starts_with(prefix)).cloned().collect()
}
