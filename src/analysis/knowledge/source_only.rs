//! Packages that pip has to compile, for which the server that builds needs headers.

use std::str::FromStr;

use pep440_rs::Version;

use crate::platform::{self, Series};
use crate::text::table::Table;

use super::pip::Pip;

static TABLE: Table = Table::new(include_str!("data/source_only.txt"));
/// The package that is the same but for being compiled.
const SAME: &str = "psycopg2-binary";
/// The last release of `psycopg2-binary` with wheels that older pips take; its first is 2.7.4.
const LAST_FOR_OLD: &str = "2.8.6";
const FIRST: &str = "2.7.4";

/// A package that has to be compiled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceOnly {
    /// The package of Debian with the headers.
    pub headers: &'static str,
    /// The package that does the same work and comes compiled.
    pub instead: Option<&'static str>,
    /// The release, where others come compiled.
    pub release: Option<Version>,
    /// What is the same code, and comes compiled.
    pub compiled: Option<String>,
}

impl SourceOnly {
    /// What has to be compiled of a package; none if pip finds a wheel. Without a pin it takes the newest release.
    #[must_use]
    pub fn of(normalized: &str, pin: Option<&Version>, python: Option<platform::Version>, pip: Pip) -> Option<Self> {
        let row = TABLE.rows(normalized).next()?;
        let (headers, instead) = (row.get(1).copied()?, row.get(2).copied()?);
        let instead = Some(instead).filter(|instead| *instead != "-");
        let compiled = instead.filter(|instead| *instead == SAME).map(|_| compiled(pin, pip));
        let release = pin.filter(|_| row.get(4) == Some(&"-")).cloned();
        (!has_wheel(&row, pin, python)).then_some(Self { headers, instead, release, compiled })
    }
}

/// Whether it is known what a package needs for being compiled.
#[must_use]
pub fn is_known(normalized: &str) -> bool {
    normalized == SAME || TABLE.has(normalized)
}

/// Whether the version that is asked for is one of those that had wheels for this Python.
fn has_wheel(row: &[&str], pin: Option<&Version>, python: Option<platform::Version>) -> bool {
    let [_, _, _, first, last, before] = row else { return false };
    let in_range = match (pin, version(last)) {
        (Some(pin), last) => version(first).is_none_or(|first| first <= *pin) && last.is_none_or(|last| *pin <= last),
        (None, last) => last.is_none(),
    };
    let is_older = python.zip(before.parse::<Series>().ok()).is_none_or(|(python, before)| python.series < before);
    in_range && is_older
}

/// The compiled package in the version that is asked for, as far as the platform's pip finds a wheel of it.
fn compiled(pin: Option<&Version>, pip: Pip) -> String {
    let (first, last) = (version(FIRST), version(LAST_FOR_OLD));
    let takes_all = pip.takes_new_wheels();
    let fits = |pin: &Version| first.as_ref().is_some_and(|first| pin >= first) && (takes_all || Some(pin) <= last.as_ref());
    match pin {
        Some(pin) if fits(pin) => format!("{SAME}=={pin}"),
        _ if takes_all => SAME.to_owned(),
        _ => format!("{SAME}=={LAST_FOR_OLD}"),
    }
}

fn version(text: &str) -> Option<Version> {
    Version::from_str(text).ok()
}
