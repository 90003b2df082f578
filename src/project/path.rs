//! Paths of archives, dropped files and bundles, made relative to the root of the project.

use std::borrow::Cow;

/// Why a path cannot belong to a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PathProblem {
    /// It starts at a root: `/etc/passwd`, `C:\x`, `\\server\share`.
    #[error("is absolute")]
    Absolute,
    /// It has a `..` somewhere.
    #[error("leads out of its folder with `..`")]
    Parent,
    /// It names nothing, as `.` and `./` do.
    #[error("names no file")]
    Empty,
}

/// Makes a path root-relative, with `/` between its parts and without `.` parts.
///
/// A backslash separates only where the path has no `/` at all: old archivers on Windows write nothing but backslashes,
/// and on other systems a backslash is a letter like any other.
///
/// # Errors
/// When the path is absolute, goes upwards or names nothing.
pub fn normalize(path: &str) -> Result<String, PathProblem> {
    relative(&with_slashes(path))
}

fn with_slashes(path: &str) -> Cow<'_, str> {
    if path.contains('/') { Cow::Borrowed(path) } else { Cow::Owned(path.replace('\\', "/")) }
}

/// [`normalize`] for paths whose only separator is known to be `/`, as in tar archives and bundles.
pub(super) fn relative(path: &str) -> Result<String, PathProblem> {
    if is_absolute(path) {
        return Err(PathProblem::Absolute);
    }
    // A backslash may become a separator again on the user's own system, so `..\x` is no name to keep.
    if path.split(['/', '\\']).any(|part| part == "..") {
        return Err(PathProblem::Parent);
    }
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    if parts.is_empty() { Err(PathProblem::Empty) } else { Ok(parts.join("/")) }
}

fn is_absolute(path: &str) -> bool {
    path.starts_with(['/', '\\']) || matches!(path.as_bytes(), [drive, b':', ..] if drive.is_ascii_alphabetic())
}

/// Where a symbolic link leads, from the root; none if it leads out. The empty path is the root itself.
///
/// An absolute target is outside even where it happens to be this folder: on the platform the folder lies elsewhere.
pub(super) fn link_target(link: &str, target: &str) -> Option<String> {
    if is_absolute(target) {
        return None;
    }
    let mut parts: Vec<&str> = link.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_paths_become_relative_with_slashes() {
        let cases = [
            ("Procfile", "Procfile"),
            ("./Procfile", "Procfile"),
            ("a/./b//c", "a/b/c"),
            ("folder/", "folder"),
            (r"app\static\x.css", "app/static/x.css"),
            (r"a/b\c", r"a/b\c"),
            ("...", "..."),
            ("a..b/c", "a..b/c"),
            ("中文/é.py", "中文/é.py"),
            ("Procfile\r", "Procfile\r"),
        ];
        for (given, expected) in cases {
            assert_eq!(normalize(given).as_deref(), Ok(expected), "{given:?}");
        }
    }

    #[test]
    fn bad_paths_are_named_by_their_problem() {
        let cases = [
            ("/etc/passwd", PathProblem::Absolute),
            (r"\x", PathProblem::Absolute),
            (r"\\server\share\x", PathProblem::Absolute),
            ("//server/share", PathProblem::Absolute),
            (r"C:\x", PathProblem::Absolute),
            ("c:/x", PathProblem::Absolute),
            ("C:x", PathProblem::Absolute),
            ("..", PathProblem::Parent),
            ("a/../b", PathProblem::Parent),
            (r"..\x", PathProblem::Parent),
            (r"a/..\x", PathProblem::Parent),
            ("", PathProblem::Empty),
            ("./", PathProblem::Empty),
        ];
        for (given, expected) in cases {
            assert_eq!(normalize(given), Err(expected), "{given:?}");
        }
    }

    #[test]
    fn a_backslash_is_a_letter_where_slashes_separate() {
        assert_eq!(relative(r"a\b").as_deref(), Ok(r"a\b"));
    }

    #[test]
    fn link_targets_start_at_the_folder_of_the_link() {
        let cases = [
            ("a/link", "file", Some("a/file")),
            ("a/link", "../file", Some("file")),
            ("a/link", "./b//c", Some("a/b/c")),
            ("link", ".", Some("")),
            ("link", "..", None),
            ("a/link", "../../file", None),
            ("link", "/etc/passwd", None),
        ];
        for (link, target, expected) in cases {
            assert_eq!(link_target(link, target).as_deref(), expected, "{link} -> {target}");
        }
    }
}
