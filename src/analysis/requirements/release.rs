//! Which release of a package gets installed.

use std::str::FromStr;

use pep440_rs::Version;

use crate::analysis::Facts;
use crate::analysis::knowledge::packages::{self, may_hold_back};
use crate::analysis::lock_file::locked_release;
use crate::analysis::package_manager::may_be_brought;
use crate::syntax::requirements::LineKind;

use super::listed::Listed;

/// A release that gets installed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstalledRelease {
    /// The package as the project writes it.
    pub name: String,
    /// The release.
    pub version: Version,
    /// Whether it is this very one: it is pinned or locked. Otherwise it is the newest one that is known.
    pub is_certain: bool,
}

/// The release of a package, by normalised name, that gets installed, where the requirements decide on it.
#[must_use]
pub fn installed_release(facts: &Facts<'_>, package: &str) -> Option<InstalledRelease> {
    if !facts.pip_installs() {
        let check = facts.package_manager.as_ref().filter(|_| facts.is_built_as_python())?.profile.lock_check?;
        let version = locked_release(facts.project, check, package)?;
        return Some(InstalledRelease { name: package.to_owned(), version, is_certain: true });
    }
    let mut lines = facts.pip_reads().listed().filter(|listed| listed.named.normalized == package);
    let (Some(only), None) = (lines.next(), lines.next()) else { return None };
    if only.named.url.is_some() {
        return None;
    }
    let (version, is_certain) = match only.pin() {
        Some(pin) => (pin, only.is_certain),
        None => (newest(facts, &only)?, false),
    };
    let stays_away = python(facts).is_some_and(|python| is_for_another(package, &version, &python));
    (!stays_away).then(|| InstalledRelease { name: only.named.name.clone(), version, is_certain })
}

fn python(facts: &Facts<'_>) -> Option<Version> {
    Version::from_str(&facts.python.resolved?.to_string()).ok()
}

/// Whether a release is known to be for other Pythons, so that pip stops at it.
fn is_for_another(package: &str, version: &Version, python: &Version) -> bool {
    let mut releases = packages::releases(package).unwrap_or_default().into_iter();
    releases.any(|releases| (&releases.first..=&releases.last).contains(&version) && !releases.run_on(python))
}

/// The newest release that is known, where nothing that is required, and no release that is there already, keeps pip from it.
fn newest(facts: &Facts<'_>, listed: &Listed<'_>) -> Option<Version> {
    let python = python(facts)?;
    let package = listed.named.normalized.as_str();
    let is_constraint = |line: &LineKind| matches!(line, LineKind::Named(named) if named.normalized == package);
    let mut constraints = facts.pip_reads().lines().filter(|(file, _)| file.constraint);
    let is_there = may_be_brought(facts.platform, package, facts.python.resolved.map(|python| python.series));
    let is_free = listed.takes_newest()
        && !is_there
        && !constraints.any(|(_, line)| is_constraint(&line.kind))
        && !may_hold_back(&facts.requirements, package);
    let releases = packages::releases(package).filter(|_| is_free)?;
    let newest = releases.into_iter().filter(|releases| releases.run_on(&python)).map(|releases| releases.last).max()?;
    listed.specifiers()?.contains(&newest).then_some(newest)
}
