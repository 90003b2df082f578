//! Why the platform's pip stops at a line of a requirements file.

use crate::analysis::knowledge::pip::{Origin, Pip, no_such_option};
use crate::syntax::requirements::{Line, LineKind, Unreadable};

/// Why the platform's pip stops at a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnreadCause {
    /// The line is wrong for every version.
    Wrong(Unreadable),
    /// Nothing stands behind `==`: older pips read that, and find no version that fits.
    NoVersion,
    /// Only pips of another age read these versions.
    Versions,
    /// Only newer pips read a comma at the end.
    Comma,
    /// Only pips of another age have this option.
    Option(&'static str),
}

impl UnreadCause {
    /// Why the platform's pip stops at a line; none if it reads it.
    #[must_use]
    pub fn of(line: &Line, pip: Pip) -> Option<Self> {
        if let LineKind::Unreadable(problem) = &line.kind {
            return Some(Self::Wrong(problem.clone()));
        }
        if let Some(option) = line.options.iter().find(|option| !pip.is_of(option.pips)) {
            return Some(Self::Option(option.name));
        }
        let LineKind::Named(named) = &line.kind else { return None };
        match named.specifiers.as_str() {
            "==" => Some(Self::NoVersion),
            _ if pip.is_of(named.pips) => None,
            specifiers if specifiers.ends_with(',') => Some(Self::Comma),
            _ => Some(Self::Versions),
        }
    }

    /// What the platform's pip prints, if that follows from the line alone.
    #[must_use]
    pub fn says(&self, line: &Line, pip: Pip, origin: &Origin<'_>) -> Option<String> {
        let requirement = origin.requirement;
        match self {
            Self::Wrong(problem) => pip.unreadable(problem, line, origin),
            Self::Option(option) => Some(no_such_option(option)),
            Self::NoVersion if pip.reads_any_version() => Some(pip.no_distribution(origin)),
            Self::Versions if pip.reads_any_version() && requirement.ends_with(']') => {
                let sign = requirement.rfind(['<', '>', '=', '!'])?;
                let end = requirement[..sign].trim_end_matches(['<', '>', '=', '!']).len();
                Some(format!("ERROR: Extras after version '{}'.", &requirement[end..]))
            }
            Self::NoVersion | Self::Versions | Self::Comma => Some(pip.invalid_requirement(origin)),
        }
    }
}
