//! Where a version is asked for, or best would be, and how it has to be written there.

use crate::analysis::Facts;
use crate::platform::{Request, Version, VersionGrammar, VersionReader, VersionSource};

use super::grammar::{spell, takes_series};
use super::offer::{best_place, latest, reader, stands_for};

/// Where a version has to be asked for: where one is now, else where it is best done.
#[must_use]
pub fn target(facts: &Facts<'_>) -> Option<VersionReader> {
    let now = facts.python.source.and_then(|source| reader(facts.platform, source));
    now.or_else(|| best_place(facts.platform))
}

/// The file that asks now, where a person writes it.
#[must_use]
pub fn file_by_hand(facts: &Facts<'_>) -> Option<&'static str> {
    match facts.python.source? {
        source @ (VersionSource::RuntimeTxt | VersionSource::PythonVersionFile) => source.file(),
        VersionSource::PipfileLock | VersionSource::Environment => None,
    }
}

/// The variable that asks for a version, or would.
#[must_use]
pub fn asking_variable<'a>(facts: &'a Facts<'_>) -> &'a str {
    let prefix = facts.platform.variable_prefix.as_ref().map_or("", |fact| fact.value.as_str());
    let names = &facts.platform.python.variables.value;
    let usual = names.iter().find(|name| name.starts_with(prefix)).map(String::as_str);
    facts.python.variable.or(usual).unwrap_or_default()
}

/// How a variable asks for a version, as the platform reads it.
#[must_use]
pub fn asked_value(facts: &Facts<'_>, version: Version) -> String {
    let grammar = reader(facts.platform, VersionSource::Environment).map_or(VersionGrammar::FullName, |reader| reader.grammar);
    spell(grammar, Request::Version(version))
}

/// How a version is asked for there: by its series where that is enough, unless all three numbers are there already.
#[must_use]
pub fn spelled(facts: &Facts<'_>, version: Version) -> String {
    let grammar = target(facts).map_or(VersionGrammar::FullName, |reader| reader.grammar);
    let is_there = facts.python.written.as_ref().is_some_and(|written| written.contains(&version.to_string()));
    let is_latest = latest(facts.platform, version.series).is_some();
    let by_series = takes_series(grammar) && is_latest && !is_there;
    spell(grammar, if by_series { Request::Series(version.series) } else { Request::Version(version) })
}

/// What the platform reads when it is asked for a version: `python-3.6.6`, wherever that stands.
#[must_use]
pub fn name_asked_for(facts: &Facts<'_>) -> String {
    let written = facts.python.written.clone().unwrap_or_default();
    let asked = facts.python.requested.and_then(|request| stands_for(facts.platform, request));
    match (facts.python.source, asked) {
        (Some(VersionSource::PipfileLock), Some(version)) => format!("python-{version}"),
        (Some(VersionSource::PipfileLock), None) => format!("python-{written}"),
        _ => written,
    }
}
