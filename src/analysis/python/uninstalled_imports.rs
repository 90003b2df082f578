//! Imports of packages that no requirement installs.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::analysis::Facts;
use crate::analysis::knowledge::packages::{packages_with, unknown};
use crate::analysis::knowledge::standard_library;
use crate::analysis::package_manager::may_be_brought;
use crate::syntax::requirements::normalize_name;

use super::module_imports::{ModuleImport, unguarded};
use super::modules::is_own;
use super::reached_modules::Reached;

/// Tools that are there wherever pip installs.
const ALWAYS_THERE: [&str; 2] = ["pip", "wheel"];

/// Modules that only older releases of their package have, and the line that brings those.
const RANGES: &[(&str, &str)] = &[("pkg_resources", "setuptools<82")];

/// An import of a module that no requirement brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UninstalledImport<'f> {
    /// The module of the project that imports it.
    pub reached: &'f Reached,
    /// The statement.
    pub range: Range<usize>,
    /// The module.
    pub module: &'f str,
    /// The package that has it, the usual one where there are several.
    pub package: &'static str,
    /// The line that brings the module, which newer releases of the package may have left out.
    pub requirement: &'static str,
}

/// Why a module is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absent {
    /// No requirement installs the package that has it, the usual one where there are several.
    Package(&'static str),
    /// Nothing that is required has it, nor is it known who would.
    Nowhere,
}

/// The imports that surely run and that fail, each module once; empty where it cannot be seen what gets installed.
#[must_use]
pub fn uninstalled_imports<'f>(facts: &'f Facts<'_>) -> Vec<UninstalledImport<'f>> {
    if !is_all_seen(facts) {
        return vec![];
    }
    let mut told = BTreeSet::new();
    let reached = facts.reached_modules().iter().filter(|reached| reached.module.error.is_none());
    let imports = reached.flat_map(|reached| unguarded(&reached.module).into_iter().map(move |import| (reached, import)));
    let uninstalled = imports.filter_map(|(reached, import)| {
        let (module, package) = not_installed(facts, &import)?;
        let requirement = RANGES.iter().find(|(known, _)| *known == module).map_or(package, |(_, range)| range);
        Some(UninstalledImport { reached, range: import.range, module, package, requirement })
    });
    uninstalled.filter(|import| told.insert(import.module)).collect()
}

/// Whether a module, by its first part, is surely neither installed nor in the project.
#[must_use]
pub fn absent(facts: &Facts<'_>, module: &str) -> Option<Absent> {
    if !is_all_seen(facts) || standard_library::is_module(module) {
        return None;
    }
    match (package_of(facts, module), packages_with(module)) {
        (Some(package), _) => Some(Absent::Package(package)),
        (None, Some(_)) => None,
        (None, None) => {
            let is_known = unknown(&facts.requirements).is_empty();
            let itself = normalize_name(module);
            (is_known && !is_own(facts.project, module) && !facts.may_install(&[&itself])).then_some(Absent::Nowhere)
        }
    }
}

/// Whether the requirements say all that gets installed.
pub(super) fn is_all_seen(facts: &Facts<'_>) -> bool {
    facts.once(0, || AllSeen(sees_all(facts))).0
}

/// Whether they do.
struct AllSeen(bool);

fn sees_all(facts: &Facts<'_>) -> bool {
    let is_seen = facts.pip_installs() && !facts.requirements.incomplete || facts.knows_all_packages();
    facts.is_built_as_python() && is_seen && !may_install_more(facts)
}

/// Scripts of the project, and commands that install, bring what no requirement says.
fn may_install_more(facts: &Facts<'_>) -> bool {
    let install = &facts.platform.install;
    let hooks = [&install.pre_compile_hook, &install.post_compile_hook];
    hooks.iter().any(|hook| hook.as_ref().is_some_and(|hook| facts.project.has(&hook.value)))
        || facts.procfile.text.as_ref().is_some_and(|text| text.contains("pip"))
}

/// The module and the usual package that has it, if none that has it gets installed.
fn not_installed<'m>(facts: &Facts<'_>, import: &ModuleImport<'m>) -> Option<(&'m str, &'static str)> {
    let module = import.module.split('.').next().filter(|module| import.level == 0 && !module.is_empty())?;
    Some((module, package_of(facts, module).filter(|_| !standard_library::is_module(module))?))
}

/// The usual package that has a module, if none that has it gets installed.
fn package_of(facts: &Facts<'_>, module: &str) -> Option<&'static str> {
    let packages = packages_with(module)?;
    let itself = normalize_name(module);
    let all: Vec<&str> = packages.iter().copied().chain([itself.as_str()]).collect();
    let is_there = |package: &&str| {
        ALWAYS_THERE.contains(package)
            || may_be_brought(facts.platform, package, facts.python.resolved.map(|python| python.series))
    };
    let may_be_there = packages.iter().any(is_there) || facts.may_install(&all) || is_own(facts.project, module);
    packages.first().copied().filter(|_| !may_be_there)
}
