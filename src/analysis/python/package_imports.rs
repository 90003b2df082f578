//! What of the project brings a package in.

use crate::analysis::Facts;
use crate::analysis::django::start_of_app;
use crate::analysis::knowledge::packages::packages_with;
use crate::syntax::requirements::normalize_name;

use super::module_imports::{ModuleImport, unguarded};
use super::reached_modules::{Reached, Start};

/// The first module that surely runs and imports a package, by normalised name.
#[must_use]
pub fn first_import<'f>(facts: &'f Facts<'_>, package: &str) -> Option<&'f Reached> {
    let is_it = |import: &ModuleImport<'_>| import.level == 0 && brings(package, import.module);
    facts.reached_modules().iter().find(|reached| unguarded(&reached.module).iter().any(is_it))
}

/// What surely imports a package first, by normalised name: the build, the web process or the first request.
#[must_use]
pub fn start_of(facts: &Facts<'_>, package: &str) -> Option<Start> {
    let imported = first_import(facts, package).map(|reached| reached.start);
    let started = || is_named_at_start(facts, package).then_some(Start::Web);
    let app = || start_of_app(facts, |module| brings(package, module));
    let found = imported.or_else(started);
    // As soon as Django runs, it imports its apps.
    if found == Some(Start::Collectstatic) { found } else { app().or(found) }
}

/// Whether a package has the module of a name that stands at an import.
fn brings(package: &str, module: &str) -> bool {
    let top = module.split('.').next().unwrap_or_default();
    packages_with(top).unwrap_or_default().contains(&package) || normalize_name(top) == package
}

/// Whether the command of the web process has a word: the name of a program, or that of a worker.
#[must_use]
pub fn is_named_at_start(facts: &Facts<'_>, word: &str) -> bool {
    let web = facts.procfile.web().filter(|_| facts.is_built_as_python());
    web.is_some_and(|web| web.command.split([' ', '=', '\'', '"']).any(|found| found == word))
}
