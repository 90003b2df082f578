//! For whom pip chooses.

mod environment;
mod tags;

pub use environment::marker_value;

use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::str::FromStr;

use super::file::{File, Kind};
use super::specifiers::Specifiers;
use crate::platform::{Series, Version};
use crate::syntax::requirements::marker_is_true;

/// The first pip that looks at `Requires-Python` (9.0).
const READS_REQUIRES_PYTHON: Series = Series { major: 9, minor: 0 };
/// The first pip that passes over `Requires-Python` with `>=3.6.*` and the like, where others read it as `>=3.6`.
const NEW_GRAMMAR: Series = Series { major: 24, minor: 1 };

/// What pip chooses for: CPython on Linux on x86-64.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// The Python.
    pub python: Version,
    /// The pip, by its first two numbers.
    pub pip: Series,
    /// The C library of the image that runs it, by its first two numbers, such as 2.35.
    pub glibc: Series,
}

/// Which kinds of files may be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Formats {
    /// Wheels.
    pub wheels: bool,
    /// Source archives.
    pub sources: bool,
}

impl Formats {
    /// Both.
    pub const ALL: Self = Self { wheels: true, sources: true };
}

impl Target {
    /// Whether this pip takes a file for this Python, by its tags and its `Requires-Python`.
    #[must_use]
    pub fn takes(&self, file: &File) -> bool {
        self.rank(file).is_some() && file.requires_python.as_deref().is_none_or(|requires| self.admits(requires))
    }

    /// Whether this Python is one that a `Requires-Python` names. What cannot be read binds nobody.
    #[must_use]
    pub fn admits(&self, requires_python: &str) -> bool {
        if self.pip < READS_REQUIRES_PYTHON {
            return true;
        }
        let is_readable = |part: &str| pep440_rs::VersionSpecifier::from_str(part.trim()).is_ok();
        let parts = || requires_python.split(',').filter(|part| !part.trim().is_empty());
        if self.pip >= NEW_GRAMMAR && !parts().all(is_readable) {
            return true;
        }
        let Version { series, patch } = self.python;
        Specifiers::parse(requires_python).admit(&pep440_rs::Version::new([series.major, series.minor, patch].map(u64::from)))
    }

    /// The file of a release that this pip takes; none if it takes none.
    #[must_use]
    pub fn choose<'a>(&self, files: &'a [File]) -> Option<&'a File> {
        self.choose_among(files, Formats::ALL)
    }

    /// The file of a release that this pip takes, of the kinds that are allowed: one that was not yanked before one that
    /// was, a wheel before the source, and of wheels the one that is closest to this Python and image.
    #[must_use]
    pub fn choose_among<'a>(&self, files: &'a [File], formats: Formats) -> Option<&'a File> {
        let may = |file: &&File| if file.is_wheel() { formats.wheels } else { formats.sources };
        let fit = files.iter().filter(may).filter(|file| self.takes(file));
        fit.max_by_key(|file| (file.yanked.is_none(), Reverse(self.rank(file)), file.build()))
    }

    /// Whether a marker is true here, for an extra that is asked for; none if that cannot be known.
    #[must_use]
    pub fn marker_is_true(&self, marker: &str, extra: &str) -> Option<bool> {
        marker_is_true(marker, |name| match name {
            "extra" => Some(extra.to_owned()),
            _ => marker_value(name, Some(self.python)),
        })
    }

    /// The place of a file in the order in which this pip prefers files, lower ones first; none if it takes it never.
    fn rank(&self, file: &File) -> Option<tags::Rank> {
        match &file.kind {
            Kind::Wheel(tags) => tags::rank(tags, self),
            Kind::Source => Some(tags::LAST),
        }
    }
}
