//! A module that is not in the project.

use std::collections::BTreeSet;

use crate::analysis::Facts;
use crate::analysis::commands::doubt::{Doubt, may_be_written, packages};
use crate::analysis::commands::launch::{Launch, Tool};
use crate::analysis::commands::placeholder::is_placeholder;
use crate::analysis::commands::started::modules;
use crate::analysis::python::modules::{Inside, Located, Missing};
use crate::analysis::python::python_files::is_own;
use crate::order;
use crate::project::path::join;

use super::suggestion::{Suggestion, fitting_object, suggestion};

/// A module that a program asks for in vain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingModule {
    /// Its name.
    pub module: String,
    /// How far the name leads.
    pub missing: Missing,
    /// What may bring it after all.
    pub doubt: Doubt,
    /// What was probably meant.
    pub suggestions: Vec<Suggestion>,
}

/// The module that is not there; none if something probably brings it.
pub(in crate::analysis::commands) fn missing_module(facts: &Facts<'_>, launch: &Launch) -> Option<MissingModule> {
    let (module, missing) = missing(facts, launch)?;
    let doubt = doubt(facts, launch, &missing)?;
    let suggestions = suggestions(facts, launch, &module, &missing);
    Some(MissingModule { module, missing, doubt, suggestions })
}

/// The module that a program asks for in vain.
fn missing(facts: &Facts<'_>, launch: &Launch) -> Option<(String, Missing)> {
    let module = launch.object_name().module.to_owned();
    let is_dotted = module.split('.').all(|part| !part.is_empty() && part.chars().all(is_name_sign));
    // A placeholder has a rule of its own.
    if !is_dotted || is_placeholder(facts.project, launch.text()) {
        return None;
    }
    let Located::Missing(missing) = modules(facts, launch).locate(&module) else { return None };
    let is_whole = missing.name == module;
    let is_evident = match launch.tool {
        Tool::Gunicorn | Tool::Uvicorn | Tool::Daphne | Tool::Waitress => true,
        Tool::Hypercorn | Tool::Flask => !has_ending(&module),
        // Without a colon, the last part may be an object.
        Tool::Celery => launch.object_name().object.is_some() || !is_whole || missing.inside.is_none(),
        // Most of what is started so is installed.
        Tool::PythonModule => missing.inside.is_some() && missing.inside != Some(Inside::Namespace),
        Tool::Python | Tool::Streamlit | Tool::Shell | Tool::Direct => false,
    };
    is_evident.then_some((module, missing))
}

fn has_ending(module: &str) -> bool {
    module.strip_suffix(".py").is_some()
}

fn is_name_sign(char: char) -> bool {
    char.is_alphanumeric() || char == '_' || char == '-'
}

/// What may bring the module after all; none if something probably does.
fn doubt(facts: &Facts<'_>, launch: &Launch, missing: &Missing) -> Option<Doubt> {
    let is_written = may_be_written(facts.project, launch);
    let first = missing.name.split('.').next()?;
    match missing.inside {
        Some(Inside::Package | Inside::Module) => Some(Doubt { is_written, ..Doubt::default() }),
        None | Some(Inside::Namespace) => Some(Doubt { is_written, ..packages(facts, first)? }),
    }
}

/// Files that were probably meant: of the same name as the module or its first part, or any that holds an app object.
fn suggestions(facts: &Facts<'_>, launch: &Launch, module: &str, missing: &Missing) -> Vec<Suggestion> {
    const MOST: usize = 3;
    // Nobody looks through all of so many for each command that is wrong.
    const MANY: usize = 200;
    let object = launch.object_name().object;
    let (first, last) = (module.split('.').next().unwrap_or(module), module.rsplit('.').next().unwrap_or(module));
    if let (Some(Inside::Module), Some((parent, name)), None) = (missing.inside, missing.name.rsplit_once('.'), object)
        && let Located::File(file) = modules(facts, launch).locate(parent)
        && modules(facts, launch).app(&file, name).is_some()
    {
        return suggestion(facts, launch, &file, Some(name)).into_iter().collect();
    }
    let mut files = named(facts, last);
    if files.is_empty() {
        files = named(facts, first);
    }
    let mut object = object;
    if files.is_empty() && launch.is_server() {
        object = None;
        let folders: BTreeSet<&str> = order::set(launch.path.folders().iter().map(String::as_str));
        let there = folders.iter().flat_map(|folder| facts.project.files_in(folder)).filter(|file| is_own(file));
        let there: Vec<&str> = there.take(MANY + 1).collect();
        let has_app = |file: &&str| fitting_object(facts, launch, file).is_some();
        let few = if there.len() > MANY { vec![] } else { there };
        files = few.into_iter().filter(has_app).map(str::to_owned).collect();
    }
    let found: Vec<Suggestion> = files.iter().filter_map(|file| suggestion(facts, launch, file, object)).collect();
    if found.len() > MOST { vec![] } else { found }
}

/// The project's own modules of this name, in capital letters or not.
fn named(facts: &Facts<'_>, name: &str) -> Vec<String> {
    let project = facts.project;
    let packages = project.named(name).iter().filter_map(|path| Some(join(path.strip_suffix('/')?, "__init__.py")));
    let modules = project.named(&format!("{name}.py")).iter().filter(|path| !path.ends_with('/')).cloned();
    let own = packages.filter(|file| project.has(file)).chain(modules).filter(|file| is_own(file));
    order::set(own).into_iter().collect()
}
