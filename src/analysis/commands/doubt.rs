//! What may bring a module or a file that is not in the project.

use crate::analysis::Facts;
use crate::analysis::package_manager::PackageManager;
use crate::project::Project;

use super::launch::Launch;
use super::programs::{brings_nothing, is_known_program};

/// Files that run when the project is built and may write others.
const HOOKS: &[&str] =
    &["bin/pre_compile", "bin/post_compile", "bin/pre-compile", "bin/post-compile", "Makefile", "package.json"];

/// What may bring something that is missing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Doubt {
    /// Something that runs before and may write files.
    pub is_written: bool,
    /// Requirements that may have a module of this name.
    pub packages: Vec<String>,
    /// Whether it cannot be seen what gets installed.
    pub is_unseen: bool,
}

impl Doubt {
    /// Whether nothing may bring it.
    #[must_use]
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

/// Whether something that runs before the program may write files.
#[must_use]
pub fn may_be_written(project: &Project, launch: &Launch) -> bool {
    launch.is_prepared || has_hooks(project)
}

/// Whether something runs when the project is built that may change its files.
#[must_use]
pub fn has_hooks(project: &Project) -> bool {
    HOOKS.iter().any(|hook| project.has(hook))
}

/// The requirements that may bring a module; none if one of them is named like it, or something is installed that cannot
/// be seen.
#[must_use]
pub fn packages(facts: &Facts<'_>, module: &str) -> Option<Doubt> {
    const NAMES: usize = 3;
    let plain = |name: &str| name.to_ascii_lowercase().replace(['-', '_', '.'], "");
    let wanted = plain(module);
    let is_alike =
        |name: &str| plain(name) == wanted || name.split(['-', '_', '.']).any(|piece| piece.to_ascii_lowercase() == wanted);
    let reads = facts.package_manager.as_ref().is_some_and(PackageManager::reads_requirements);
    let named = || facts.requirements.named().map(|(_, named)| named);
    if facts.requirements.incomplete || named().any(|named| is_alike(&named.name)) {
        return None;
    }
    let unknown = named().filter(|named| !brings_nothing(named) && !is_known_program(&named.normalized));
    let packages = unknown.map(|named| named.name.clone()).take(if reads { NAMES } else { 0 }).collect();
    Some(Doubt { is_written: false, packages, is_unseen: !reads })
}
