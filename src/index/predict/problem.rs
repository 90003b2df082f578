//! What is wrong with a package.

use pep440_rs::Version;
use serde::{Deserialize, Serialize};

use crate::index::resolve::Link;
use crate::index::source::verdict::Reason;

use super::ways::Ways;

/// Something that is wrong with a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The requirement of the project that leads to it, by its number.
    pub wanted: usize,
    /// The chain of requirements from the project to it.
    pub chain: Vec<Link>,
    /// Its normalised name.
    pub name: String,
    /// What is wrong.
    pub kind: ProblemKind,
}

/// What is wrong with a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProblemKind {
    /// The index has no such project.
    NoProject,
    /// The project has no such release.
    NoRelease {
        /// Some that pip would take, the closest first.
        near: Vec<Version>,
    },
    /// Each release that fits is for other Pythons.
    OtherPython {
        /// The newest of them.
        version: Version,
        /// What it needs.
        requires_python: String,
        /// What would do.
        ways: Ways,
    },
    /// Each release that fits comes as wheels only, none of which is for this Python.
    NoWheel {
        /// The newest of them.
        version: Version,
        /// What would do.
        ways: Ways,
    },
    /// What is chosen has to be built, and that fails.
    Unbuildable {
        /// The release.
        version: Version,
        /// Why.
        reason: Reason,
        /// What would do.
        ways: Ways,
    },
    /// What is chosen has no wheel for this Python though it has parts to be compiled, and whether it can be built is not known.
    Untried {
        /// The release.
        version: Version,
        /// What would do.
        ways: Ways,
    },
    /// What is chosen was withdrawn.
    Yanked {
        /// The release.
        version: Version,
        /// Why, in the words of its authors; perhaps none.
        reason: String,
        /// Some that were not, the closest first.
        near: Vec<Version>,
    },
    /// No set fits all requirements.
    Conflict {
        /// The other chains that lead to it.
        against: Vec<Vec<Link>>,
    },
}
