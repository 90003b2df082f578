//! Uses of packages that need a package beside them, which they do not require themselves, or that a release refuses; each
//! proven by installs and runs.

use std::collections::BTreeSet;
use std::str::FromStr;

use pep440_rs::{Version, VersionSpecifiers};

use super::late;
use crate::order;
use crate::text::table::Table;

#[cfg(any(feature = "python", test))]
static TABLE: Table = Table::new(late::TEXTS[late::COMPANIONS]);
#[cfg(not(any(feature = "python", test)))]
static TABLE: Table = Table::late(|| late::text(late::COMPANIONS));

/// Stands before the name of what is used in the same way.
const SAME_AS: &str = "=";
/// Stands for all releases.
const ALL: &str = "*";
/// Stands before releases that are taken to be installed where nothing says which.
const USUAL: char = '?';
/// Stands for nothing.
const NOTHING: &str = "-";

/// A use of a package that needs another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Companion {
    /// How it is used.
    pub way: Way,
    /// The package that is used, by normalised name.
    pub package: &'static str,
    releases: &'static str,
    /// The packages of which it needs one, the usual one first; none where the releases refuse the use.
    pub needed: Vec<&'static str>,
    /// Whether it stops at once, and not only when what is made here is used.
    pub stops_at_once: bool,
    /// The error in the words of the package, without the path behind it.
    pub says: Option<&'static str>,
}

/// How something is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// It is imported.
    Import,
    /// It is called.
    Call,
    /// It is called with a text that begins like this, as the argument of this number or name.
    Argument(&'static str, &'static str),
    /// It stands in the parameters of a function with decorators.
    Signature,
    /// It stands in the annotations of a class with bases.
    Fields,
}

/// What is known of a name, by its module and itself with dots between them.
pub fn companions(path: &str) -> impl Iterator<Item = Companion> {
    let same = TABLE.behind(path).and_then(|text| text.strip_prefix(SAME_AS)).map(str::trim);
    TABLE.lines(same.unwrap_or(path)).filter_map(Companion::parse)
}

/// The first parts of the names of which something is known.
#[must_use]
pub fn modules() -> BTreeSet<&'static str> {
    let names = TABLE.text().lines().filter(|line| !line.starts_with('#'));
    order::set(names.filter_map(|line| line.split(['.', '\t']).next()))
}

impl Companion {
    fn parse(line: &'static str) -> Option<Self> {
        let mut columns = line.split('\t').skip(1);
        let (way, package, releases) = (columns.next()?, columns.next()?, columns.next()?);
        let (needed, says) = (columns.next()?, columns.next().filter(|says| *says != NOTHING));
        let (way, stops_at_once) = way.strip_prefix("later ").map_or((way, true), |way| (way, false));
        let way = match way.split_once(' ') {
            None if way == "import" => Way::Import,
            None if way == "call" => Way::Call,
            None if way == "signature" => Way::Signature,
            None if way == "fields" => Way::Fields,
            Some(("call", argument)) => argument.split_once('=').map(|(name, start)| Way::Argument(name, start))?,
            _ => return None,
        };
        let needed = needed.split(',').filter(|needed| *needed != NOTHING).collect();
        Some(Self { way, package, releases, needed, stops_at_once, says })
    }

    /// Whether a release needs it; or what is installed where that is not known.
    #[must_use]
    pub fn is_needed_by(&self, release: Option<&Version>) -> bool {
        let (is_usual, releases) = self.releases.strip_prefix(USUAL).map_or((false, self.releases), |releases| (true, releases));
        releases == ALL
            || release.map_or(is_usual, |release| {
                VersionSpecifiers::from_str(releases).is_ok_and(|releases| releases.contains(release))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        for line in TABLE.text().lines().filter(|line| !line.starts_with('#')) {
            let (name, rest) = line.split_once('\t').expect("a column");
            assert!(companions(name).next().is_some(), "{line}");
            if rest.starts_with(SAME_AS) {
                continue;
            }
            let companion = Companion::parse(line).expect("a row");
            let releases = companion.releases.trim_start_matches(USUAL);
            assert!(releases == ALL || VersionSpecifiers::from_str(releases).is_ok(), "{line}");
            assert!(companion.says.is_none_or(|says| says.contains(": ")), "{line}");
        }
    }

    #[test]
    fn a_release_decides_where_it_is_known() {
        let needs = |path: &str, release: Option<&str>| {
            let release = release.map(|release| Version::from_str(release).expect("a version"));
            companions(path).filter(|companion| companion.is_needed_by(release.as_ref())).count()
        };
        assert_eq!([Some("4.2.0"), Some("4.3.2"), None].map(|release| needs("pymongo.MongoClient", release)), [1, 0, 0]);
        assert_eq!([Some("0.115.0"), Some("0.111.1"), None].map(|release| needs("fastapi.Form", release)), [1, 0, 0]);
        assert_eq!(needs("sqlmodel.create_engine", None), needs("sqlalchemy.create_engine", None));
    }
}
