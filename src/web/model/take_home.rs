//! What the user takes home.

use crate::diagnostic::changes::Moves;
use crate::diagnostic::patch;
use crate::project::Project;

/// These files of a project alone; files that are not there are left out.
pub(crate) fn only(project: &Project, paths: &[String]) -> Project {
    let mut chosen = Project::new();
    for path in paths {
        if let Some(content) = project.content(path) {
            chosen.insert(path, content.clone());
        }
    }
    chosen
}

/// What was changed, as a patch that `git apply` takes.
pub(crate) fn patched(before: &Project, after: &Project) -> Vec<u8> {
    patch::patch(&Moves::default().changes(before, after))
}

/// The last part of a path, under which a file is saved.
pub(crate) fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
