//! What became of releases that were built from their source: a table, made by `scripts/data/sources.py`.

use std::str::FromStr;

use pep440_rs::Version;

use crate::platform::Series;
use crate::text::table::Table;

use super::environment::Environment;
use super::verdict::{Reason, Verdict};

static TABLE: Table = Table::new(include_str!("../data/sources.txt"));

/// What became of a release of a package, by its normalised name.
#[must_use]
pub fn verdict(name: &str, version: &Version, environment: &Environment) -> Verdict {
    let Some(class) = class(environment) else { return Verdict::Unknown };
    let mut rows = TABLE.rows(name).filter(|row| row.get(4) == Some(&class));
    let row = rows.find(|row| is_between(version, row[1], row[2]) && is_for(environment.python, row[3]));
    row.map_or(Verdict::Unknown, |row| match row.get(5).copied() {
        None | Some("builds") => Verdict::Builds,
        Some(reason) => Verdict::Fails(Reason::named(reason, row.get(6).copied())),
    })
}

/// The environment of the table that builds as this one does.
fn class(environment: &Environment) -> Option<&'static str> {
    let setuptools = environment.setuptools.as_ref().and_then(|version| version.release().first().copied());
    match (environment.pip, setuptools) {
        (pip, _) if pip >= Series { major: 25, minor: 3 } => Some("new"),
        (pip, None) if pip >= Series { major: 23, minor: 1 } => Some("new"),
        (pip, Some(69)) if pip >= Series { major: 23, minor: 1 } => Some("s69"),
        (Series { major: 9, .. }, Some(39)) => Some("s39"),
        _ => None,
    }
}

fn is_between(version: &Version, first: &str, last: &str) -> bool {
    let bound = |text: &str| Version::from_str(text).ok();
    bound(first).is_some_and(|first| first <= *version) && bound(last).is_some_and(|last| *version <= last)
}

/// Whether a Python is one of `3.9-3.12`, `3.9` or, without an end, `3.12-`.
fn is_for(python: Series, span: &str) -> bool {
    let (first, last) = span.split_once('-').unwrap_or((span, span));
    let bound = |text: &str| text.parse::<Series>().ok();
    bound(first).is_some_and(|first| first <= python) && bound(last).is_none_or(|last| python <= last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, version: &str, python: &str, pip: &str, setuptools: Option<&str>) -> Verdict {
        let version_of = |text: &str| Version::from_str(text).unwrap();
        let (python, pip) = (python.parse().unwrap(), pip.parse().unwrap());
        verdict(name, &version_of(version), &Environment { python, pip, setuptools: setuptools.map(version_of) })
    }

    #[test]
    fn what_was_tried_is_known() {
        assert_eq!(of("markupsafe", "1.0", "3.12", "24.0", Some("69.2.0")), Verdict::Fails(Reason::Feature));
        assert_eq!(of("markupsafe", "1.0", "3.6", "9.0", Some("39.0.1")), Verdict::Builds);
        assert_eq!(of("pyyaml", "6.0", "3.12", "26.2", None), Verdict::Fails(Reason::Cython));
    }

    #[test]
    fn what_failed_on_the_newest_python_fails_on_those_to_come() {
        assert_eq!(of("markupsafe", "1.0", "3.14", "26.2", Some("70.3.0")), Verdict::Fails(Reason::Feature));
        assert_eq!(of("markupsafe", "1.1.1", "3.14", "26.2", None), Verdict::Unknown);
    }

    #[test]
    fn another_release_or_environment_says_nothing() {
        assert_eq!(of("markupsafe", "99", "3.12", "24.0", Some("69.2.0")), Verdict::Unknown);
        assert_eq!(of("no-such-package", "1.0", "3.12", "24.0", Some("69.2.0")), Verdict::Unknown);
        assert_eq!(of("markupsafe", "1.0", "3.12", "24.0", Some("75.0")), Verdict::Unknown);
        assert_eq!(of("markupsafe", "1.0", "3.6", "9.0", None), Verdict::Unknown);
    }

    #[test]
    fn every_row_is_read() {
        let rows = include_str!("../data/sources.txt").lines().filter(|line| !line.starts_with('#'));
        for row in rows {
            let words: Vec<&str> = row.split(' ').collect();
            let [_, first, last, pythons, class, outcome, module @ ..] = words.as_slice() else { panic!("{row}") };
            let (first, last) = (Version::from_str(first).unwrap(), Version::from_str(last).unwrap());
            assert!(first <= last && ["s39", "s69", "new"].contains(class) && pythons.starts_with("3."), "{row}");
            let is_setup = Reason::named(outcome, None) == Reason::Setup;
            assert!(!is_setup || ["builds", "setup", "module"].contains(outcome), "{row}");
            assert_eq!(*outcome == "module", module.len() == 1, "{row}");
        }
    }
}
