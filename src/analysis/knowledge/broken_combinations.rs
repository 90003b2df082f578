//! Releases that stop working beside a later release of what they need, each proven by an install and an import.

use std::str::FromStr;

use pep440_rs::{Version, VersionSpecifiers};

use super::late;
use crate::platform::Series;
use crate::text::table::Table;

#[cfg(any(feature = "python", test))]
static TABLE: Table = Table::new(late::TEXTS[late::BROKEN_COMBINATIONS]);
#[cfg(not(any(feature = "python", test)))]
static TABLE: Table = Table::late(|| late::text(late::BROKEN_COMBINATIONS));

/// Stands in the table where no release works.
const NONE: &str = "none";

/// Some releases of a package, and which releases of another one they do not bear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Combination {
    /// The package, by normalised name.
    pub package: &'static str,
    versions: VersionSpecifiers,
    first: Series,
    last: Option<Series>,
    /// The other package, as it writes its name itself.
    pub dependency: &'static str,
    /// Its releases with which it works, as written in requirements; none if it works with none.
    pub works: Option<&'static str>,
    works_with: Option<VersionSpecifiers>,
    /// Its releases that bring this very error, where others bring another one.
    fails_with: Option<VersionSpecifiers>,
    /// The error, without the path behind it.
    pub error: &'static str,
    /// What brings the error about.
    pub when: When,
    /// The releases of the package itself that work with the newest ones of the other, where that is the way.
    pub newer: Option<&'static str>,
}

/// What brings an error about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// The start of any application of this package.
    Started,
    /// Its import.
    Imported,
    /// The first use of what it is for.
    Used,
    /// A start command that names the other package.
    Named,
}

/// The day on which the table was made.
#[must_use]
pub fn as_of() -> &'static str {
    let first = TABLE.text().lines().next().unwrap_or_default();
    first.trim_start_matches("# ").split(',').next().unwrap_or_default()
}

/// What is known of a release on a Python, in the order in which the errors come.
pub fn of(package: &str, version: &Version, series: Series) -> impl Iterator<Item = Combination> {
    TABLE.lines(package).filter_map(Combination::parse).filter(move |entry| {
        let is_series = entry.first <= series && entry.last.is_none_or(|last| series <= last);
        is_series && entry.versions.contains(version)
    })
}

impl Combination {
    /// Whether a release of the other package brings the error.
    #[must_use]
    pub fn fails_with(&self, version: &Version) -> bool {
        self.works_with.as_ref().is_none_or(|works| !works.contains(version))
            && self.fails_with.as_ref().is_none_or(|fails| fails.contains(version))
    }

    fn parse(line: &'static str) -> Option<Self> {
        let mut columns = line.split('\t');
        let [package, versions, series, dependency, works, error] = std::array::from_fn(|_| columns.next());
        let (first, last) = series?.split_once('-')?;
        let when = match columns.next() {
            None => When::Started,
            Some("imported") => When::Imported,
            Some("used") => When::Used,
            Some("named") => When::Named,
            Some(_) => return None,
        };
        let (works, fails) = works?.split_once(' ').map_or((works?, None), |(works, fails)| (works, Some(fails)));
        let works = Some(works).filter(|works| *works != NONE);
        Some(Self {
            package: package?,
            versions: VersionSpecifiers::from_str(versions?).ok()?,
            first: first.parse().ok()?,
            last: last.parse().ok(),
            dependency: dependency?,
            works,
            works_with: works.map(VersionSpecifiers::from_str).transpose().ok()?,
            fails_with: fails.map(VersionSpecifiers::from_str).transpose().ok()?,
            error: error?,
            when,
            newer: columns.next(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        for line in TABLE.text().lines().filter(|line| !line.starts_with('#')) {
            let entry = Combination::parse(line);
            assert!(entry.is_some_and(|entry| entry.works.is_some() || entry.newer.is_some()), "nothing is advised: {line}");
        }
        assert_eq!(as_of().len(), "2026-01-01".len());
    }

    #[test]
    fn an_old_python_gets_an_old_dependency() {
        let found = |series: &str| {
            let version = Version::from_str("2.0.3").expect("a version");
            of("flask", &version, series.parse().expect("a series")).map(|entry| entry.dependency).collect::<Vec<_>>()
        };
        assert_eq!(found("3.9"), ["Werkzeug"]);
        assert!(found("3.6").is_empty() && found("3.7").is_empty());
    }
}
