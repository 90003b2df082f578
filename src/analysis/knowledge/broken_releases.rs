//! Releases that pip installs for a Python on which they do not run, each proven by an install and an import.

use std::str::FromStr;
use std::sync::LazyLock;

use pep440_rs::{Version, VersionSpecifiers};

use crate::platform::Series;

static TABLE: LazyLock<Vec<BrokenRelease>> = LazyLock::new(|| {
    let text = include_str!("data/broken_releases.txt");
    text.lines().filter(|line| !line.starts_with('#')).filter_map(BrokenRelease::parse).collect()
});

/// Some releases of a package, and the Pythons on which they do not run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenRelease {
    /// The package, by normalised name.
    package: &'static str,
    versions: VersionSpecifiers,
    /// The first series of Python on which they fail.
    pub first: Series,
    last: Option<Series>,
    /// The releases that run there, as written in requirements.
    pub works: &'static str,
    /// The error of the import; none where it is not the same each time.
    pub error: Option<&'static str>,
}

/// The day on which the table was made.
#[must_use]
pub fn as_of() -> &'static str {
    let first = include_str!("data/broken_releases.txt").lines().next().unwrap_or_default();
    first.trim_start_matches("# ").split(',').next().unwrap_or_default()
}

/// What is known of a release on a Python.
#[must_use]
pub fn of(package: &str, version: &Version, series: Series) -> Option<&'static BrokenRelease> {
    TABLE.iter().find(|entry| {
        let is_series = entry.first <= series && entry.last.is_none_or(|last| series <= last);
        entry.package == package && is_series && entry.versions.contains(version)
    })
}

impl BrokenRelease {
    /// Whether an older Python is a way out: whether it is the newer ones on which the releases fail.
    #[must_use]
    pub fn is_for_older(&self) -> bool {
        self.last.is_none()
    }

    /// The module of the standard library, or of a package, that it looks for in vain.
    #[must_use]
    pub fn missing_module(&self) -> Option<&'static str> {
        self.error?.strip_prefix("ModuleNotFoundError: No module named '")?.strip_suffix('\'')
    }

    fn parse(line: &'static str) -> Option<Self> {
        let [package, versions, series, works, error] = line.split('\t').collect::<Vec<_>>().try_into().ok()?;
        let (first, last) = series.split_once('-')?;
        let versions = VersionSpecifiers::from_str(versions).ok()?;
        let error = Some(error).filter(|error| !error.is_empty());
        Some(Self { package, versions, first: first.parse().ok()?, last: last.parse().ok(), works, error })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        let lines = include_str!("data/broken_releases.txt").lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(TABLE.len(), lines);
        assert_eq!(as_of().len(), "2026-01-01".len());
    }

    #[test]
    fn a_release_fails_on_some_pythons_only() {
        let is_broken = |version: &str, series: &str| {
            of("django", &Version::from_str(version).expect("a version"), series.parse().expect("a series")).is_some()
        };
        assert!(is_broken("4.0.10", "3.13") && is_broken("1.11.29", "3.12"));
        let cgi = of("django", &Version::from_str("4.0.10").expect("a version"), Series { major: 3, minor: 13 });
        assert_eq!(cgi.and_then(BrokenRelease::missing_module), Some("cgi"));
        assert!(!is_broken("4.0.10", "3.12") && !is_broken("4.1", "3.13") && !is_broken("1.11.29", "3.7"));
    }
}
