//! Paths as the build sees them: the project lies somewhere, and only what is inside it can be looked up.

/// The folder that the project lies in; no path that somebody writes down begins so.
pub const ROOT: &str = "/\u{1}";

/// `os.path.join(left, right)`.
pub(super) fn join(left: &str, right: &str) -> String {
    match (right.starts_with('/'), left.is_empty() || left.ends_with('/')) {
        (true, _) => right.to_owned(),
        (false, true) => format!("{left}{right}"),
        (false, false) => format!("{left}/{right}"),
    }
}

/// `os.path.dirname(path)`.
pub(super) fn parent(path: &str) -> String {
    match path.rsplit_once('/') {
        Some(("", _)) => "/".to_owned(),
        Some((folder, _)) => folder.to_owned(),
        None => String::new(),
    }
}

/// `os.path.normpath(path)`.
pub(super) fn normal(path: &str) -> String {
    let is_absolute = path.starts_with('/');
    let mut parts: Vec<&str> = vec![];
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            ".." if is_absolute => {}
            other => parts.push(other),
        }
    }
    let joined = parts.join("/");
    match (is_absolute, joined.is_empty()) {
        (true, _) => format!("/{joined}"),
        (false, true) => ".".to_owned(),
        (false, false) => joined,
    }
}

/// `os.path.abspath(path)`; the build runs in the root of the project.
pub(super) fn absolute(path: &str) -> String {
    normal(&join(ROOT, path))
}

/// A path from the root of the project, empty for the root itself; none if it lies outside.
#[must_use]
pub fn in_project(path: &str) -> Option<String> {
    let path = absolute(path);
    let inside = path.strip_prefix(ROOT)?;
    if inside.is_empty() { Some(String::new()) } else { inside.strip_prefix('/').map(str::to_owned) }
}

/// A path for people: inside the project from its root, else as it is.
#[must_use]
pub fn shown(path: &str) -> String {
    in_project(path).unwrap_or_else(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_work_as_in_python() {
        assert_eq!(join("/a", "b"), "/a/b");
        assert_eq!(join("/a", "/b"), "/b");
        assert_eq!(parent("/a/b/"), "/a/b");
        assert_eq!(parent("/a"), "/");
        assert_eq!(parent("a"), "");
        assert_eq!(normal("/a/../b//c/."), "/b/c");
        assert_eq!(normal("a/.."), ".");
        assert_eq!(in_project("static").as_deref(), Some("static"));
        assert_eq!(in_project(&format!("{ROOT}/a/../static/")).as_deref(), Some("static"));
        assert_eq!(in_project(&format!("{ROOT}/../static")), None);
        assert_eq!(in_project("/app/static"), None);
    }
}
