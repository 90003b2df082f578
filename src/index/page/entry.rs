//! A file as a page names it, and a page that names none.

use super::address;
use crate::index::file::File;

/// A page that names no files.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    /// Its type is neither of the formats.
    #[error("a page of the type {0}")]
    Type(String),
    /// It is said to be JSON and is not, or not that of a project.
    #[error("JSON that describes no project: {0}")]
    Json(String),
    /// It is said to be HTML and has neither a link nor a tag.
    #[error("a page without HTML")]
    Html,
    /// It is said to be one that was kept and is not.
    #[error("a page that was not kept whole")]
    Kept,
}

/// A file as a page names it.
pub(super) struct Entry<'a> {
    /// Its address, as written.
    pub(super) url: &'a str,
    /// Its name, where the page says it.
    pub(super) name: Option<&'a str>,
    pub(super) requires_python: Option<String>,
    pub(super) yanked: Option<String>,
    pub(super) has_metadata: bool,
    pub(super) size: Option<u64>,
}

impl Entry<'_> {
    /// The file, where it is one of the project; `base` is what its address is relative to.
    pub(super) fn file(self, project: &str, base: &str) -> Option<File> {
        let url = address::join(base, self.url);
        let name = self.name.map_or_else(|| address::file_name(&url), str::to_owned);
        let requires_python = self.requires_python.filter(|requires| !requires.trim().is_empty());
        let Self { size, yanked, has_metadata, .. } = self;
        Some(File { url, size, requires_python, yanked, has_metadata, ..File::named(&name, project)? })
    }
}
