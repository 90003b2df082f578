//! Imports from the standard library that a Python does not have.

use std::ops::Range;

use crate::analysis::Facts;
use crate::analysis::knowledge::packages::unknown;
use crate::analysis::knowledge::replacements::backports;
use crate::analysis::knowledge::standard_library::{Lack, lack_of_module, lack_of_name};
use crate::analysis::package_manager::may_be_brought;
use crate::platform::{Platform, Series};

use super::module_imports::{ModuleImport, unguarded};
use super::modules::is_own;
use super::reached_modules::Reached;

/// An import that asks a Python for something in vain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LackingImport<'f> {
    /// The module of the project that asks.
    pub reached: &'f Reached,
    /// The statement.
    pub range: Range<usize>,
    /// The module of the standard library.
    pub module: String,
    /// The name of that module that is missing; none where the module itself is.
    pub name: Option<&'f str>,
    /// Since when or until when it is there.
    pub lack: Lack,
    /// Whether the statement names it as what it is; in `from os import path` a module is named like any name.
    pub is_direct: bool,
}

/// The imports that surely run and that fail on a Python, as neither the project nor a package brings what they ask for.
#[must_use]
pub fn lacking_imports<'f>(facts: &'f Facts<'_>, series: Series) -> Vec<LackingImport<'f>> {
    // What this Python cannot parse stops it before any import.
    let is_parsed = |reached: &&Reached| reached.module.error.is_none() && !reached.module.is_unparsed_by(series);
    let reached = facts.reached_modules().iter().filter(is_parsed);
    let lacking = reached.flat_map(|reached| {
        let imports = unguarded(&reached.module).into_iter();
        imports.filter_map(move |import| lacking(reached, &import, series))
    });
    lacking.filter(|import| stays_missing(facts, import, series)).collect()
}

/// The first thing that an import asks for in vain.
fn lacking<'f>(reached: &'f Reached, import: &ModuleImport<'f>, series: Series) -> Option<LackingImport<'f>> {
    if import.level > 0 {
        return None;
    }
    let found = |module: &str, name, lack, is_direct| LackingImport {
        reached,
        range: import.range.clone(),
        module: module.to_owned(),
        name,
        lack,
        is_direct,
    };
    let ends = import.module.match_indices('.').map(|(at, _)| at).chain([import.module.len()]);
    let mut modules = ends.map(|end| &import.module[..end]);
    if let Some(missing) = modules.find_map(|module| Some(found(module, None, lack_of_module(module, series)?, true))) {
        return Some(missing);
    }
    import.names.iter().find_map(|imported| {
        let name = imported.name.as_str();
        let module = format!("{}.{name}", import.module);
        let as_module = lack_of_module(&module, series).map(|lack| found(&module, None, lack, false));
        as_module.or_else(|| Some(found(import.module, Some(name), lack_of_name(import.module, name, series)?, true)))
    })
}

/// Whether the platform installs a package that has the module, whatever the project requires.
#[must_use]
pub fn is_brought(platform: &Platform, module: &str, series: Series) -> bool {
    backports(module, series).iter().any(|package| may_be_brought(platform, package, Some(series)))
}

/// Neither the project nor a package brings a module of this name.
fn stays_missing(facts: &Facts<'_>, import: &LackingImport<'_>, series: Series) -> bool {
    let packages = backports(&import.module, series);
    let packages: Vec<&str> = packages.iter().map(String::as_str).collect();
    let is_there = is_brought(facts.platform, &import.module, series);
    let is_open = || !facts.knows_all_packages() && !unknown(&facts.requirements).is_empty();
    let may_be_brought = import.name.is_none() && (is_there || is_open() || facts.may_install(&packages));
    !may_be_brought && !is_own(facts.project, &import.module)
}
