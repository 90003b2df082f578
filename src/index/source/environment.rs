//! In what pip builds a source.

use pep440_rs::Version;

use crate::platform::Series;

/// The Python and the tools with which a source is built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Environment {
    /// The Python.
    pub python: Series,
    /// The pip.
    pub pip: Series,
    /// The setuptools installed beside it; none if there are none.
    pub setuptools: Option<Version>,
}

/// How pip builds a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way<'a> {
    /// It runs `setup.py` with the setuptools that are installed.
    Installed(&'a Version),
    /// It makes an environment for the build and installs there what the source asks for, or else the newest setuptools.
    Isolated,
}

impl Environment {
    /// How pip builds a source with or without a `pyproject.toml`; none if that is not known.
    #[must_use]
    pub fn way(&self, has_pyproject: bool) -> Option<Way<'_>> {
        let reads_pyproject = self.since(10, 0);
        let is_isolated = self.since(25, 3) || reads_pyproject && has_pyproject || self.since(23, 1) && self.setuptools.is_none();
        if is_isolated { Some(Way::Isolated) } else { self.setuptools.as_ref().map(Way::Installed) }
    }

    /// Whether this pip cannot build without a `setup.py`.
    #[must_use]
    pub fn needs_setup(&self) -> bool {
        !self.since(10, 0)
    }

    fn since(&self, major: u32, minor: u32) -> bool {
        self.pip >= Series { major, minor }
    }
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use super::*;

    #[test]
    fn newer_pips_build_in_an_environment_of_their_own() {
        let way = |pip: &str, setuptools: Option<&str>, has_pyproject| {
            let version = |text: &str| Version::from_str(text).unwrap();
            let python = Series { major: 3, minor: 11 };
            let environment = Environment { python, pip: pip.parse().unwrap(), setuptools: setuptools.map(version) };
            environment.way(has_pyproject).map(|way| matches!(way, Way::Isolated))
        };
        assert_eq!(way("9.0", Some("39.0.1"), true), Some(false));
        assert_eq!(way("9.0", None, true), None);
        assert_eq!(way("24.0", Some("69.2.0"), false), Some(false));
        assert_eq!(way("24.0", Some("69.2.0"), true), Some(true));
        assert_eq!(way("24.0", None, false), Some(true));
        assert_eq!(way("26.2", Some("70.3.0"), false), Some(true));
    }
}
