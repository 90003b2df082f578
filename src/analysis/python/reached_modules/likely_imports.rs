//! Which files a module most likely imports, for whoever parses ahead: a guess that decides nothing.

use crate::project::Project;
use crate::syntax::python_module::{PythonModule, Statement, StatementKind};

use super::imports::{find_module, folder};

/// The files of the project that a module may import as it is loaded, in about that order, with those that are there already.
#[must_use]
pub fn likely_imports(project: &Project, path: &str, module: &PythonModule) -> Vec<String> {
    let mut found = vec![];
    collect(&Importer { project, path }, &module.body, &mut found);
    found
}

struct Importer<'p> {
    project: &'p Project,
    path: &'p str,
}

impl Importer<'_> {
    /// The folder of the module and those around it, the top of the project first: one of them is searched by Python.
    fn roots(&self) -> Vec<String> {
        let ends = folder(self.path).match_indices('/').map(|(at, _)| &self.path[..=at]);
        [""].into_iter().chain(ends).map(str::to_owned).collect()
    }

    /// The folder that so many dots mean.
    fn above(&self, level: u32) -> Vec<String> {
        let roots = self.roots();
        let place = roots.len().checked_sub(usize::try_from(level).unwrap_or(usize::MAX));
        place.and_then(|place| roots.get(place).cloned()).into_iter().collect()
    }
}

/// Those of all statements but the ones in functions, which run later.
fn collect(importer: &Importer<'_>, body: &[Statement], found: &mut Vec<String>) {
    let find = |roots: &[String], name: &str| find_module(importer.project, roots, name).unwrap_or_default();
    for statement in body {
        match &statement.kind {
            StatementKind::Import { module, .. } => found.extend(find(&importer.roots(), module)),
            StatementKind::ImportFrom { module, level, names } => {
                let roots = if *level == 0 { importer.roots() } else { importer.above(*level) };
                found.extend(find(&roots, module));
                found.extend(names.iter().flat_map(|name| find(&roots, &format!("{module}.{}", name.name))));
            }
            StatementKind::Function { .. } => {}
            _ => statement.blocks().into_iter().for_each(|inner| collect(importer, inner, found)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Content;
    use crate::syntax::python_module::parse;

    fn imported(path: &str, text: &str) -> Vec<String> {
        let mut project = Project::new();
        for path in ["a/__init__.py", "a/b.py", "a/c/__init__.py", "a/c/d.py", "site/e.py"] {
            project.insert(path, Content::from(vec![]));
        }
        likely_imports(&project, path, &parse(text))
    }

    #[test]
    fn what_is_imported_is_found_from_the_top_and_from_beside_the_module() {
        let found = imported("a/c/d.py", "import a.b\nfrom ..b import x\nfrom . import d\n");
        assert_eq!(found, ["a/__init__.py", "a/b.py", "a/b.py", "a/c/d.py"]);
        assert_eq!(imported("site/f.py", "try:\n    import e\nexcept ImportError:\n    from a import b\n").len(), 4);
    }

    #[test]
    fn what_is_imported_later_or_is_not_there_is_left_out() {
        assert_eq!(imported("a/b.py", "import os\nfrom .... import b\ndef f():\n    import a.b\n"), [""; 0]);
    }
}
