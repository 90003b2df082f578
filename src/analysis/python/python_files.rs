//! The Python files of a project, parsed when a rule asks for them and not before.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::sync::Arc;

use crate::project::Project;
use crate::project::path::{is_foreign, join};
use crate::syntax::python_module::PythonModule;
use crate::text::Text;

/// Python files that were parsed before, or are at the same time.
pub trait Parsed: Debug {
    /// A file, by its path from the top of the project; none where it is to be parsed by whoever asks.
    fn module(&self, path: &str) -> Option<Arc<PythonModule>>;
}

impl Parsed for BTreeMap<String, Arc<PythonModule>> {
    fn module(&self, path: &str) -> Option<Arc<PythonModule>> {
        self.get(path).cloned()
    }
}

/// The Python files of one project; each is parsed at most once, for all platforms together.
#[derive(Debug)]
pub struct PythonFiles<'p> {
    project: &'p Project,
    /// What is parsed elsewhere, and the folder of it that the project is.
    elsewhere: Option<(&'p dyn Parsed, &'p str)>,
    parsed: RefCell<BTreeMap<String, Arc<PythonModule>>>,
    unparsed: RefCell<BTreeSet<String>>,
}

impl<'p> PythonFiles<'p> {
    /// The files of a project, none of them parsed yet.
    #[must_use]
    pub fn of(project: &'p Project) -> Self {
        Self { project, elsewhere: None, parsed: RefCell::default(), unparsed: RefCell::default() }
    }

    /// The files of a project that is a folder of one whose files are parsed elsewhere, or all of it where the folder is empty.
    #[must_use]
    pub fn parsed_elsewhere(project: &'p Project, parsed: &'p dyn Parsed, folder: &'p str) -> Self {
        Self { elsewhere: Some((parsed, folder)), ..Self::of(project) }
    }

    /// The project whose files they are.
    #[must_use]
    pub fn project(&self) -> &'p Project {
        self.project
    }

    /// A file; none if there is no such file, its content is unknown or no UTF-8, or this program holds no parser.
    #[must_use]
    pub fn module(&self, path: &str) -> Option<Arc<PythonModule>> {
        if let Some(module) = self.parsed.borrow().get(path) {
            return Some(Arc::clone(module));
        }
        let elsewhere = self.elsewhere.and_then(|(parsed, folder)| parsed.module(&join(folder, path)));
        let module = match elsewhere {
            Some(module) => module,
            None => self.parse(path)?,
        };
        self.parsed.borrow_mut().insert(path.to_owned(), Arc::clone(&module));
        Some(module)
    }

    fn parse(&self, path: &str) -> Option<Arc<PythonModule>> {
        let module = parse(source(self.project, path)?.as_str());
        if module.is_none() {
            self.unparsed.borrow_mut().insert(path.to_owned());
        }
        module.map(Arc::new)
    }

    /// The paths of the Python files that are the project's own, in their order.
    pub fn own(&self) -> impl Iterator<Item = &'p str> {
        self.project.files().map(|(path, _)| path).filter(|path| is_own(path))
    }

    /// The files that were asked for and could not be given, because this program holds no parser; sorted.
    #[must_use]
    pub fn unparsed(&self) -> Vec<String> {
        self.unparsed.borrow().iter().cloned().collect()
    }
}

/// Whether a file is Python, and the project's own.
#[must_use]
pub fn is_own(path: &str) -> bool {
    let is_hidden = |path: &str| path.split('/').any(|part| part.starts_with('.'));
    path.strip_suffix(".py").is_some() && !is_foreign(path) && !is_hidden(path)
}

/// The text of a file that Python reads; none if there is no such file, or its content is unknown or no UTF-8.
#[must_use]
pub fn source<'p>(project: &'p Project, path: &str) -> Option<Text<'p>> {
    project.text(path).filter(|text| text.encoding.is_utf8())
}

#[cfg(feature = "python")]
#[expect(clippy::unnecessary_wraps, reason = "without the feature there is none")]
fn parse(text: &str) -> Option<PythonModule> {
    Some(crate::syntax::python_module::parse(text))
}

#[cfg(not(feature = "python"))]
fn parse(_text: &str) -> Option<PythonModule> {
    None
}
