//! The Python version.

pub(super) mod conflicting_versions;
pub(super) mod deprecated_version_file;
pub(super) mod end_of_life_version;
mod fault;
pub(super) mod ignored_version_file;
pub(super) mod malformed_version;
mod meant;
pub(super) mod misnamed_version_file;
pub(super) mod never_released_version;
pub(super) mod no_version_requested;
pub(super) mod outdated_patch;
pub(super) mod requires_python_mismatch;
pub(super) mod standard_library_too_new;
mod standard_library_words;
pub(super) mod syntax_too_new;
pub(super) mod trailing_newline_surprise;
mod verdict;
pub(super) mod version_file_encoding;
pub(super) mod version_not_available;
mod words;

use crate::analysis::{Facts, python_version};
use crate::diagnostic::{FixBuilder, Severity};
use crate::platform::{Platform, Request, Version, VersionGrammar, VersionReader, VersionSource};
use crate::rules::{Finding, Message, Place};

use meant::Number;

/// The place of the version that is asked for.
fn place(facts: &Facts<'_>) -> Place {
    let python = &facts.python;
    match python.source.and_then(VersionSource::file) {
        Some(file) if python.range.is_empty() => Place::file(file),
        Some(file) => Place::range(file, python.range.clone()),
        None => Place::project(),
    }
}

/// Where a version has to be asked for: where one is now, else where it is best done.
fn target(facts: &Facts<'_>) -> Option<VersionReader> {
    let now = facts.python.source.and_then(|source| python_version::reader(facts.platform, source));
    now.or_else(|| python_version::best_place(facts.platform))
}

/// How a version is asked for there: by its series where that is enough, unless all three numbers are there already.
fn spelled(facts: &Facts<'_>, version: Version) -> String {
    let grammar = target(facts).map_or(VersionGrammar::FullName, |reader| reader.grammar);
    let is_there = facts.python.written.as_ref().is_some_and(|written| written.contains(&version.to_string()));
    let is_latest = python_version::latest(facts.platform, version.series).is_some();
    let by_series = python_version::takes_series(grammar) && is_latest && !is_there;
    let request = if by_series { Request::Series(version.series) } else { Request::Version(version) };
    python_version::spell(grammar, request)
}

/// Has the file ask for a version instead of what stands there now. Only Pipenv can write its lock, and only the user a
/// variable, so there the fix is one to read.
fn ask_for(facts: &Facts<'_>, promise: FixBuilder, version: Version) -> FixBuilder {
    let written_by_hand = [Some(VersionSource::RuntimeTxt), Some(VersionSource::PythonVersionFile)];
    let file = facts.python.source.filter(|_| written_by_hand.contains(&facts.python.source)).and_then(VersionSource::file);
    let Some(file) = file else { return FixBuilder::display() };
    let spelled = spelled(facts, version);
    let has_blanks_only =
        facts.project.text(file).is_some_and(|text| !text.as_str().is_empty() && text.as_str().trim().is_empty());
    let needs_line = facts.python.range.is_empty() && !has_blanks_only;
    let text = if needs_line { format!("{spelled}\n") } else { spelled };
    promise.edit(file, facts.python.range.clone(), text)
}

/// What the platform reads when it is asked for a version: `python-3.6.6`, wherever that stands.
fn name_asked_for(facts: &Facts<'_>) -> String {
    let written = facts.python.written.clone().unwrap_or_default();
    let asked = facts.python.requested.and_then(|request| python_version::stands_for(facts.platform, request));
    match (facts.python.source, asked) {
        (Some(VersionSource::PipfileLock), Some(version)) => format!("python-{version}"),
        (Some(VersionSource::PipfileLock), None) => format!("python-{written}"),
        _ => written,
    }
}

/// Where the platform silently takes another version, the build goes on.
fn weighed<M: Message>(facts: &Facts<'_>, finding: Finding<M>) -> Finding<M> {
    if facts.python.resolved.is_some() { finding.severity(Severity::Warning).says_nothing() } else { finding }
}

/// The values of what a platform prints about a version.
fn values(facts: &Facts<'_>) -> Vec<(&'static str, String)> {
    let file = facts.python.source.map_or("", VersionSource::name).to_owned();
    let series = facts.python.requested.map(|request| request.series().to_string()).unwrap_or_default();
    vec![("value", name_asked_for(facts)), ("file", file), ("series", series)]
}

/// The version that comes nearest to this one and that the platform says it has.
fn instead_of(platform: &Platform, version: Version) -> Version {
    python_version::nearest(platform, version).unwrap_or_else(|| advised_of(platform, version.series.major))
}

/// The same for what was asked for.
fn instead_of_request(platform: &Platform, request: Request) -> Version {
    match request {
        Request::Version(version) => instead_of(platform, version),
        Request::Series(series) => nearest_to(platform, Number::Series(series)),
    }
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
