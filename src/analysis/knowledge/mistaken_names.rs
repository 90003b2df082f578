//! Names that are listed as packages and ought not to be, or not so.

use std::str::FromStr;

use pep440_rs::Version;

use crate::platform::{self, Series};
use crate::text::table::Table;

use super::pip::Pip;

static IMPORT_NAMES: Table = Table::new(include_str!("data/misnamed_packages.txt"));
static PLATFORM_ONLY: Table = Table::new(include_str!("data/platform_only.txt"));
static STANDARD_LIBRARY: Table = Table::new(include_str!("data/standard_library_packages.txt"));

/// What pip does with a part of the standard library.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StandardLibraryFate {
    /// PyPI has no such package.
    Absent,
    /// Its build stops on Python 3.
    Fails,
    /// This version of it refuses every Python that has the module.
    Refuses,
    /// It installs and is never imported.
    Unused,
}

/// What pip does with a name that code imports and that is not the one of the package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportNameFate {
    /// PyPI has no such package.
    Absent,
    /// Its newest release cannot be built.
    Fails,
    /// It is something else.
    Other,
    /// It is empty and needs the right one.
    Alias,
}

/// Why Linux cannot install a package that is for another system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlatformOnlyReason {
    /// The index has nothing of it that Linux could take.
    Nothing,
    /// It needs a package of which that is true.
    Needs,
    /// Its source stops the build.
    Build,
}

/// Whether a name is that of a module of the standard library, or one that code imports: not every release of it, nor each
/// Python, makes that a mistake, but nothing else can be said of it.
#[must_use]
pub fn is_doubtful(normalized: &str) -> bool {
    STANDARD_LIBRARY.has(normalized) || IMPORT_NAMES.has(normalized)
}

/// What comes of a part of the standard library, if the name is that of one and this Python has it. Any version will do where
/// `is_open`; `pin` is the only one that may come.
#[must_use]
pub fn standard_library(
    normalized: &str,
    python: platform::Version,
    is_open: bool,
    pin: Option<&Version>,
) -> Option<StandardLibraryFate> {
    let row = STANDARD_LIBRARY.rows(normalized).next()?;
    let since: Series = row.get(2)?.parse().ok()?;
    if python.series < since {
        return None;
    }
    let refusing = row.get(3).and_then(|text| version(text));
    let refuses = refusing.as_ref().zip(pin).is_some_and(|(refusing, pin)| pin >= refusing);
    match *row.get(1)? {
        "absent" => Some(StandardLibraryFate::Absent),
        // The newest release was tried; older ones may differ.
        "fails" => (python.series.major == 3 && is_open).then_some(StandardLibraryFate::Fails),
        _ if refuses => Some(StandardLibraryFate::Refuses),
        _ => Some(StandardLibraryFate::Unused),
    }
}

/// What comes of a name that code imports, and the package that was meant. Any version will do where `is_open`.
#[must_use]
pub fn import_name(normalized: &str, is_open: bool) -> Option<(ImportNameFate, &'static str)> {
    let row = IMPORT_NAMES.rows(normalized).next()?;
    let fate = match *row.get(1)? {
        "absent" => ImportNameFate::Absent,
        // Older releases of the same name may build, and may be what was meant.
        "fails" if !is_open => return None,
        "fails" => ImportNameFate::Fails,
        "other" => ImportNameFate::Other,
        _ => ImportNameFate::Alias,
    };
    Some((fate, row.get(2)?))
}

/// The `sys_platform` of the only system that a release is for, and why this pip cannot install it elsewhere. Without a pin pip
/// takes the newest release, where it `takes_newest`; of a release somewhere between nothing is known.
#[must_use]
pub fn platform_only(
    normalized: &str,
    takes_newest: bool,
    pin: Option<&Version>,
    pip: Pip,
) -> Option<(&'static str, PlatformOnlyReason)> {
    PLATFORM_ONLY.rows(normalized).find_map(|row| {
        let &[_, system, reason, first, last, since] = row.as_slice() else { return None };
        let fails = match (first, last, pin) {
            ("-", "-", _) => true,
            (.., None) => takes_newest && last == "-",
            (.., Some(pin)) => version(first).is_none_or(|first| first <= *pin) && version(last).is_none_or(|last| *pin <= last),
        };
        let is_new = since.parse().map_or(true, |since: Series| pip.0 >= since);
        let reason = match reason {
            "none" => PlatformOnlyReason::Nothing,
            "needs" => PlatformOnlyReason::Needs,
            _ => PlatformOnlyReason::Build,
        };
        (fails && is_new).then_some((system, reason))
    })
}

fn version(text: &str) -> Option<Version> {
    Version::from_str(text).ok()
}
