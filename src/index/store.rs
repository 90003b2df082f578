//! The answers that an index has given so far.

use std::collections::BTreeMap;

use super::answers::{Index, Known};
use super::file::File;
use super::metadata::Metadata;
use super::project::Project;
use super::source::extract::Extract;

/// The answers that an index has given so far. What nobody has asked for is [`Known::Unasked`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    /// By normalised name.
    projects: BTreeMap<String, Known<Project>>,
    /// By the address of the file.
    metadata: BTreeMap<String, Known<Metadata>>,
    /// By the address of the file.
    sources: BTreeMap<String, Known<Extract>>,
}

impl Answers {
    /// None yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { projects: BTreeMap::new(), metadata: BTreeMap::new(), sources: BTreeMap::new() }
    }

    /// The names of what does not exist, where nothing else is known of any project.
    #[must_use]
    pub fn only_absent(&self) -> Vec<String> {
        let is_absent = self.projects.values().all(|known| *known == Known::Absent);
        if is_absent { self.projects.keys().cloned().collect() } else { vec![] }
    }

    /// Takes an answer about a project, by its normalised name.
    pub fn put_project(&mut self, name: &str, answer: Known<Project>) {
        self.projects.insert(name.to_owned(), answer);
    }

    /// Takes an answer about the metadata of a file, by its address.
    pub fn put_metadata(&mut self, url: &str, answer: Known<Metadata>) {
        self.metadata.insert(url.to_owned(), answer);
    }

    /// Takes an answer about the archive of a source, by its address.
    pub fn put_source(&mut self, url: &str, answer: Known<Extract>) {
        self.sources.insert(url.to_owned(), answer);
    }
}

impl Index for Answers {
    fn project(&self, name: &str) -> Known<&Project> {
        self.projects.get(name).map_or(Known::Unasked, Known::as_ref)
    }

    fn metadata(&self, _project: &str, file: &File) -> Known<&Metadata> {
        self.metadata.get(&file.url).map_or(Known::Unasked, Known::as_ref)
    }

    fn source(&self, file: &File) -> Known<&Extract> {
        self.sources.get(&file.url).map_or(Known::Unasked, Known::as_ref)
    }
}
