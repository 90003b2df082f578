//! Reads settings as Python would run them, as far as that needs no running.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use crate::analysis::python::python_files::PythonFiles;
use crate::project::{Project, path};

use super::environment::Environment;
use super::events::{Event, What};
use super::frame::{Frame, Mode, Raised};
use super::missing::{MissingImport, MissingVariable};
use super::modules::{self, Target};
use super::scope::{Binding, Scope};
use super::value::Value;

/// The name of the module that is run as a script.
pub(super) const MAIN: &str = "__main__";
/// How deep modules may import each other, and expressions may nest.
const DEEPEST: usize = 120;

/// A module that is being loaded.
#[derive(Debug)]
pub(super) struct Running {
    name: String,
    file: String,
    /// The names that it has while it waits for an import.
    pub(super) scope: Option<Scope>,
    /// The import that it waits for.
    at: Range<usize>,
}

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
    /// How much of values was copied, by [`Value::size`].
    pub(super) copied: usize,
    pub(super) missing_variables: Vec<MissingVariable>,
    pub(super) missing_imports: Vec<MissingImport>,
    /// Names of modules that are not looked for, since others of these names are there.
    pub(super) there: Vec<String>,
    /// What surely happens, in its order.
    pub(super) events: Vec<Event>,
    running: Vec<Running>,
    /// The modules that were loaded, by their names.
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
            copied: 0,
            missing_variables: vec![],
            missing_imports: vec![],
            there: vec![],
            events: vec![],
            running: vec![],
            finished: BTreeMap::new(),
        }
    }

    pub(super) fn project(&self) -> &'p Project {
        self.files.project()
    }

    /// Loads a module by its name, with the packages around it.
    pub(super) fn load_module(&mut self, name: &str, file: &str) -> Result<Rc<Scope>, Raised> {
        for (package, init) in modules::packages_around(self.project(), name, file) {
            if self.half(&package).is_none() {
                self.module(&package, &init)?;
            }
        }
        self.module(name, file)
    }

    /// The names that a module leaves behind; each is read once. A file that cannot be read may bind anything.
    fn module(&mut self, name: &str, file: &str) -> Result<Rc<Scope>, Raised> {
        if let Some(scope) = self.finished.get(name) {
            return Ok(Rc::clone(scope));
        }
        let readable = self.files.module(file).filter(|module| module.error.is_none());
        let is_running = self.half(name).is_some();
        let Some(module) = readable.filter(|_| !is_running && self.running.len() < DEEPEST / 4) else {
            self.doubts += 1;
            let mut unknown = Scope::default();
            unknown.open();
            return Ok(Rc::new(unknown));
        };
        self.running.push(Running { name: name.to_owned(), file: file.to_owned(), scope: None, at: 0..0 });
        let mut frame = Frame { file: file.to_owned(), package: package(name, file), scope: Scope::default() };
        frame.scope.bind("__name__", Binding::of(Value::Text(name.to_owned())));
        let end = self.statements(&mut frame, &module.body);
        self.running.pop();
        end?;
        let scope = Rc::new(frame.scope);
        self.finished.insert(name.to_owned(), Rc::clone(&scope));
        Ok(scope)
    }

    /// Runs a file as a script; as a module of a package, if it has one.
    pub(super) fn script(&mut self, file: &str, package: &str) -> Result<(), Raised> {
        let Some(module) = self.files.module(file).filter(|module| module.error.is_none()) else { return Ok(()) };
        self.running.push(Running { name: MAIN.to_owned(), file: file.to_owned(), scope: None, at: 0..0 });
        let mut frame = Frame { file: file.to_owned(), package: package.to_owned(), scope: Scope::default() };
        frame.scope.bind("__name__", Binding::of(Value::Text(MAIN.to_owned())));
        let end = self.statements(&mut frame, &module.body);
        self.running.pop();
        end
    }

    /// Waits for an import, while others see the names that the module has by then.
    pub(super) fn waiting<T>(&mut self, frame: &mut Frame, range: &Range<usize>, import: impl FnOnce(&mut Self) -> T) -> T {
        if let Some(running) = self.running.last_mut() {
            (running.scope, running.at) = (Some(std::mem::take(&mut frame.scope)), range.clone());
        }
        let done = import(self);
        if let Some(scope) = self.running.last_mut().and_then(|running| running.scope.take()) {
            frame.scope = scope;
        }
        done
    }

    /// A module that is not loaded to its end.
    pub(super) fn half(&self, name: &str) -> Option<&Running> {
        self.running.iter().find(|running| running.name == name)
    }

    /// Looks for a module in the folders that Python searches.
    pub(super) fn find(&self, name: &str) -> Target {
        let top = name.split('.').next().unwrap_or_default();
        if self.there.iter().any(|there| there == top) {
            return Target::Elsewhere;
        }
        modules::find(self.project(), &self.folders, name)
    }

    /// Notes what surely happens.
    pub(super) fn record(&mut self, what: What, range: &Range<usize>) {
        let Some((running, through)) = self.running.split_last().filter(|_| self.mode == Mode::Sure) else { return };
        let through = through.iter().map(|running| (running.file.clone(), running.at.clone())).collect();
        self.events.push(Event { what, file: running.file.clone(), range: range.clone(), through });
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

/// The package that a module counts its dots from; empty for one without.
fn package(name: &str, file: &str) -> String {
    let outer = || name.rsplit_once('.').map_or("", |(outer, _)| outer);
    if path::base(file) == modules::INIT { name.to_owned() } else { outer().to_owned() }
}
