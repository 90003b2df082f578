//! What findings about a request for a version have in common: the place, the edit, how much it matters, and what is printed.

use crate::analysis::Facts;
use crate::analysis::python_version::{file_by_hand, name_asked_for, spelled};
use crate::diagnostic::{FixBuilder, Severity};
use crate::platform::{Version, VersionSource};
use crate::rules::{Finding, Message, Place};

/// The place of the version that is asked for.
pub(super) fn place(facts: &Facts<'_>) -> Place {
    let python = &facts.python;
    match python.source.and_then(VersionSource::file) {
        Some(file) if python.range.is_empty() => Place::file(file),
        Some(file) => Place::range(file, python.range.clone()),
        None => Place::project(),
    }
}

/// Has the file ask for a version instead of what stands there now. Only Pipenv can write its lock, and only the user a
/// variable, so there the fix is one to read.
pub(super) fn ask_for(facts: &Facts<'_>, promise: FixBuilder, version: Version) -> FixBuilder {
    let Some(file) = file_by_hand(facts) else { return FixBuilder::display() };
    let spelled = spelled(facts, version);
    let has_blanks_only =
        facts.project.text(file).is_some_and(|text| !text.as_str().is_empty() && text.as_str().trim().is_empty());
    let needs_line = facts.python.range.is_empty() && !has_blanks_only;
    let text = if needs_line { format!("{spelled}\n") } else { spelled };
    promise.edit(file, facts.python.range.clone(), text)
}

/// Where the platform silently takes another version, the build goes on.
pub(super) fn weighed<M: Message>(facts: &Facts<'_>, finding: Finding<M>) -> Finding<M> {
    if facts.python.resolved.is_some() { finding.severity(Severity::Warning).says_nothing() } else { finding }
}

/// The values of what a platform prints about a version.
pub(super) fn values(facts: &Facts<'_>) -> Vec<(&'static str, String)> {
    let file = facts.python.source.map_or("", VersionSource::name).to_owned();
    let series = facts.python.requested.map(|request| request.series().to_string()).unwrap_or_default();
    vec![("value", name_asked_for(facts)), ("file", file), ("series", series)]
}
