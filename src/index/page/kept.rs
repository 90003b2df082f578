//! The page of a project as it is kept: a line a release, so that of a release nobody asks for nothing is read but its number.

use std::str::FromStr;
use std::sync::Arc;

use pep440_rs::Version;

use super::entry::PageError;
use super::json;
use super::line::{Line, Page};
use crate::index::files::{Files, Unread};
use crate::index::project::Project;

/// Reads the releases of a page.
pub(super) fn read(project: &str, page: &[u8]) -> Result<Project, PageError> {
    let text = String::from_utf8(page.to_vec()).map_err(|_| PageError::Kept)?;
    let page = Arc::new(Page { project: project.to_owned(), text });
    let release = |line: &str, start: usize| {
        let (version, files) = line.split_once(' ')?;
        let end = start + line.len();
        let line = Line { page: Arc::clone(&page), files: end - files.len()..end };
        Some((Version::from_str(version).ok()?, Files::unread(Unread::Line(line))))
    };
    let mut project = Project::default();
    let mut start = 0;
    for line in page.text.split_terminator('\n') {
        let (version, files) = release(line, start).ok_or(PageError::Kept)?;
        project.releases.insert(version, files);
        start += line.len() + 1;
    }
    Ok(project)
}

/// Writes a project as such a page.
pub(super) fn write(project: &Project) -> Vec<u8> {
    let lines = project.releases.iter().map(|(version, files)| format!("{version} {}\n", json::write_files(files)));
    lines.collect::<String>().into_bytes()
}
