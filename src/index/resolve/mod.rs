//! Which releases pip chooses for a list of requirements, or where it stops.

use pep440_rs::Version;

use super::answers::{Index, Question};
use super::file::File;
use super::target::Target;
use crate::syntax::requirements::Named;

/// A requirement of the project, in the order in which pip reads them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// What is required; its marker has been looked at already.
    pub named: Named,
    /// Whether it only bounds what others require.
    pub is_constraint: bool,
}

/// What comes of a list of requirements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing yet: these are to be answered first, and can be asked for at the same time.
    Lacks(Vec<Question>),
    /// What is chosen, sorted by name.
    Set(Vec<Chosen>),
    /// pip stops.
    Stops(Stop),
}

/// A release that pip chooses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// The normalised name.
    pub name: String,
    /// The release.
    pub version: Version,
    /// The file that pip takes.
    pub file: File,
    /// Who asks for it: the numbers of the requirements, from 0, that name it.
    pub wanted: Vec<usize>,
    /// The normalised names of the chosen packages that require it.
    pub required_by: Vec<String>,
    /// Whether what it requires in turn is known.
    pub is_open: bool,
}

/// Who requires something, and what: `flask 2.0` requires `werkzeug>=2.0`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The package and release that requires it; none for the project itself.
    pub by: Option<(String, Version)>,
    /// The requirement as written.
    pub requirement: String,
}

/// Why pip stops.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// The index has no such project.
    NoProject {
        /// Its normalised name.
        name: String,
        /// The chain of requirements from the project to it.
        chain: Vec<Link>,
    },
    /// The project has no release that fits.
    NoRelease {
        /// The normalised name.
        name: String,
        /// The chain of requirements from the project to it.
        chain: Vec<Link>,
        /// The releases that fit but are for another Python, with their `Requires-Python`; empty if none fits at all.
        other_python: Vec<(Version, String)>,
        /// The releases that fit but have no file that this pip takes.
        no_file: Vec<Version>,
    },
    /// No set fits all requirements.
    Conflict {
        /// The normalised name of what they disagree about.
        name: String,
        /// Chains of requirements from the project to it, which exclude one another.
        chains: Vec<Vec<Link>>,
    },
}

/// Which releases pip chooses.
#[must_use]
pub fn resolve(wanted: &[Wanted], target: &Target, index: &dyn Index) -> Outcome {
    let _ = (wanted, target, index);
    Outcome::Set(vec![])
}
