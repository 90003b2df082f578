//! Which versions a platform has, and which of them to name.

use std::collections::BTreeSet;

use crate::order;
use crate::platform::{Platform, Request, Series, Version, VersionGrammar, VersionReader, VersionSource, releases};

use super::meant::Number;

/// Whether the platform has this version, in its list or beside it.
#[must_use]
pub fn is_available(platform: &Platform, version: Version) -> bool {
    is_listed(platform, version) || platform.python.unlisted.value.contains(&version)
}

/// Whether the platform says that it has this version.
#[must_use]
pub fn is_listed(platform: &Platform, version: Version) -> bool {
    let python = &platform.python;
    python.available.value.iter().any(|range| range.contains(version)) || python.default.value == version
}

/// Whether the platform refuses this series for its age.
#[must_use]
pub fn is_refused(platform: &Platform, series: Series) -> bool {
    let python = &platform.python;
    python.refused.value.contains(&series) || python.oldest.as_ref().is_some_and(|oldest| series < oldest.value)
}

/// The newest version of a series that the platform says it has.
#[must_use]
pub fn newest(platform: &Platform, series: Series) -> Option<Version> {
    listed_ends(platform).filter(|version| version.series == series).max()
}

/// The version that the platform says it has in the same series and nearest to this one, the newer one of two.
fn nearest(platform: &Platform, wanted: Version) -> Option<Version> {
    let ends = listed_ends(platform).filter(|version| version.series == wanted.series);
    ends.min_by_key(|version| (version.patch.abs_diff(wanted.patch), std::cmp::Reverse(version.patch)))
}

/// The newest version that the platform advises, its default where it advises none.
#[must_use]
pub fn advised(platform: &Platform) -> Version {
    platform.python.recommended.value.iter().copied().max().unwrap_or(platform.python.default.value)
}

/// Every series that the platform says it has, lowest first.
#[must_use]
pub fn listed_series(platform: &Platform) -> BTreeSet<Series> {
    order::set(listed_ends(platform).map(|version| version.series))
}

/// The series that the platform says it has and that still get security fixes, lowest first.
#[must_use]
pub fn living_series(platform: &Platform) -> Vec<Series> {
    listed_series(platform).into_iter().filter(|series| !releases::is_ended(*series)).collect()
}

/// The version on the platform's list that comes nearest to what was meant.
#[must_use]
pub fn nearest_to(platform: &Platform, number: Number) -> Version {
    let found = match number {
        Number::Full(version) if is_listed(platform, version) => Some(version),
        Number::Full(version) => nearest(platform, version),
        Number::Series(series) => newest(platform, series),
        Number::Major(_) => None,
    };
    found.unwrap_or_else(|| advised_of(platform, number.major()))
}

/// The newest version that the platform advises with this first number, or at all if there is none: nobody goes from
/// Python 2 to 3 who need not.
fn advised_of(platform: &Platform, major: u32) -> Version {
    let python = &platform.python;
    let known = python.recommended.value.iter().copied().chain([python.default.value]);
    known.filter(|version| version.series.major == major).max().unwrap_or_else(|| advised(platform))
}

/// The version that stands for a series where one may be asked for.
#[must_use]
pub fn latest(platform: &Platform, series: Series) -> Option<Version> {
    platform.python.latest.value.iter().copied().find(|version| version.series == series)
}

/// The version that a request comes to; none for a series that the platform does not know.
#[must_use]
pub fn stands_for(platform: &Platform, request: Request) -> Option<Version> {
    match request {
        Request::Version(version) => Some(version),
        Request::Series(series) => latest(platform, series),
    }
}

/// How the platform reads this place; none if it does not look there.
#[must_use]
pub fn reader(platform: &Platform, source: VersionSource) -> Option<VersionReader> {
    platform.python.sources.value.iter().copied().find(|reader| reader.from == source)
}

/// The place where a version is best asked for: a file that goes on being read and forgives a line end at its end, else a
/// variable.
#[must_use]
pub fn best_place(platform: &Platform) -> Option<VersionReader> {
    let python = &platform.python;
    let lasts = |file: &str| !python.deprecated_files.value.iter().any(|name| name == file);
    let is_good = |reader: &&VersionReader| {
        let is_written_by_hand = !matches!(reader.from, VersionSource::PipfileLock | VersionSource::Environment);
        is_written_by_hand && reader.grammar != VersionGrammar::ExactName && reader.from.file().is_some_and(lasts)
    };
    python.sources.value.iter().find(is_good).copied().or_else(|| reader(platform, VersionSource::Environment))
}

/// The first and the last version of each range, and the default.
fn listed_ends(platform: &Platform) -> impl Iterator<Item = Version> {
    let ends = platform.python.available.value.iter().flat_map(|range| [range.first, range.last]);
    ends.chain([platform.python.default.value])
}
