//! A program of the project as it is loaded: what surely happens until it runs.

use std::collections::BTreeMap;

use crate::analysis::python::python_files::PythonFiles;

use super::environment::Environment;
use super::evaluator::Evaluator;
use super::events::Event;
use super::missing::MissingVariable;
use super::modules::{self, Target};

/// What of the project is loaded first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// A module, by its name.
    Module(String),
    /// A file that is run as a script.
    Script {
        /// The file.
        file: String,
        /// The package that it belongs to; empty for none.
        package: String,
    },
}

/// What surely happens while a program is loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loading {
    /// What, in its order.
    pub events: Vec<Event>,
    /// The variables that it needs and that are not given.
    pub missing_variables: Vec<MissingVariable>,
}

impl Loading {
    /// Loads a program that finds its modules in these folders, where they are not there already by their names.
    #[must_use]
    pub fn of(
        files: &PythonFiles<'_>,
        folders: &[String],
        there: Vec<String>,
        given: &BTreeMap<String, String>,
        prefix: Option<&str>,
        entry: &Entry,
    ) -> Self {
        let mut evaluator = Evaluator::new(files, folders.to_vec(), Environment::of(given, prefix));
        evaluator.there = there;
        // Where it ends early, all that happens before is known.
        let _ = match entry {
            Entry::Module(name) => match modules::find(files.project(), folders, name) {
                Target::File(file) => evaluator.load_module(name, &file).map(drop),
                _ => Ok(()),
            },
            Entry::Script { file, package } => evaluator.script(file, package),
        };
        Self { events: evaluator.events, missing_variables: evaluator.missing_variables }
    }
}
