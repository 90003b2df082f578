//! From the dotted name of a module to the file of the project that Python takes for it.

use crate::project::Project;
use crate::project::path::join;

/// The folders that Python searches for modules, strongest first, as far as they lie in the project.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SearchPath {
    folders: Vec<String>,
    /// How many of the folders are searched before one that cannot be told, if there is such a one.
    sure: Option<usize>,
}

/// Where a module is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Located {
    /// This file; a package is its `__init__.py`.
    File(String),
    /// These folders without `__init__.py`: a package without names of its own.
    Namespace(Vec<String>),
    /// Not in the project.
    Missing(Missing),
    /// Something stands in its place that was left out, or is made when the project is built.
    Unknown,
}

/// How far the way to a missing module goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The first part of the name that is not there, with all before it: `a.b` of `a.b.c`.
    pub name: String,
    /// What holds it: nothing for the first part of a name.
    pub inside: Option<Inside>,
}

/// What a missing module should be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inside {
    /// A folder with `__init__.py`; nothing else can add to it.
    Package,
    /// A folder without `__init__.py`; an installed package of the same name would take its place.
    Namespace,
    /// A file, which holds no modules.
    Module,
}

/// What one part of a dotted name leads to.
enum Step {
    Package(String),
    Module(String),
    Namespace(Vec<String>),
    Hidden,
    Missing,
}

impl SearchPath {
    /// A folder of the project is searched after those before it.
    pub fn push(&mut self, folder: &str) {
        if !self.folders.iter().any(|known| known == folder) {
            self.folders.push(folder.to_owned());
        }
    }

    /// A folder is searched that cannot be told.
    pub fn push_unknown(&mut self) {
        self.sure.get_or_insert(self.folders.len());
    }

    /// Whether all folders are known.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        self.sure.is_none()
    }

    /// The folders in their order.
    #[must_use]
    pub fn folders(&self) -> &[String] {
        &self.folders
    }

    /// The place of a module, as the import system looks for it.
    #[must_use]
    pub fn locate(&self, project: &Project, module: &str) -> Located {
        let mut folders = self.folders.clone();
        let mut found = Located::Unknown;
        let mut inside = None;
        let mut end = 0;
        // Behind a folder that cannot be told, what has the same name may be another module.
        let first = module.split('.').next().unwrap_or(module);
        let is_own = |sure: usize| matches!(step(project, &self.folders[..sure], first), Step::Package(_) | Step::Module(_));
        let is_sure = self.sure.is_none_or(is_own);
        for part in module.split('.') {
            end += part.len();
            let name = module[..end].to_owned();
            end += 1;
            (folders, inside, found) = match step(project, &folders, part) {
                Step::Package(folder) => {
                    let file = join(&folder, "__init__.py");
                    (vec![folder], Some(Inside::Package), Located::File(file))
                }
                Step::Module(file) => (vec![], Some(Inside::Module), Located::File(file)),
                Step::Namespace(folders) => (folders.clone(), Some(Inside::Namespace), Located::Namespace(folders)),
                Step::Missing if is_sure => return Located::Missing(Missing { name, inside }),
                Step::Missing | Step::Hidden => return Located::Unknown,
            };
        }
        found
    }
}

/// The first package or module wins; only if there is none do the folders without `__init__.py` count, all together.
fn step(project: &Project, folders: &[String], part: &str) -> Step {
    for folder in folders {
        let base = join(folder, part);
        if project.has(&join(&base, "__init__.py")) {
            return Step::Package(base);
        }
        if project.has(&format!("{base}.py")) {
            return Step::Module(format!("{base}.py"));
        }
        if is_hidden(project, &base) {
            return Step::Hidden;
        }
    }
    let bases = folders.iter().map(|folder| join(folder, part));
    let namespace: Vec<String> = bases.filter(|base| project.has_folder(base)).collect();
    if namespace.is_empty() { Step::Missing } else { Step::Namespace(namespace) }
}

/// Whether something stands there that cannot be looked into: a compiled module, a link, a submodule of Git.
fn is_hidden(project: &Project, base: &str) -> bool {
    let is_compiled = |path: &str| {
        let endings = &path[base.len()..];
        !endings.contains('/') && endings.rsplit('.').next().is_some_and(|ending| ["so", "pyd", "pyc", "pyx"].contains(&ending))
    };
    project.is_elsewhere(base)
        || project.is_elsewhere(&format!("{base}.py"))
        || project.files_beginning(format!("{base}.")).any(is_compiled)
}

/// Whether the project has a module of this name, by its first part and wherever it lies.
#[must_use]
pub fn is_own(project: &Project, module: &str) -> bool {
    let top = module.split('.').next().unwrap_or_default();
    project.has_named(top) || project.has_named(&format!("{top}.py"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::path::ROOT;
    use crate::project::{Content, SkipReason};

    fn project(paths: &[&str]) -> Project {
        let mut project = Project::new();
        for path in paths {
            project.insert(*path, Content::Unknown { size: None });
        }
        project
    }

    fn search(folders: &[&str]) -> SearchPath {
        let mut path = SearchPath::default();
        for folder in folders {
            path.push(folder);
        }
        path
    }

    fn missing(name: &str, inside: Option<Inside>) -> Located {
        Located::Missing(Missing { name: name.to_owned(), inside })
    }

    #[test]
    fn modules_are_found_as_the_import_system_does() {
        let project =
            project(&["app.py", "mysite/manage.py", "mysite/mysite/__init__.py", "mysite/mysite/wsgi.py", "a-b/wsgi.py"]);
        let file = |path: &str| Located::File(path.to_owned());
        let cases = [
            (&[ROOT][..], "app", file("app.py")),
            (&[ROOT], "a-b.wsgi", file("a-b/wsgi.py")),
            (&[ROOT], "mysite.manage", file("mysite/manage.py")),
            (&[ROOT], "mysite.mysite", file("mysite/mysite/__init__.py")),
            (&[ROOT], "mysite", Located::Namespace(vec!["mysite".to_owned()])),
            (&[ROOT], "mysite.wsgi", missing("mysite.wsgi", Some(Inside::Namespace))),
            (&[ROOT, "mysite"], "mysite.wsgi", file("mysite/mysite/wsgi.py")),
            (&["mysite"], "mysite.asgi", missing("mysite.asgi", Some(Inside::Package))),
            (&[ROOT], "app.wsgi", missing("app.wsgi", Some(Inside::Module))),
            (&[ROOT], "site2.wsgi.x", missing("site2", None)),
        ];
        for (folders, module, expected) in cases {
            assert_eq!(search(folders).locate(&project, module), expected, "{folders:?} {module}");
        }
    }

    #[test]
    fn what_cannot_be_seen_is_not_missing() {
        let mut project = project(&["fast.cpython-312-x86_64-linux-gnu.so"]);
        project.skip("linked/", SkipReason::LinkOutside);
        project.insert(".gitmodules", Content::from(b"[submodule \"x\"]\n\tpath = lib/x\n".to_vec()));
        let mut path = search(&[ROOT]);
        for module in ["fast", "linked.wsgi", "linked"] {
            assert_eq!(path.locate(&project, module), Located::Unknown, "{module}");
        }
        assert_eq!(search(&["lib"]).locate(&project, "x.wsgi"), Located::Unknown);
        assert_eq!(path.locate(&project, "other"), missing("other", None));
        path.push_unknown();
        assert_eq!(path.locate(&project, "other"), Located::Unknown);
    }

    #[test]
    fn a_folder_that_cannot_be_told_may_hold_what_others_lack() {
        let project = project(&["a/__init__.py", "b/x.py"]);
        let mut path = search(&[ROOT]);
        path.push_unknown();
        assert_eq!(path.locate(&project, "a.wsgi"), missing("a.wsgi", Some(Inside::Package)));
        assert_eq!(path.locate(&project, "b.wsgi"), Located::Unknown);
        let mut path = SearchPath::default();
        path.push_unknown();
        path.push(ROOT);
        assert_eq!(path.locate(&project, "a.wsgi"), Located::Unknown);
    }
}
