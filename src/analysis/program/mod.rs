//! The programs that the processes start, as they are loaded: what surely happens until they run, and what stops them.

mod fault;
mod knowledge;

pub use fault::{Cause, ProgramFault, program_faults};

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::analysis::Facts;
use crate::analysis::commands::launch::{Launch, Tool};
use crate::analysis::commands::ports::VARIABLES;
use crate::analysis::commands::start_command::StartCommand;
use crate::analysis::commands::started::{is_set, launches, modules};
use crate::analysis::django::MissingVariable;
use crate::analysis::django::program::{Entry, Loading};
use crate::analysis::knowledge::standard_library;
use crate::analysis::python::modules::{Located, SearchPath};
use crate::analysis::python::reached_modules::BUILT_IN;
use crate::project::Project;
use crate::project::path::{ROOT, base, folder, join};

/// A program that a process starts, and what happens while it is loaded.
#[derive(Debug, Clone)]
pub struct Program<'f> {
    /// The command.
    pub start: &'f StartCommand,
    /// The program.
    pub launch: Launch,
    /// What happens.
    pub loading: Rc<Loading>,
}

/// The programs whose modules are all searched in folders of the project.
#[must_use]
pub fn programs<'f>(facts: &'f Facts<'_>) -> Vec<Program<'f>> {
    let found = launches(facts).into_iter().enumerate().filter_map(|(index, (start, mut launch))| {
        let entry = entry(facts, &mut launch).filter(|_| launch.path.is_sure())?;
        let load = || {
            let prefix = facts.platform.variable_prefix.as_ref().map(|prefix| prefix.value.as_str());
            let there = there_already(facts, &launch);
            Loading::of(facts.files, launch.path.folders(), there, &facts.settings.env, prefix, &entry)
        };
        let loading = facts.once(index, load);
        Some(Program { start, launch, loading })
    });
    found.collect()
}

/// The variables that programs need as they are loaded, and that nothing gives; each once.
#[must_use]
pub fn missing_variables<'f>(facts: &'f Facts<'_>) -> Vec<(Program<'f>, MissingVariable)> {
    let mut found: Vec<(Program<'f>, MissingVariable)> = vec![];
    let mut told = BTreeSet::new();
    for program in programs(facts) {
        for missing in &program.loading.missing_variables {
            // Of the variable that holds the port, other rules speak.
            let is_port =
                VARIABLES.contains(&missing.variable.as_str()) || facts.platform.runtime.port_variable.value == missing.variable;
            // An add-on sets it, where the project has one.
            let is_of_addon =
                facts.platform.runtime.addons_set.as_ref().is_some_and(|fact| fact.value.contains_key(&missing.variable));
            let is_given = is_port || is_of_addon || told.contains(&missing.variable);
            if !is_given && !is_set(facts, program.start, &missing.variable) {
                told.insert(missing.variable.clone());
                found.push((program.clone(), missing.clone()));
            }
        }
    }
    found
}

/// What of the project a program loads first; none where that cannot be told.
fn entry(facts: &Facts<'_>, launch: &mut Launch) -> Option<Entry> {
    let script = |file: String, package: &str| Entry::Script { file, package: package.to_owned() };
    match launch.tool {
        Tool::Shell | Tool::Direct | Tool::Flask => None,
        Tool::Python | Tool::Streamlit => {
            let file = launch.script()?;
            let main = join(&file, MAIN_FILE);
            if facts.project.has(&main) {
                launch.path = SearchPath::default();
                launch.path.push(&file);
                return Some(script(main, ""));
            }
            facts.project.has(&file).then(|| script(file, ""))
        }
        Tool::PythonModule => {
            let name = launch.text();
            let Located::File(file) = modules(facts, launch).locate(name) else { return None };
            if let Some(package) = file.strip_suffix("__init__.py") {
                let main = join(package.trim_end_matches('/'), MAIN_FILE);
                return facts.project.has(&main).then(|| script(main, name));
            }
            let outer = name.rsplit_once('.').map_or("", |(outer, _)| outer);
            Some(script(file, outer))
        }
        _ => {
            let module = launch.object_name().module;
            matches!(modules(facts, launch).locate(module), Located::File(_)).then(|| Entry::Module(module.to_owned()))
        }
    }
}

const MAIN_FILE: &str = "__main__.py";

/// The modules of the project that Python does not look at, since modules of these names are loaded when it comes to them:
/// a script has only those that Python starts with; which of the rest a server has, is not looked at.
fn there_already(facts: &Facts<'_>, launch: &Launch) -> Vec<String> {
    let own = own_standard_names(facts, launch).into_iter();
    own.filter(|name| launch.is_server() || launch.tool == Tool::Celery || BUILT_IN.contains(&name.as_str())).collect()
}

/// The modules of the project that have names of the standard library, by the folder that they lie in, for the folders that were
/// asked for: all programs of a project look among the same files, and there may be as many programs as files.
#[derive(Default)]
struct StandardNames(RefCell<BTreeMap<String, Vec<String>>>);

impl StandardNames {
    fn in_folder(&self, project: &Project, searched: &str) -> Vec<String> {
        self.0.borrow_mut().entry(searched.to_owned()).or_insert_with(|| standard_names(project, searched)).clone()
    }
}

fn standard_names(project: &Project, searched: &str) -> Vec<String> {
    let start = if searched == ROOT { String::new() } else { format!("{searched}/") };
    let own = project.files_beginning(start).filter_map(|path| {
        let path = path.strip_suffix("/__init__.py").or_else(|| path.strip_suffix(".py"))?;
        (folder(path) == searched && standard_library::is_module(base(path))).then(|| base(path).to_owned())
    });
    own.collect()
}

/// The names of modules of the standard library that the project has as well, where a program looks.
fn own_standard_names(facts: &Facts<'_>, launch: &Launch) -> Vec<String> {
    let own = facts.once(0, StandardNames::default);
    launch.path.folders().iter().flat_map(|searched| own.in_folder(facts.project, searched)).collect()
}
