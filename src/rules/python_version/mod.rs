//! The Python version.

pub(super) mod end_of_life_version;
pub(super) mod malformed_version;
pub(super) mod misnamed_version_file;
pub(super) mod never_released_version;
pub(super) mod no_version_requested;
pub(super) mod outdated_patch;
pub(super) mod syntax_too_new;
pub(super) mod version_file_encoding;
pub(super) mod version_not_available;

mod fault;
mod meant;
mod verdict;
mod words;

use crate::analysis::{Facts, python_version};
use crate::diagnostic::FixBuilder;
use crate::platform::{Platform, Version, VersionSource};
use crate::rules::Place;

use meant::Number;

/// The place of the version that is asked for.
fn place(facts: &Facts<'_>) -> Place {
    let python = &facts.python;
    match python.source.map(VersionSource::file) {
        Some(file) if python.range.is_empty() => Place::file(file),
        Some(file) => Place::range(file, python.range.clone()),
        None => Place::project(),
    }
}

/// Has `file` ask for a version instead of what stands there now. Only Pipenv can write its lock, so there the fix is
/// one to read.
fn ask_for(facts: &Facts<'_>, promise: FixBuilder, version: Version) -> FixBuilder {
    if facts.python.source != Some(VersionSource::RuntimeTxt) {
        return FixBuilder::display();
    }
    let spelled = python_version::spell(facts.platform.python.grammar.value, version);
    let is_empty = facts.project.bytes_of(VersionSource::RuntimeTxt.file()).is_some_and(<[u8]>::is_empty);
    let text = if is_empty { format!("{spelled}\n") } else { spelled };
    promise.edit(VersionSource::RuntimeTxt.file(), facts.python.range.clone(), text)
}

/// What the platform reads when it is asked for a version: `python-3.6.6`, wherever that stands.
fn name_asked_for(facts: &Facts<'_>) -> String {
    let written = facts.python.written.clone().unwrap_or_default();
    match (facts.python.source, facts.python.requested) {
        (Some(VersionSource::PipfileLock), Some(version)) => python_version::spell(facts.platform.python.grammar.value, version),
        (Some(VersionSource::PipfileLock), None) => format!("python-{written}"),
        _ => written,
    }
}

/// The version that comes nearest to this one and that the platform says it has.
fn instead_of(platform: &Platform, version: Version) -> Version {
    python_version::nearest(platform, version).unwrap_or_else(|| advised_of(platform, version.series.major))
}

/// The version on the platform's list that comes nearest to what was meant.
fn nearest_to(platform: &Platform, number: Number) -> Version {
    match number {
        Number::Full(version) if python_version::is_listed(platform, version) => version,
        Number::Full(version) => instead_of(platform, version),
        Number::Series(series) => python_version::newest(platform, series).unwrap_or_else(|| advised_of(platform, series.major)),
        Number::Major(major) => advised_of(platform, major),
    }
}

/// The newest version that the platform advises with this first number, or at all if there is none: nobody goes from
/// Python 2 to 3 who need not.
fn advised_of(platform: &Platform, major: u32) -> Version {
    let python = &platform.python;
    let advised = python.recommended.value.iter().copied().chain([python.default.value]);
    advised.filter(|version| version.series.major == major).max().unwrap_or_else(|| python_version::advised(platform))
}
