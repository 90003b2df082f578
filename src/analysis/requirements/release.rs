//! Which release of a package gets installed.

use pep440_rs::Version;

use crate::analysis::Facts;
use crate::analysis::knowledge::packages::may_hold_back;
use crate::analysis::package_manager::may_be_brought;
use crate::analysis::packages::Presence;
use crate::analysis::packages::predicted::Predicted;
use crate::syntax::requirements::LineKind;

use super::listed::Listed;

/// A release that gets installed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstalledRelease {
    /// The package as the project writes it.
    pub name: String,
    /// The release.
    pub version: Version,
    /// Whether it is this very one: it is pinned or locked, or the index has said so. Otherwise it is the newest one that is
    /// known.
    pub is_certain: bool,
}

/// The release of a package, by normalised name, that gets installed, where that is known.
#[must_use]
pub fn installed_release(facts: &Facts<'_>, package: &str) -> Option<InstalledRelease> {
    let installed = facts.installed.as_ref().filter(|_| facts.is_built_as_python())?;
    let is_certain = facts.knows_all_packages();
    if is_certain || installed.locked.is_some() {
        let Presence::Is(Some(version)) = facts.presence(package) else { return None };
        return Some(InstalledRelease { name: installed.name_of(package).to_owned(), version: version.clone(), is_certain });
    }
    let lines: Vec<Listed<'_>> = facts.pip_reads().listed().filter(|listed| listed.named.normalized == package).collect();
    let only = lines.iter().find(|listed| listed.is_certain).or(lines.first())?;
    // What stands twice in the same way counts once.
    if lines.iter().any(|listed| listed.named.url.is_some() || listed.versions() != only.versions()) {
        return None;
    }
    let (version, is_certain) = match only.pin() {
        Some(pin) => (pin, only.is_certain),
        None => (newest(facts, only)?, false),
    };
    let stops = facts.predicted().is_some_and(|predicted| predicted.stops_at(package));
    (!stops).then(|| InstalledRelease { name: only.named.name.clone(), version, is_certain })
}

/// The newest release that is known, where nothing that is required, and no release that is there already, keeps pip from it.
fn newest(facts: &Facts<'_>, listed: &Listed<'_>) -> Option<Version> {
    let package = listed.named.normalized.as_str();
    let is_constraint = |line: &LineKind| matches!(line, LineKind::Named(named) if named.normalized == package);
    let mut constraints = facts.pip_reads().lines().filter(|(file, _)| file.constraint);
    let is_there = may_be_brought(facts.platform, package, facts.python.resolved.map(|python| python.series));
    let is_free = listed.takes_newest()
        && !is_there
        && !constraints.any(|(_, line)| is_constraint(&line.kind))
        && !may_hold_back(&facts.requirements, package);
    let chosen = facts.predicted().filter(|_| is_free).and_then(|predicted: &Predicted| predicted.chosen(package))?;
    Some(chosen.version.clone())
}
