//! A module that is not in the project.

use crate::analysis::Facts;
use crate::analysis::commands::doubt::{Doubt, may_be_written, packages};
use crate::analysis::commands::launch::{Launch, Tool};
use crate::analysis::commands::placeholder::is_placeholder;
use crate::analysis::commands::started::modules;
use crate::analysis::python::modules::{Inside, Located, Missing};
use crate::project::path::{base, folder};

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
    let object = launch.object_name().object;
    let (first, last) = (module.split('.').next().unwrap_or(module), module.rsplit('.').next().unwrap_or(module));
    if let (Some(Inside::Module), Some((parent, name)), None) = (missing.inside, missing.name.rsplit_once('.'), object)
        && let Located::File(file) = modules(facts, launch).locate(parent)
        && modules(facts, launch).app(&file, name).is_some()
    {
        return suggestion(facts, launch, &file, Some(name)).into_iter().collect();
    }
    let named = |name: &str| facts.files.own().filter(|file| is_named(file, name)).collect::<Vec<_>>();
    let has_app = |file: &&str| fitting_object(facts, launch, file).is_some();
    let mut files = named(last);
    if files.is_empty() {
        files = named(first);
    }
    let mut object = object;
    if files.is_empty() && launch.is_server() {
        object = None;
        let is_searched = |file: &&str| launch.path.folders().iter().any(|searched| folder(file) == searched);
        files = facts.files.own().filter(is_searched).filter(has_app).collect();
    }
    let found: Vec<Suggestion> = files.into_iter().filter_map(|file| suggestion(facts, launch, file, object)).collect();
    if found.len() > MOST { vec![] } else { found }
}

/// Whether a file is a module of this name, in capital letters or not.
fn is_named(file: &str, name: &str) -> bool {
    let path = file.strip_suffix("/__init__.py").or_else(|| file.strip_suffix(".py")).unwrap_or(file);
    base(path).eq_ignore_ascii_case(name)
}
