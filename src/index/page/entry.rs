//! A file as a page names it, and a page that names none.

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
