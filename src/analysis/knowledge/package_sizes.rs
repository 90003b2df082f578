//! How much pip downloads for large packages.

use std::str::FromStr;

use pep440_rs::Version;

use crate::text::table::Table;

const TEXT: &str = include_str!("data/package_sizes.txt");
static TABLE: Table = Table::new(TEXT);

/// What was measured of a release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// The release.
    pub version: &'static str,
    /// The megabytes of all that pip downloads for it.
    pub megabytes: u32,
    /// The large packages in it, with their megabytes, the largest first.
    pub parts: Vec<(&'static str, &'static str)>,
    /// Whether it is not the very release that is asked for.
    pub is_near: bool,
}

/// The releases of a package that were measured, oldest first.
#[must_use]
pub fn measured(normalized: &str) -> Vec<Measured> {
    let read = |row: Vec<&'static str>| {
        let (version, megabytes) = (row.get(1)?, row.get(3)?.parse().ok()?);
        let parts = row.iter().skip(4).filter_map(|part| part.split_once('=')).collect();
        Some(Measured { version, megabytes, parts, is_near: false })
    };
    TABLE.rows(normalized).filter_map(read).collect()
}

/// What was measured of a pinned release, or of the last one before it; without a pin, of the newest.
#[must_use]
pub fn measured_of(normalized: &str, pin: Option<&Version>) -> Option<Measured> {
    let is_near = |measured: &Measured| pin.is_some_and(|pin| Version::from_str(measured.version).ok().as_ref() != Some(pin));
    let fits =
        |measured: &Measured| pin.is_none_or(|pin| Version::from_str(measured.version).is_ok_and(|version| version <= *pin));
    let last = measured(normalized).into_iter().rfind(fits)?;
    Some(Measured { is_near: is_near(&last), ..last })
}

/// The day of the table, in its first line.
#[must_use]
pub fn as_of() -> &'static str {
    let line = TEXT.lines().next().unwrap_or_default();
    line.split("; ").nth(1).and_then(|rest| rest.split(',').next()).unwrap_or_default()
}
