//! What comes of a list of requirements.

use pep440_rs::Version;
use serde::{Deserialize, Serialize};

use crate::index::answers::Question;
use crate::index::file::File;

/// What comes of a list of requirements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing yet: these are to be answered first, and can be asked for at the same time.
    Lacks(Vec<Question>),
    /// What is chosen.
    Set(Selection),
    /// pip stops.
    Stops(Stop),
    /// The search takes more steps than it is given.
    TooHard,
}

/// What pip installs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    /// What is chosen, sorted by name. What is present already and stays is not among it.
    pub chosen: Vec<Chosen>,
    /// The normalised names of what is required as well and of which nothing is known, sorted: there is an address in the
    /// requirement, or the index gave no answer.
    pub unknown: Vec<String>,
    /// What a pip before 20.3 installs although somebody requires it otherwise.
    pub unmet: Vec<Unmet>,
}

/// A requirement that an older pip did not keep to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmet {
    /// The requirement.
    pub link: Link,
    /// The normalised name of what it requires.
    pub name: String,
    /// The release that is installed all the same.
    pub version: Version,
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
    /// The normalised names of the chosen packages that require it, sorted.
    pub required_by: Vec<String>,
    /// Whether it is unknown what it requires in turn.
    pub is_open: bool,
}

/// Who requires something, and what: `flask 2.0` requires `werkzeug>=2.0`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
        /// What there is.
        there: Releases,
    },
    /// No set fits all requirements.
    Conflict {
        /// The normalised name of what they disagree about.
        name: String,
        /// Chains of requirements from the project to it, which exclude one another.
        chains: Vec<Vec<Link>>,
    },
}

/// What a project has in place of a release that fits. Newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Releases {
    /// The releases that fit but are for another Python, with their `Requires-Python`.
    pub other_python: Vec<(Version, String)>,
    /// The releases that fit but have no file that this pip takes.
    pub no_file: Vec<Version>,
    /// The releases that fit but were yanked.
    pub yanked: Vec<Version>,
    /// The releases that fit but are pre-releases, for which nobody asks.
    pub pre_releases: Vec<Version>,
    /// The releases that pip would take if they were asked for.
    pub takeable: Vec<Version>,
}
