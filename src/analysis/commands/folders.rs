//! Folders that a command names, as paths from the root of the project.

use crate::platform::Platform;
use crate::project::path::{ROOT, join, resolved};

/// How a command names the folder that it works in.
const HERE: &[&str] = &["$PWD", "${PWD}", "$(pwd)", "`pwd`"];
/// How it names the home folder.
const HOME: &[&str] = &["$HOME", "${HOME}"];
/// Where platforms put the project.
const APP_FOLDERS: &[&str] = &["/app", "/workspace"];

/// What the shell puts in the place of variables with which a path begins.
#[derive(Debug, Clone, Copy)]
pub struct ShellFolders<'s> {
    /// The folder that the command works in; none if that cannot be told.
    pub here: Option<&'s str>,
    /// Whether the home folder is the root of the project.
    pub is_home_root: bool,
}

impl ShellFolders<'_> {
    /// A folder that is named from another one; none if it leads out of the project or cannot be told.
    #[must_use]
    pub fn folder(self, from: Option<&str>, path: &str) -> Option<String> {
        if let Some(rest) = behind(path, HERE) {
            return folder_from(self.here?, rest);
        }
        match behind(path, HOME) {
            Some(rest) => folder_from(ROOT, rest).filter(|_| self.is_home_root),
            None => folder_from(from?, path),
        }
    }
}

/// A folder that is named from another one, without variables; none if it leads out of the project or cannot be told.
#[must_use]
pub fn folder_from(folder: &str, path: &str) -> Option<String> {
    let (start, path) = behind(path, APP_FOLDERS).map_or((folder, path), |rest| (ROOT, rest));
    let is_plain = !path.starts_with('~') && !path.contains(['$', '`', '\\', '*']);
    is_plain.then(|| resolved(start, path)).flatten()
}

/// A path of the project, seen from the folder that a program works in; none if that leads out of it or cannot be told.
#[must_use]
pub fn path_from(folder: Option<&str>, path: &str) -> Option<String> {
    let (parent, name) = path.rsplit_once('/').unwrap_or((".", path));
    let parent = if path.starts_with('/') && parent.is_empty() { return None } else { parent };
    Some(join(&folder_from(folder?, parent)?, name))
}

/// What stands behind one of these folders, without the slash.
fn behind<'p>(path: &'p str, folders: &[&str]) -> Option<&'p str> {
    let rest = folders.iter().find_map(|folder| path.strip_prefix(folder))?;
    (rest.is_empty() || rest.starts_with('/')).then(|| rest.trim_start_matches('/'))
}

/// Whether the home folder of a process is the root of the project: what sets PYTHONPATH to that root sets it to `$HOME`.
#[must_use]
pub fn is_home_root(platform: &Platform) -> bool {
    platform.runtime.python_path_is_app_folder.as_ref().is_some_and(|fact| fact.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_followed_inside_the_project() {
        let cases = [
            (ROOT, "mysite", Some("mysite")),
            (ROOT, "./mysite/", Some("mysite")),
            ("a", "../b", Some("b")),
            ("a", "/app/c", Some("c")),
            ("a", "$HOME", Some("")),
            ("a", "${HOME}/b", Some("b")),
            ("a", "$PWD/b", Some("here/b")),
            ("a", "${PWD}", Some("here")),
            ("a", "$(pwd)/../b", Some("b")),
            ("a", "`pwd`/b", Some("here/b")),
            (ROOT, "..", None),
            (ROOT, "/srv", None),
            (ROOT, "$X", None),
            (ROOT, "$PWDX", None),
            (ROOT, "$PWD$X", None),
            (ROOT, "~/x", None),
        ];
        let shell = ShellFolders { here: Some("here"), is_home_root: true };
        for (folder, path, expected) in cases {
            assert_eq!(shell.folder(Some(folder), path).as_deref(), expected, "{folder} {path}");
        }
        let elsewhere = ShellFolders { here: None, is_home_root: false };
        for path in ["$HOME/x", "$PWD/x", "$(pwd)"] {
            assert_eq!(elsewhere.folder(Some(ROOT), path), None, "{path}");
        }
    }
}
