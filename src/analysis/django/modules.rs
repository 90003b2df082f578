//! From the name of a module to its file.

use crate::project::Project;

use super::paths;

/// The file that makes a folder a package.
pub(super) const INIT: &str = "__init__.py";

/// What a module's name leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// This file.
    File(String),
    /// A folder without an `__init__.py`.
    Folder(String),
    /// Nothing in the project, and its first part is not in the project either.
    Elsewhere,
    /// Its first part is in the project, but it is not.
    Missing(MissingModule),
}

/// A module that ought to be in the project and is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingModule {
    /// What is asked for.
    pub name: String,
    /// The first part of it that is not there, with those before it.
    pub first: String,
    /// Whether what stands before that is a file and no folder.
    pub parent_is_file: bool,
}

impl MissingModule {
    /// The last line of Python's error, to the letter, for Python 3.6 and newer.
    #[must_use]
    pub fn says(&self) -> String {
        match (self.parent_is_file, self.first.rsplit_once('.')) {
            (true, Some((parent, _))) => {
                format!("ModuleNotFoundError: No module named '{}'; '{parent}' is not a package", self.first)
            }
            _ => format!("ModuleNotFoundError: No module named '{}'", self.first),
        }
    }
}

/// Looks for a module in the folders that Python searches.
pub(super) fn find(project: &Project, folders: &[String], name: &str) -> Target {
    let targets: Vec<Target> = folders.iter().map(|folder| below(project, folder, "", name)).collect();
    let rank = |target: &&Target| match target {
        Target::File(_) => 0,
        Target::Folder(_) => 1,
        Target::Missing(_) => 2,
        Target::Elsewhere => 3,
    };
    targets.iter().min_by_key(rank).cloned().unwrap_or(Target::Elsewhere)
}

/// Looks for a module below a folder; `package` is the name of that folder, empty for one that Python searches.
pub(super) fn below(project: &Project, folder: &str, package: &str, name: &str) -> Target {
    let mut at = folder.to_owned();
    let mut parts = name.split('.').filter(|part| !part.is_empty()).peekable();
    let mut so_far = package.to_owned();
    while let Some(part) = parts.next() {
        let path = paths::join(&at, part);
        let missing = |parent_is_file: bool, first: String| {
            Target::Missing(MissingModule { name: full(package, name), first, parent_is_file })
        };
        let is_top = so_far.is_empty();
        so_far = full(&so_far, part);
        if project.has_folder(&path)
            && (parts.peek().is_some() || !project.has(&format!("{path}.py")) || has_init(project, &path))
        {
            at = path;
        } else if project.has(&format!("{path}.py")) {
            return match parts.peek() {
                Some(next) => missing(true, full(&so_far, next)),
                None => Target::File(format!("{path}.py")),
            };
        } else if is_top {
            return Target::Elsewhere;
        } else {
            return missing(false, so_far);
        }
    }
    if has_init(project, &at) { Target::File(paths::join(&at, INIT)) } else { Target::Folder(at) }
}

/// The packages around a module that are loaded before it, the outermost first: their names and files.
pub(super) fn packages_around(project: &Project, name: &str, file: &str) -> Vec<(String, String)> {
    let own = file.strip_suffix("/__init__.py").unwrap_or(file);
    let (mut name, mut folder, mut found) = (name, paths::parent(own), vec![]);
    while let Some((outer, _)) = name.rsplit_once('.') {
        if has_init(project, &folder) {
            found.push((outer.to_owned(), paths::join(&folder, INIT)));
        }
        (name, folder) = (outer, paths::parent(&folder));
    }
    found.reverse();
    found
}

fn has_init(project: &Project, folder: &str) -> bool {
    project.has(&paths::join(folder, INIT))
}

pub(super) fn full(package: &str, name: &str) -> String {
    if package.is_empty() { name.to_owned() } else { format!("{package}.{name}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Content;

    #[test]
    fn modules_are_found_as_python_finds_them() {
        let mut project = Project::new();
        for path in ["site/mysite/__init__.py", "site/mysite/settings.py", "site/plain/a.py", "shop/__init__.py"] {
            project.insert(path, Content::from(vec![]));
        }
        let folders = ["site".to_owned(), String::new()];
        let found = |name: &str| find(&project, &folders, name);
        let says = |name: &str| match found(name) {
            Target::Missing(missing) => missing.says(),
            other => format!("{other:?}"),
        };
        assert_eq!(found("mysite.settings"), Target::File("site/mysite/settings.py".into()));
        assert_eq!(found("mysite"), Target::File("site/mysite/__init__.py".into()));
        assert_eq!(found("plain"), Target::Folder("site/plain".into()));
        assert_eq!(found("shop"), Target::File("shop/__init__.py".into()));
        assert_eq!(found("django.conf"), Target::Elsewhere);
        assert_eq!(says("mysite.setings"), "ModuleNotFoundError: No module named 'mysite.setings'");
        assert_eq!(
            says("mysite.settings.production"),
            "ModuleNotFoundError: No module named 'mysite.settings.production'; 'mysite.settings' is not a package"
        );
    }
}
