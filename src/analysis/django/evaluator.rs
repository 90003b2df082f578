//! Reads settings as Python would run them, as far as that needs no running.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::analysis::python::python_files::PythonFiles;
use crate::project::Project;

use super::environment::Environment;
use super::frame::{Frame, Mode, Raised};
use super::missing::{MissingImport, MissingVariable};
use super::scope::Scope;

/// How deep modules may import each other, and expressions may nest.
const DEEPEST: usize = 120;

/// Reads settings.
#[derive(Debug)]
pub(super) struct Evaluator<'p> {
    pub(super) files: &'p PythonFiles<'p>,
    /// The folders that Python searches for modules.
    pub(super) folders: Vec<String>,
    pub(super) environment: Environment,
    pub(super) mode: Mode,
    /// How often something was met that cannot be followed.
    pub(super) doubts: usize,
    pub(super) depth: usize,
    pub(super) missing_variables: Vec<MissingVariable>,
    pub(super) missing_imports: Vec<MissingImport>,
    running: Vec<String>,
    finished: BTreeMap<String, Rc<Scope>>,
}

impl<'p> Evaluator<'p> {
    pub(super) fn new(files: &'p PythonFiles<'p>, folders: Vec<String>, environment: Environment) -> Self {
        Self {
            files,
            folders,
            environment,
            mode: Mode::Sure,
            doubts: 0,
            depth: 0,
            missing_variables: vec![],
            missing_imports: vec![],
            running: vec![],
            finished: BTreeMap::new(),
        }
    }

    pub(super) fn project(&self) -> &'p Project {
        self.files.project()
    }

    /// The names that a file leaves behind; each is read once. A file that cannot be read may bind anything.
    pub(super) fn module(&mut self, file: &str) -> Result<Rc<Scope>, Raised> {
        if let Some(scope) = self.finished.get(file) {
            return Ok(Rc::clone(scope));
        }
        let readable = self.files.module(file).filter(|module| module.error.is_none());
        let is_running = self.running.iter().any(|running| running == file);
        let Some(module) = readable.filter(|_| !is_running && self.running.len() < DEEPEST / 4) else {
            self.doubts += 1;
            let mut unknown = Scope::default();
            unknown.open();
            return Ok(Rc::new(unknown));
        };
        self.running.push(file.to_owned());
        let mut frame = Frame { file: file.to_owned(), scope: Scope::default() };
        let end = self.statements(&mut frame, &module.body);
        self.running.pop();
        end?;
        let scope = Rc::new(frame.scope);
        self.finished.insert(file.to_owned(), Rc::clone(&scope));
        Ok(scope)
    }

    /// Goes one level deeper; none at the bottom.
    pub(super) fn deeper<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.depth >= DEEPEST {
            self.doubts += 1;
            return None;
        }
        self.depth += 1;
        let done = work(self);
        self.depth -= 1;
        Some(done)
    }
}
