//! A line of a page as it is kept: the files of one release.

use std::ops::Range;
use std::sync::Arc;

use super::json;
use crate::index::file::File;

/// A page as it is kept.
#[derive(Debug)]
pub(super) struct Page {
    /// The normalised name of the project.
    pub(super) project: String,
    pub(super) text: String,
}

/// A line of it that has not been read.
#[derive(Debug, Clone)]
pub(in crate::index) struct Line {
    pub(super) page: Arc<Page>,
    /// Where the files stand in it, as JSON.
    pub(super) files: Range<usize>,
}

impl Line {
    /// The files; none if they cannot be read.
    pub(in crate::index) fn read(&self) -> Vec<File> {
        let Page { project, text } = &*self.page;
        json::read_files(&text[self.files.clone()], project).unwrap_or_default()
    }
}
