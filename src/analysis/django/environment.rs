//! The variables that settings can read.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::order;
use crate::project::Project;
use crate::syntax::env_file::{EnvFile, LineKind};

use super::paths;

/// Variables that are there wherever something runs.
const ALWAYS_THERE: &[&str] = &["HOME", "HOSTNAME", "LANG", "PATH", "PWD", "SHELL", "USER"];

/// What a variable holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reading {
    Given(String),
    Absent,
    Unknown,
}

/// The variables while the settings are read.
#[derive(Debug, Clone, Default)]
pub(super) struct Environment {
    variables: BTreeMap<String, String>,
    /// Whether others may have been set.
    is_open: bool,
    /// The variables of committed files that were read.
    files: BTreeMap<String, Option<Rc<BTreeMap<String, String>>>>,
    /// Those whose variables were taken.
    loaded: BTreeSet<String>,
}

impl Environment {
    /// The variables that are set on the platform; a prefix that it takes off is taken off.
    pub(super) fn of(given: &BTreeMap<String, String>, prefix: Option<&str>) -> Self {
        let mut variables = given.clone();
        for (name, value) in given {
            if let Some(short) = prefix.and_then(|prefix| name.strip_prefix(prefix)) {
                variables.entry(short.to_owned()).or_insert_with(|| value.clone());
            }
        }
        Self { variables, ..Self::default() }
    }

    pub(super) fn read(&self, name: &str) -> Reading {
        match self.variables.get(name) {
            Some(value) => Reading::Given(value.clone()),
            None if self.is_open || ALWAYS_THERE.contains(&name) => Reading::Unknown,
            None => Reading::Absent,
        }
    }

    pub(super) fn set(&mut self, name: &str, value: String) {
        self.variables.insert(name.to_owned(), value);
    }

    pub(super) fn set_default(&mut self, name: &str, value: String) {
        self.variables.entry(name.to_owned()).or_insert(value);
    }

    /// Something unseen may have set any variable.
    pub(super) fn open(&mut self) {
        self.is_open = true;
    }

    /// Takes the variables of a committed file, if it is there.
    pub(super) fn load(&mut self, project: &Project, path: &str) {
        if !self.loaded.insert(path.to_owned()) {
            return;
        }
        match self.of_file(project, path) {
            Some(found) => found.iter().for_each(|(name, value)| self.set_default(name, value.clone())),
            None if project.has(path) => self.open(),
            None => {}
        }
    }

    /// The variables of a committed file; none if it is not there or cannot be read. Of two of the same name the last counts.
    pub(super) fn of_file(&mut self, project: &Project, path: &str) -> Option<Rc<BTreeMap<String, String>>> {
        self.files.entry(path.to_owned()).or_insert_with(|| variables(project, path).map(Rc::new)).clone()
    }
}

fn variables(project: &Project, path: &str) -> Option<BTreeMap<String, String>> {
    let text = project.text(path)?;
    let text = text.as_str();
    let lines = EnvFile::parse(text).lines.into_iter();
    let found = lines.filter_map(|line| match line.kind {
        LineKind::Assignment { name, value, .. } => Some((text[name].to_owned(), value)),
        _ => None,
    });
    Some(order::map(found))
}

/// The nearest file of one of these names, from a folder of the project upwards.
pub(super) fn upwards(project: &Project, folder: &str, names: &[&str]) -> Option<String> {
    let mut folder = folder.to_owned();
    loop {
        let candidates = names.iter().map(|name| paths::join(&folder, name));
        if let Some(found) = candidates.into_iter().find(|path| project.has(path)) {
            return Some(found);
        }
        if folder.is_empty() {
            return None;
        }
        folder = paths::parent(&folder);
    }
}
