//! What of the project brings a package in.

use crate::analysis::Facts;
use crate::analysis::knowledge::packages::packages_with;
use crate::syntax::requirements::normalize_name;

use super::module_imports::{ModuleImport, unguarded};
use super::reached_modules::Reached;

/// The first module that surely runs and imports a package, by normalised name.
#[must_use]
pub fn first_import<'f>(facts: &'f Facts<'_>, package: &str) -> Option<&'f Reached> {
    let is_it = |import: &ModuleImport<'_>| {
        let top = import.module.split('.').next().unwrap_or_default();
        let packages = packages_with(top).unwrap_or_default();
        import.level == 0 && (packages.contains(&package) || normalize_name(top) == package)
    };
    facts.reached_modules().iter().find(|reached| unguarded(&reached.module).iter().any(is_it))
}

/// Whether the command of the web process has a word: the name of a program, or that of a worker.
#[must_use]
pub fn is_named_at_start(facts: &Facts<'_>, word: &str) -> bool {
    let web = facts.procfile.web().filter(|_| facts.is_built_as_python());
    web.is_some_and(|web| web.command.split([' ', '=', '\'', '"']).any(|found| found == word))
}
