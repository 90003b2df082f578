//! A folder of the workspace at one moment, and what the editor calls its files.

use super::address::Place;
use super::client::Client;
use super::document::Document;
use super::settings::Settings;
use crate::language::Language;
use crate::project::selection::{self, Judgement};
use crate::project::{Content, Project};

/// A folder of the workspace at one moment.
#[derive(Debug, Clone)]
pub(super) struct Snapshot {
    pub(super) place: Place,
    /// What is open in it, by its path from the folder.
    pub(super) documents: Vec<(String, Document)>,
    pub(super) settings: Settings,
    pub(super) client: Client,
    pub(super) language: Language,
    /// The address of the page, where the rules' pages are linked.
    pub(super) site: Option<String>,
}

impl Snapshot {
    /// The project: what is on the disk, with what is open laid over it.
    pub(super) fn project(&self, on_disk: &Project) -> Project {
        let mut project = on_disk.clone();
        let is_left_out =
            |path: &str| on_disk.skipped().iter().any(|skipped| path.starts_with(&skipped.path) && skipped.path.ends_with('/'));
        for (path, document) in &self.documents {
            if selection::judge(path, document.text.len() as u64) == Judgement::Read
                && !is_left_out(path)
                && let Some(bytes) = document.bytes(on_disk.bytes_of(path))
            {
                project.insert(path, Content::from(bytes));
            }
        }
        project
    }

    /// What the editor calls a file, and the version that it has open.
    pub(super) fn file(&self, path: &str) -> (String, Option<i32>) {
        match self.documents.iter().find(|(inside, _)| inside == path) {
            Some((_, document)) => (document.address.clone(), Some(document.version)),
            None => (self.place.file(path), None),
        }
    }
}
