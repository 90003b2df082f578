//! Versions of Python, as profiles, files and requests write them.

use std::fmt;
use std::str::FromStr;

use serde::de::{Error as _, Unexpected};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A full version of Python.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// The series.
    pub series: Series,
    /// The third number.
    pub patch: u32,
}

/// The first two numbers of a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Series {
    /// The first number.
    pub major: u32,
    /// The second number.
    pub minor: u32,
}

/// All versions of one series between two patches, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VersionRange {
    /// The lowest.
    pub first: Version,
    /// The highest.
    pub last: Version,
}

/// What is asked for: one version, or the newest of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Request {
    /// Three numbers.
    Version(Version),
    /// Two.
    Series(Series),
}

impl Request {
    /// The series.
    #[must_use]
    pub fn series(self) -> Series {
        match self {
            Self::Version(version) => version.series,
            Self::Series(series) => series,
        }
    }
}

/// A text is not written in the form that was expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrongForm {
    /// The form.
    pub expected: &'static str,
}

impl FromStr for Request {
    type Err = WrongForm;

    fn from_str(text: &str) -> Result<Self, WrongForm> {
        text.parse().map(Self::Version).or_else(|_| text.parse().map(Self::Series))
    }
}

impl fmt::Display for Request {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Version(version) => version.fmt(formatter),
            Self::Series(series) => series.fmt(formatter),
        }
    }
}

impl VersionRange {
    /// Whether a version is one of them.
    #[must_use]
    pub fn contains(&self, version: Version) -> bool {
        self.first <= version && version <= self.last
    }
}

impl FromStr for Series {
    type Err = WrongForm;

    fn from_str(text: &str) -> Result<Self, WrongForm> {
        let wrong = || WrongForm { expected: "X.Y" };
        let (major, minor) = text.split_once('.').ok_or_else(wrong)?;
        Ok(Self { major: number(major).ok_or_else(wrong)?, minor: number(minor).ok_or_else(wrong)? })
    }
}

impl FromStr for Version {
    type Err = WrongForm;

    fn from_str(text: &str) -> Result<Self, WrongForm> {
        let wrong = || WrongForm { expected: "X.Y.Z" };
        let (series, patch) = text.rsplit_once('.').ok_or_else(wrong)?;
        Ok(Self { series: series.parse().map_err(|_| wrong())?, patch: number(patch).ok_or_else(wrong)? })
    }
}

impl FromStr for VersionRange {
    type Err = WrongForm;

    fn from_str(text: &str) -> Result<Self, WrongForm> {
        let (first, last) = text.split_once(" - ").unwrap_or((text, text));
        let range = Self { first: first.parse()?, last: last.parse()? };
        if range.first.series == range.last.series && range.first <= range.last {
            Ok(range)
        } else {
            Err(WrongForm { expected: "X.Y.A - X.Y.B" })
        }
    }
}

/// A number without sign or leading zeros, as in a version.
fn number(text: &str) -> Option<u32> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    if plain { text.parse().ok() } else { None }
}

impl fmt::Display for Series {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.major, self.minor)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.series, self.patch)
    }
}

impl fmt::Display for VersionRange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            write!(formatter, "{}", self.first)
        } else {
            write!(formatter, "{} - {}", self.first, self.last)
        }
    }
}

/// Lets a type of this module stand in a profile as the text that it is parsed from.
macro_rules! stands_as_text {
    ($($kind:ty),*) => {$(
        impl<'de> Deserialize<'de> for $kind {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(|error: WrongForm| D::Error::invalid_value(Unexpected::Str(&text), &error.expected))
            }
        }

        impl Serialize for $kind {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    )*};
}

stands_as_text!(Series, Version, VersionRange);
