//! The Python files of a project, parsed when a rule asks for them and not before.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::project::Project;
use crate::project::path::is_foreign;
use crate::syntax::python_module::PythonModule;

/// The Python files of one project; each is parsed at most once, for all platforms together.
#[derive(Debug)]
pub struct PythonFiles<'p> {
    project: &'p Project,
    parsed: RefCell<BTreeMap<String, Rc<PythonModule>>>,
    unparsed: RefCell<BTreeSet<String>>,
}

impl<'p> PythonFiles<'p> {
    /// The files of a project, none of them parsed yet.
    #[must_use]
    pub fn of(project: &'p Project) -> Self {
        Self::parsed_before(project, BTreeMap::new())
    }

    /// The files of a project, some of which were parsed elsewhere.
    #[must_use]
    pub fn parsed_before(project: &'p Project, parsed: BTreeMap<String, Rc<PythonModule>>) -> Self {
        Self { project, parsed: RefCell::new(parsed), unparsed: RefCell::default() }
    }

    /// The project whose files they are.
    #[must_use]
    pub fn project(&self) -> &'p Project {
        self.project
    }

    /// A file; none if there is no such file, its content is unknown or no UTF-8, or this program holds no parser.
    #[must_use]
    pub fn module(&self, path: &str) -> Option<Rc<PythonModule>> {
        if let Some(module) = self.parsed.borrow().get(path) {
            return Some(Rc::clone(module));
        }
        let text = self.project.text(path).filter(|text| text.encoding.is_utf8())?;
        let Some(module) = parse(text.as_str()) else {
            self.unparsed.borrow_mut().insert(path.to_owned());
            return None;
        };
        let module = Rc::new(module);
        self.parsed.borrow_mut().insert(path.to_owned(), Rc::clone(&module));
        Some(module)
    }

    /// The paths of the Python files that are the project's own, in their order.
    pub fn own(&self) -> impl Iterator<Item = &'p str> {
        let is_hidden = |path: &str| path.split('/').any(|part| part.starts_with('.'));
        let python = self.project.files().map(|(path, _)| path).filter(|path| path.strip_suffix(".py").is_some());
        python.filter(move |path| !is_foreign(path) && !is_hidden(path))
    }

    /// The files that were asked for and could not be given, because this program holds no parser; sorted.
    #[must_use]
    pub fn unparsed(&self) -> Vec<String> {
        self.unparsed.borrow().iter().cloned().collect()
    }
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
