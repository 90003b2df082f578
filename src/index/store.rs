//! The answers that an index has given so far.

use std::collections::BTreeMap;

use super::answers::{Index, Known};
use super::file::File;
use super::metadata::Metadata;
use super::project::Project;

/// The answers that an index has given so far. What nobody has asked for is [`Known::Unasked`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    /// By normalised name.
    projects: BTreeMap<String, Known<Project>>,
    /// By the address of the file.
    metadata: BTreeMap<String, Known<Metadata>>,
}

impl Answers {
    /// Takes an answer about a project, by its normalised name.
    pub fn put_project(&mut self, name: &str, answer: Known<Project>) {
        self.projects.insert(name.to_owned(), answer);
    }

    /// Takes an answer about the metadata of a file, by its address.
    pub fn put_metadata(&mut self, url: &str, answer: Known<Metadata>) {
        self.metadata.insert(url.to_owned(), answer);
    }
}

impl Index for Answers {
    fn project(&self, name: &str) -> Known<&Project> {
        self.projects.get(name).map_or(Known::Unasked, Known::as_ref)
    }

    fn metadata(&self, _project: &str, file: &File) -> Known<&Metadata> {
        self.metadata.get(&file.url).map_or(Known::Unasked, Known::as_ref)
    }
}
