//! Paths of a project: from its root, with `/` between their parts. The root itself is the empty path.

use std::borrow::Cow;

use crate::language::Language;

/// The folder that the project lies in, as a path.
pub const ROOT: &str = "";

/// Folders that hold other people's code.
const FOREIGN_FOLDERS: [&str; 6] = ["env", "node_modules", "site-packages", "vendor", "venv", ".venv"];

/// The name of a file or folder: the last part of its path.
#[must_use]
pub fn base(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// The folder that a file or folder lies in.
#[must_use]
pub fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or(ROOT, |(folder, _)| folder)
}

/// The path of what has this path in a folder.
#[must_use]
pub fn join(folder: &str, path: &str) -> String {
    match (folder, path) {
        (ROOT, path) => path.to_owned(),
        (folder, "") => folder.to_owned(),
        (folder, path) => format!("{folder}/{path}"),
    }
}

/// Where a path leads that somebody wrote relative to a folder, with `.` and `..`; none if it leads out of the project or is
/// absolute.
#[must_use]
pub fn resolved(folder: &str, path: &str) -> Option<String> {
    if path.starts_with('/') {
        return None;
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The folders that a file or folder lies in, the nearest first, the root last; none for the root.
pub fn folders_above(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |path| (*path != ROOT).then(|| folder(path))).skip(1)
}

/// Whether a file belongs to other people's code that lies in the project.
#[must_use]
pub fn is_foreign(path: &str) -> bool {
    path.split('/').any(|part| FOREIGN_FOLDERS.contains(&part))
}

/// Why a path cannot belong to a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathProblem {
    /// It starts at a root: `/etc/passwd`, `C:\x`, `\\server\share`.
    Absolute,
    /// It has a `..` somewhere.
    Parent,
    /// It names nothing, as `.` and `./` do.
    Empty,
}

impl PathProblem {
    /// What is said of the path.
    #[must_use]
    pub fn text(self, language: Language) -> &'static str {
        match self {
            Self::Absolute => language.pick("is absolute", "是绝对路径"),
            Self::Parent => language.pick("leads out of its folder with `..`", "用 `..` 指向了文件夹之外"),
            Self::Empty => language.pick("names no file", "没有指明文件"),
        }
    }
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
    resolved(folder(link), target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_taken_apart_and_put_together() {
        for (path, in_folder, name) in [("a/b/c.py", "a/b", "c.py"), ("c.py", ROOT, "c.py"), ("a/b", "a", "b")] {
            assert_eq!((folder(path), base(path)), (in_folder, name));
            assert_eq!(join(in_folder, name), path);
        }
        assert_eq!((join("a", ROOT).as_str(), join(ROOT, ROOT).as_str()), ("a", ROOT));
        assert_eq!(folders_above("a/b/c.py").collect::<Vec<_>>(), ["a/b", "a", ROOT]);
        assert_eq!(folders_above("c.py").collect::<Vec<_>>(), [ROOT]);
        assert_eq!(folders_above(ROOT).count(), 0);
    }

    #[test]
    fn relative_paths_are_followed_inside_the_project() {
        let cases = [
            ("a", "b.txt", Some("a/b.txt")),
            ("a/b", "../.././c//d", Some("c/d")),
            (ROOT, "./a/", Some("a")),
            ("a", "..", Some(ROOT)),
            ("a", "../..", None),
            ("a", "/a", None),
        ];
        for (folder, path, expected) in cases {
            assert_eq!(resolved(folder, path).as_deref(), expected, "{folder} and {path}");
        }
    }

    #[test]
    fn a_folder_of_other_peoples_code_is_known_by_its_whole_name() {
        assert!(is_foreign("venv/x.py") && is_foreign("web/node_modules/x/y.py"));
        assert!(!is_foreign("vendors/x.py") && !is_foreign("x.py"));
    }

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
