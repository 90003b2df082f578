//! What the project is taken for.

pub(super) mod another_language_first;
pub(super) mod committed_runtime_folder;
pub(super) mod committed_virtualenv;
pub(super) mod dockerfile_wins;
pub(super) mod missing_lock_file;
pub(super) mod misspelled_requirements;
pub(super) mod needed_file_ignored;
pub(super) mod no_python_marker;
pub(super) mod project_in_subfolder;
mod recognition;
pub(super) mod several_package_managers;
pub(super) mod unsupported_package_manager;

use crate::analysis::ignored::{Ignored, Reader, at};
use crate::project::Project;

/// Whether `.gitignore` keeps a file or a folder out of the repository, or may do so.
fn ignored_by_git(project: &Project, path: &str, is_folder: bool) -> bool {
    let last = path.rsplit('/').next().unwrap_or(path);
    // A plain name fits at any depth, so each part of the path is looked at as if it lay at the root.
    let hides = |text: &str| path.split('/').any(|part| at(Reader::Git, text, part, is_folder || part != last) != Ignored::No);
    project.has(".gitignore") && project.text(".gitignore").is_none_or(|text| hides(text.as_str()))
}
