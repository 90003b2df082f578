//! Requirements that lie at a path: `attrs @ file:///tmp/build/…`, `-e C:\work\lib`, `./lib`.

use crate::analysis::knowledge::pip::Pip;
use crate::project::Project;
use crate::project::path::{ROOT, join, resolved};
use crate::syntax::requirements::{Line, LineKind, has_variable};

use super::files::may_be_there;

/// Where the platform keeps the project while it builds: what lies there may be in it.
const OF_THE_PLATFORM: &[&str] = &["/app/", "/workspace/"];
/// Where people and conda keep what no server has.
const OF_PEOPLE: &[&str] =
    &["/home/", "/Users/", "/tmp/", "/croot/", "/opt/conda/", "/Library/", "/private/", "/mnt/", "/Volumes/", "/C:", "/D:"];

/// A path that a line installs from.
#[derive(Debug, Clone, Copy)]
pub struct LocalPath<'l> {
    /// As written, without what stands before and behind it.
    pub path: &'l str,
    /// The name before `@`.
    pub name: Option<&'l str>,
    /// Whether `-e` stands before it.
    pub is_editable: bool,
}

/// What is wrong with a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathFault {
    /// It lies where people and conda keep their files.
    Foreign,
    /// It starts at the root of a computer, which may be the platform's.
    Outside,
    /// The project has nothing there.
    Missing,
    /// The folder is no Python project.
    NoProject,
}

impl<'l> LocalPath<'l> {
    /// The path that a line installs from; none for addresses, and where a variable decides.
    #[must_use]
    pub fn of(line: &'l Line) -> Option<Self> {
        let (text, name, is_editable) = match &line.kind {
            LineKind::Direct(target) => (target.text.as_str(), None, false),
            LineKind::Editable(target) => (target.text.as_str(), None, true),
            LineKind::Named(named) => (named.url.as_deref()?, Some(named.name.as_str()), false),
            _ => return None,
        };
        let is_windows = text.get(1..3).is_some_and(|start| start == ":\\" || start == ":/");
        let path = match text.strip_prefix("file://") {
            Some(path) => path.strip_prefix("localhost").unwrap_or(path),
            None if is_windows || !text.split_once('[').map_or(text, |(path, _)| path).contains(':') => text,
            None => return None,
        };
        let path = path.split(['#', '[']).next()?;
        (!has_variable(path)).then_some(Self { path, name, is_editable })
    }

    /// What is wrong with it; none if the project may have there what pip can install.
    #[must_use]
    pub fn fault(&self, project: &Project, pip: Pip) -> Option<PathFault> {
        let path = self.path;
        let is_windows = path.get(1..2) == Some(":");
        if path.starts_with('/') || is_windows {
            let on_platform = OF_THE_PLATFORM.iter().any(|folder| path.starts_with(folder));
            let is_foreign = is_windows || OF_PEOPLE.iter().any(|start| path.starts_with(start));
            return (!on_platform).then_some(if is_foreign { PathFault::Foreign } else { PathFault::Outside });
        }
        if path.contains('\\') || path.is_empty() {
            return None;
        }
        let Some(target) = resolved(ROOT, path) else { return Some(PathFault::Missing) };
        if may_be_there(project, &target) {
            None
        } else if target.is_empty() || project.has_folder(&target) {
            let names =
                if pip.reads_pyproject(self.is_editable) { &["setup.py", "pyproject.toml"][..] } else { &["setup.py"][..] };
            (!names.iter().any(|name| may_be_there(project, &join(&target, name)))).then_some(PathFault::NoProject)
        } else {
            Some(PathFault::Missing)
        }
    }

    /// The package by its name, with the version that the name of a file gives.
    #[must_use]
    pub fn by_name(&self) -> Option<String> {
        let file = self.path.rsplit(['/', '\\']).next()?;
        let stem = [".whl", ".tar.gz", ".zip"].iter().find_map(|ending| file.strip_suffix(ending));
        let mut parts = stem.into_iter().flat_map(|stem| stem.split('-'));
        let (name, version) = (parts.next(), parts.next());
        let version = version.filter(|version| version.starts_with(|char: char| char.is_ascii_digit()));
        match (self.name.or(name), version) {
            (Some(name), Some(version)) => Some(format!("{name}=={version}")),
            _ => self.name.map(str::to_owned),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_give_the_version() {
        let name_of = |path, name| LocalPath { path, name, is_editable: false }.by_name();
        let cases = [
            ("/x/six-1.16.0-py2.py3-none-any.whl", None, Some("six==1.16.0")),
            ("C:\\x\\numpy-1.21.2-cp39-cp39-win_amd64.whl", Some("numpy"), Some("numpy==1.21.2")),
            ("/tmp/build/80754af9/attrs_1604765588209/work", Some("attrs"), Some("attrs")),
            ("/home/me/my-lib", None, None),
            ("/home/me/my-lib.zip", None, None),
        ];
        for (path, name, expected) in cases {
            assert_eq!(name_of(path, name).as_deref(), expected, "{path}");
        }
    }
}
