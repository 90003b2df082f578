//! Why a configuration is not understood.

use std::fmt;

use crate::text::{Position, Text};

/// Why a configuration is not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{}:{}: {problem}", .position.line, .position.column)]
pub struct ConfigurationError {
    /// The file.
    pub file: String,
    /// The place in it.
    pub position: Position,
    /// What is wrong there.
    pub problem: Problem,
}

/// What is wrong in a configuration.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// It is no TOML.
    #[error("this is no TOML: {0}")]
    Syntax(String),
    /// A key that does not exist.
    #[error("there is no key `{key}`{}; the keys are {known}", Hint(.nearest.as_deref()))]
    UnknownKey {
        /// The key.
        key: String,
        /// The one that was probably meant.
        nearest: Option<String>,
        /// All keys.
        known: String,
    },
    /// A value of another kind than the key takes.
    #[error("`{key}` must be {expected}")]
    WrongKind {
        /// The key.
        key: String,
        /// What it takes.
        expected: &'static str,
    },
    /// A rule that does not exist.
    #[error("no rule has the code or name `{given}`{}; `pushready rules` lists them all", Hint(.nearest.as_deref()))]
    UnknownRule {
        /// What was given.
        given: String,
        /// What was probably meant.
        nearest: Option<String>,
    },
    /// A platform that does not exist.
    #[error("no platform is called `{given}`{}; `pushready platforms` lists them all", Hint(.nearest.as_deref()))]
    UnknownPlatform {
        /// What was given.
        given: String,
        /// What was probably meant.
        nearest: Option<String>,
    },
    /// A file to extend that is not there.
    #[error("`{path}` is not there; a file to extend is named relative to this one")]
    NoSuchBase {
        /// Its path.
        path: String,
    },
    /// Files that extend one another without end.
    #[error("`{path}` closes a circle of files that extend one another, or the chain is too long")]
    TooDeep {
        /// The path of the last one.
        path: String,
    },
}

impl ConfigurationError {
    /// A problem at a byte offset of a file's text.
    pub(super) fn at(file: &str, text: &str, offset: usize, problem: Problem) -> Self {
        Self { file: file.to_owned(), position: Text::new(text.as_bytes()).position(offset), problem }
    }
}

/// What was probably meant, in parentheses.
struct Hint<'a>(Option<&'a str>);

impl fmt::Display for Hint<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |name| write!(formatter, " (`{name}` is the nearest)"))
    }
}
