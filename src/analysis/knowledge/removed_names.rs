//! Names that releases of packages no longer have, each proven by installs and imports.

use std::str::FromStr;

use pep440_rs::{Version, VersionSpecifiers};

use super::late;
use crate::text::table::Table;

#[cfg(any(feature = "python", test))]
static TABLE: Table = Table::new(late::TEXTS[late::REMOVED_NAMES]);
#[cfg(not(any(feature = "python", test)))]
static TABLE: Table = Table::late(|| late::text(late::REMOVED_NAMES));

/// Stands for the module itself in the table.
const MODULE: &str = "*";

/// A name that some releases of a package do not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Removed {
    /// The package, by normalised name.
    pub package: &'static str,
    /// Its releases without the name, such as `>=3.0.0` or `>=1.24.0,<2.0.0`.
    releases: &'static str,
    /// The module that had the name, or is gone itself.
    pub module: &'static str,
    /// The name; none for the module itself. `Flask().before_first_request` is a name of what a class makes.
    pub name: Option<&'static str>,
    instead: &'static str,
    /// In how many ways of asking the error is not Python's own: the attribute's first, then the import's, too.
    own_words: usize,
}

/// What to write in the place of a removed name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instead {
    /// Its module and itself, with dots between them.
    pub path: String,
    /// Whether it is used in the same way.
    pub is_same: bool,
}

/// What is known of a name of a module, or of the module itself where no name is asked for; for each package that had it.
pub fn removed(module: &str, name: Option<&str>) -> impl Iterator<Item = Removed> {
    let wanted = name.unwrap_or(MODULE).to_owned();
    TABLE.lines(module).filter_map(move |line| {
        let mut words = line.split(' ');
        let (module, package, releases) = (words.next()?, words.next()?, words.next()?);
        let found = words.find_map(|word| {
            let (name, instead) = word.split_once('=').unwrap_or((word, ""));
            let (name, marks) = (name.trim_start_matches('!'), name.len());
            (name == wanted).then_some((name, marks - name.len(), instead))
        });
        let (name, own_words, instead) = found?;
        let name = Some(name).filter(|name| *name != MODULE);
        Some(Removed { package, releases, module, name, instead, own_words })
    })
}

/// Whether anything is known of a module, or of one inside it.
#[must_use]
pub fn knows(module: &str) -> bool {
    TABLE.has_within(module)
}

/// The day on which the table was made.
#[must_use]
pub fn as_of() -> &'static str {
    TABLE.text().trim_start_matches("# ").split(',').next().unwrap_or_default()
}

impl Removed {
    /// Whether a release is one of those without it.
    #[must_use]
    pub fn is_gone_in(&self, release: &Version) -> bool {
        VersionSpecifiers::from_str(self.releases).is_ok_and(|releases| releases.contains(release))
    }

    /// The first release without it.
    #[must_use]
    pub fn first(&self) -> &'static str {
        self.releases.split(',').next().unwrap_or_default().trim_start_matches(">=")
    }

    /// What to write in its place.
    #[must_use]
    pub fn instead(&self) -> Option<Instead> {
        let (is_same, path) = self.instead.strip_prefix('~').map_or((true, self.instead), |path| (false, path));
        let path = if path.starts_with('.') { format!("{}{path}", self.module) } else { path.to_owned() };
        Some(Instead { path, is_same }).filter(|instead| !instead.path.is_empty())
    }

    /// Whether Python's own words tell that an import of it failed.
    #[must_use]
    pub fn import_has_usual_error(&self) -> bool {
        self.own_words < 2
    }

    /// Whether Python's own words tell that the module has no such attribute.
    #[must_use]
    pub fn attribute_has_usual_error(&self) -> bool {
        self.own_words < 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(module: &str, name: &str) -> Removed {
        let found: Vec<Removed> = removed(module, Some(name)).collect();
        assert_eq!(found.len(), 1, "{module} {name}");
        found[0]
    }

    #[test]
    fn every_line_of_the_table_is_read() {
        for line in TABLE.text().lines().filter(|line| !line.starts_with('#')) {
            let words: Vec<&str> = line.split(' ').collect();
            let [module, package, releases, names @ ..] = words.as_slice() else { panic!("{line}") };
            assert!(!names.is_empty() && releases.starts_with(">=") && VersionSpecifiers::from_str(releases).is_ok(), "{line}");
            for name in names {
                let name = name.trim_start_matches('!').split('=').next().filter(|name| *name != MODULE);
                let found: Vec<Removed> = removed(module, name).collect();
                assert!(found.iter().any(|found| found.package == *package && found.releases == *releases), "{line}");
                let lowest = Version::from_str(found[0].first()).expect("a version");
                assert!(found[0].is_gone_in(&lowest), "{line}");
            }
        }
        assert_eq!(as_of().len(), "2026-01-01".len());
    }

    #[test]
    fn what_is_written_instead_is_a_whole_path() {
        assert_eq!(only("flask", "Markup").instead().map(|instead| instead.path).as_deref(), Some("markupsafe.Markup"));
        let lazy = only("django.utils.translation", "ugettext_lazy");
        let instead = Instead { path: "django.utils.translation.gettext_lazy".to_owned(), is_same: true };
        assert_eq!((lazy.package, lazy.first(), lazy.instead()), ("django", "4.0", Some(instead)));
        assert!(!only("flask.json", "JSONEncoder").instead().is_some_and(|instead| instead.is_same));
        assert_eq!(only("django.utils.encoding", "python_2_unicode_compatible").instead(), None);
    }

    #[test]
    fn a_name_may_come_back() {
        let bool_ = only("numpy", "bool");
        let is_gone = |release: &str| bool_.is_gone_in(&Version::from_str(release).expect("a version"));
        assert_eq!(["1.23.5", "1.24.0", "1.26.4", "2.0.0"].map(is_gone), [false, true, true, false]);
    }

    #[test]
    fn modules_and_other_names_are_no_names_of_the_table() {
        assert!(removed("werkzeug.contrib", None).next().is_some());
        assert!(removed("flask", None).next().is_none() && removed("flask", Some("Flask")).next().is_none());
        assert!(removed("", Some("")).next().is_none());
    }
}
