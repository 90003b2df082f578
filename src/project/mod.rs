//! What the user gave us: paths, contents, what was left out and why.

pub mod archive;
mod builder;
pub mod bundle;
mod by_name;
mod derived;
#[cfg(not(target_arch = "wasm32"))]
pub mod directory;
mod elsewhere;
pub mod folder;
pub mod glob;
mod later;
pub mod limits;
pub mod link;
mod links;
pub mod path;
pub mod selection;
#[cfg(any(feature = "web", feature = "serve"))]
pub mod transfer;
mod tree;

pub use builder::{ProjectBuilder, RootPolicy};
pub use later::Later;
pub use path::{PathProblem, normalize};

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::order;
use crate::text::{Encoded, Text};
use by_name::ByName;
use derived::Derived;

/// A file's content, as far as it is known. Equal is what is held alike: nothing is read to compare it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// All of it.
    Bytes(Encoded),
    /// All of it, once somebody asks.
    Later(Later),
    /// All of it, but no analysis looks at it: it is no text, or too large. Only a build needs it.
    Unread(Vec<u8>),
    /// The file exists; nothing else is known.
    Unknown {
        /// Its size in bytes, where that is known.
        size: Option<u64>,
    },
}

impl From<Vec<u8>> for Content {
    /// All of the bytes of a file.
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes.into())
    }
}

impl Content {
    /// The size in bytes, 0 where it is not known.
    #[must_use]
    pub fn size(&self) -> u64 {
        match self {
            Self::Bytes(encoded) => encoded.as_bytes().len() as u64,
            Self::Unread(bytes) => bytes.len() as u64,
            Self::Later(later) => later.size(),
            Self::Unknown { size } => size.unwrap_or(0),
        }
    }

    /// The bytes to look at; none if they are unknown or not for that.
    #[must_use]
    pub fn bytes(&self) -> Option<&[u8]> {
        self.encoded().map(Encoded::as_bytes)
    }

    fn encoded(&self) -> Option<&Encoded> {
        match self {
            Self::Bytes(encoded) => Some(encoded),
            Self::Later(later) => later.encoded(),
            Self::Unread(_) | Self::Unknown { .. } => None,
        }
    }

    /// The bytes, be they looked at or not; none if they are unknown.
    #[must_use]
    pub fn stored(&self) -> Option<&[u8]> {
        match self {
            Self::Unread(bytes) => Some(bytes),
            other => other.bytes(),
        }
    }
}

/// Why something was left out, or its content was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum SkipReason {
    /// `.git` and the like.
    VersionControl,
    /// `node_modules`.
    NodeModules,
    /// A folder with a `pyvenv.cfg`.
    VirtualEnvironment,
    /// Files that an operating system or an archiver leaves behind: `__MACOSX`, `.DS_Store`.
    SystemFile,
    /// Compiled Python: `__pycache__`.
    BytecodeCache,
    /// Not text.
    Binary,
    /// Over the limit for one file.
    TooLarge,
    /// A link that leads out of the project or to nothing.
    LinkOutside,
    /// An absolute path in an archive.
    AbsolutePath,
    /// A `..` in an archive.
    ParentPath,
    /// A name that is not text.
    UnreadableName,
    /// A device, a socket or another thing that is no file.
    NotAFile,
    /// No permission to read it.
    Unreadable,
    /// The name stands twice in the archive; the later one counts.
    DuplicateName,
    /// The only folder at the top: it was taken as the root.
    SingleTopFolder,
}

/// One thing that was left out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Skipped {
    /// Its path; folders end in `/`.
    pub path: String,
    /// Why.
    pub reason: SkipReason,
}

/// The files of a project, by their path from its root, with `/` between the parts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Project {
    files: BTreeMap<String, Content>,
    skipped: Vec<Skipped>,
    /// Files that are known to lack the permission to run.
    not_executable: BTreeSet<String>,
    /// The links whose targets stand in their places.
    links: BTreeSet<String>,
    /// Virtual environments that are known to be committed, each with its final `/`.
    committed: BTreeSet<String>,
    by_name: Derived<ByName>,
    /// What is left out or lies in other repositories.
    elsewhere: Derived<BTreeSet<String>>,
}

impl Project {
    /// A project without files.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds or replaces a file. The path is taken as it is: see [`normalize`].
    pub fn insert(&mut self, path: impl Into<String>, content: Content) {
        self.files.insert(path.into(), content);
        self.change();
    }

    /// Takes a file away.
    pub fn remove(&mut self, path: &str) -> Option<Content> {
        self.change();
        self.files.remove(path)
    }

    /// Notes that something was left out; the list is kept sorted and without repetition.
    pub fn skip(&mut self, path: impl Into<String>, reason: SkipReason) {
        let skipped = Skipped { path: path.into(), reason };
        if let Err(place) = self.skipped.binary_search(&skipped) {
            self.skipped.insert(place, skipped);
            self.change();
        }
    }

    /// Forgets what followed from it.
    fn change(&mut self) {
        (self.by_name, self.elsewhere) = (Derived::default(), Derived::default());
    }

    /// What was left out, sorted.
    #[must_use]
    pub fn skipped(&self) -> &[Skipped] {
        &self.skipped
    }

    /// What was left out, and what turned out to be unreadable when it was asked for; sorted.
    #[must_use]
    pub fn left_out(&self) -> Vec<Skipped> {
        let unread = self.files().filter(|(_, content)| matches!(content, Content::Later(later) if later.has_failed()));
        let unread = unread.map(|(path, _)| Skipped { path: path.to_owned(), reason: SkipReason::Unreadable });
        let mut left_out: Vec<Skipped> = self.skipped.iter().cloned().chain(unread).collect();
        order::sort_by(&mut left_out, Ord::cmp);
        left_out
    }

    /// All files, sorted by path.
    pub fn files(&self) -> impl Iterator<Item = (&str, &Content)> {
        self.files.iter().map(|(path, content)| (path.as_str(), content))
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// All sizes together, in bytes, as far as they are known.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.files.values().map(Content::size).sum()
    }

    /// Whether a file of this path exists.
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The paths of the files below this folder, given without a final `/`; sorted.
    pub fn files_below(&self, folder: &str) -> impl Iterator<Item = &str> {
        self.files_beginning(format!("{folder}/"))
    }

    /// The paths that begin like this; sorted.
    pub fn files_beginning(&self, start: String) -> impl Iterator<Item = &str> {
        let from = self.files.range(start.clone()..).map(|(path, _)| path.as_str());
        from.take_while(move |path| path.starts_with(&start))
    }

    /// The paths of the files of this name, in whatever folder; sorted.
    pub fn files_named(&self, name: &str) -> impl Iterator<Item = &str> {
        let is_folder = |before: &str| before.is_empty() || before.ends_with('/');
        self.files.keys().map(String::as_str).filter(move |path| path.strip_suffix(name).is_some_and(is_folder))
    }

    /// The files and the folders of this name, in capital letters or not, wherever they lie: their paths, sorted, those of folders
    /// with a final `/`.
    #[must_use]
    pub fn named(&self, name: &str) -> &[String] {
        let all = self.by_name.get(|| by_name::by_name(self.files.keys().map(String::as_str)));
        all.get(&name.to_ascii_lowercase()).map_or(&[], Vec::as_slice)
    }

    /// Whether a file or a folder has this very name, wherever it lies.
    #[must_use]
    pub fn has_named(&self, name: &str) -> bool {
        self.named(name).iter().any(|path| path::base(path.trim_end_matches('/')) == name)
    }

    /// Whether a file or folder, or a folder above it, was left out, or is filled by Git from another repository.
    #[must_use]
    pub fn is_elsewhere(&self, path: &str) -> bool {
        let all = self.elsewhere.get(|| {
            let left_out = self.skipped.iter().filter(|skipped| skipped.reason != SkipReason::SingleTopFolder);
            let submodules = self.text(elsewhere::SUBMODULES);
            let submodules = submodules.as_ref().map_or("", |text| text.as_str());
            elsewhere::elsewhere(left_out.map(|skipped| skipped.path.as_str()), submodules)
        });
        !all.is_empty() && (all.contains(path) || path::folders_above(path).any(|folder| all.contains(folder)))
    }

    /// Whether any file lies below this folder, given without a final `/`.
    #[must_use]
    pub fn has_folder(&self, folder: &str) -> bool {
        self.files_below(folder).next().is_some() || self.skips_below(&format!("{folder}/"))
    }

    fn skips_below(&self, prefix: &str) -> bool {
        let first = self.skipped.partition_point(|skipped| skipped.path.as_str() < prefix);
        self.skipped.get(first).is_some_and(|skipped| skipped.path.starts_with(prefix))
    }

    /// A file's content; none if there is no such file.
    #[must_use]
    pub fn content(&self, path: &str) -> Option<&Content> {
        self.files.get(path)
    }

    /// Notes that a file lacks the permission to run.
    pub fn mark_not_executable(&mut self, path: impl Into<String>) {
        self.not_executable.insert(path.into());
    }

    /// Whether a file is known to lack the permission to run; where permissions are not known, it is not.
    #[must_use]
    pub fn is_not_executable(&self, path: &str) -> bool {
        self.has(path) && self.not_executable.contains(path)
    }

    /// Notes that a virtual environment, given with a final `/`, is committed.
    pub fn mark_committed(&mut self, environment: impl Into<String>) {
        self.committed.insert(environment.into());
    }

    /// Whether a virtual environment, given with a final `/`, is known to be committed.
    #[must_use]
    pub fn is_committed(&self, environment: &str) -> bool {
        self.committed.contains(environment)
    }

    /// Whether a file is a link, or lies in a folder that is one.
    #[must_use]
    pub fn is_linked(&self, path: &str) -> bool {
        self.links.contains(path) || self.is_below_link(path)
    }

    /// Whether a file lies in a folder that is a link.
    #[must_use]
    pub fn is_below_link(&self, path: &str) -> bool {
        !self.links.is_empty() && path.match_indices('/').any(|(end, _)| self.links.contains(&path[..end]))
    }

    /// A file's bytes; none if there is no such file or its content is unknown.
    #[must_use]
    pub fn bytes_of(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path)?.bytes()
    }

    /// A file's text; none if there is no such file or its content is unknown.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<Text<'_>> {
        self.files.get(path)?.encoded().map(Encoded::text)
    }

    /// A file's bytes as text, each that is none replaced by U+FFFD: how programs see it that take any bytes.
    #[must_use]
    pub fn lossy_text(&self, path: &str) -> Option<Cow<'_, str>> {
        self.bytes_of(path).map(String::from_utf8_lossy)
    }

    /// What lies in a folder, given without a final `/`, as a project of its own.
    #[must_use]
    pub fn below(&self, folder: &str) -> Self {
        let prefix = format!("{folder}/");
        let inside = |path: &str| path.strip_prefix(&prefix).filter(|rest| !rest.is_empty()).map(str::to_owned);
        let insides = |paths: &BTreeSet<String>| order::set(paths.iter().filter_map(|path| inside(path)));
        let files = self.files.range(prefix.clone()..).take_while(|(path, _)| path.starts_with(&prefix));
        let skipped = self.skipped.iter();
        Self {
            files: order::map(files.filter_map(|(path, content)| Some((inside(path)?, content.clone())))),
            skipped: skipped.filter_map(|one| Some(Skipped { path: inside(&one.path)?, reason: one.reason })).collect(),
            not_executable: insides(&self.not_executable),
            links: insides(&self.links),
            committed: insides(&self.committed),
            ..Self::default()
        }
    }

    /// The folders that hold files, each from the root; sorted.
    #[must_use]
    pub fn folders(&self) -> BTreeSet<&str> {
        order::set(self.files.keys().flat_map(|path| path::folders_above(path)).filter(|folder| *folder != path::ROOT))
    }

    /// The names of the files at the root, in their order.
    pub fn root_files(&self) -> impl Iterator<Item = &str> {
        self.files_in(path::ROOT)
    }

    /// The paths of the files that lie in a folder itself, in their order; what lies in folders of it is passed over without looking
    /// at it.
    pub fn files_in(&self, folder: &str) -> impl Iterator<Item = &str> {
        let prefix = if folder == path::ROOT { String::new() } else { format!("{folder}/") };
        let mut files = self.files.range::<String, _>(&prefix..);
        std::iter::from_fn(move || {
            loop {
                let path = files.next()?.0.as_str();
                let rest = path.strip_prefix(&prefix)?;
                let Some(slash) = rest.find('/') else { return Some(path) };
                // Behind a slash in the order of characters is the zero.
                files = self.files.range::<String, _>(format!("{}0", &path[..prefix.len() + slash])..);
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn root_files_are_those_outside_of_folders_in_their_order() {
        let mut project = Project::new();
        for path in ["a", "a-b", "a.py", "a/x", "a/y/z", "a0", "b/c/d", "c"] {
            project.insert(path, Content::from(vec![]));
        }
        assert_eq!(project.root_files().collect::<Vec<_>>(), ["a", "a-b", "a.py", "a0", "c"]);
        assert_eq!(project.files_in("a").collect::<Vec<_>>(), ["a/x"]);
        assert_eq!(project.files_in("a/y").collect::<Vec<_>>(), ["a/y/z"]);
        assert_eq!(project.files_in("b").next(), None);
        assert_eq!(Project::new().root_files().next(), None);
    }

    #[test]
    fn what_is_left_out_or_of_another_repository_is_elsewhere() {
        let mut project = Project::new();
        project.insert(".gitmodules", Content::from(b"[submodule \"x\"]\n\tpath = lib/x/\n\turl = y\n".to_vec()));
        project.skip("big.py", SkipReason::TooLarge);
        assert!(["lib/x", "lib/x/y/z.py", "big.py"].iter().all(|path| project.is_elsewhere(path)));
        assert!(!["lib", "lib/xy", "y", "big", ""].iter().any(|path| project.is_elsewhere(path)));
        project.skip("lib/", SkipReason::VirtualEnvironment);
        project.skip("top/", SkipReason::SingleTopFolder);
        assert!(project.is_elsewhere("lib") && !project.is_elsewhere("top"));
    }
}
