//! Which releases pip chooses for a list of requirements, or where it stops.

mod catalogue;
mod explain;
mod first;
mod package;
mod preference;
mod requirement;
mod search;
mod selection;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use pep440_rs::Version;

use self::catalogue::Catalogue;
use super::answers::{Index, Question};
use super::file::File;
use super::options::Options;
use super::target::Target;
use crate::platform::Series;
use crate::syntax::requirements::Named;

/// The first pip that looks for a set in which all requirements fit.
const SEARCHES: Series = Series { major: 20, minor: 3 };

/// How many decisions a search may take: some ten times those for the largest project that we know.
const STEPS: u32 = 4_000;

/// What pip is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The requirements and constraints of the project, in the order in which pip reads them.
    pub wanted: &'a [Wanted],
    /// For whom.
    pub target: Target,
    /// What is said of the files that may be taken.
    pub options: &'a Options,
    /// What is installed already, by normalised name, such as the platform's setuptools: pip keeps it as long as it fits.
    pub present: &'a BTreeMap<String, Version>,
}

/// A requirement of the project.
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

/// Which releases pip chooses. Pure: asked again with more answers, it gives more.
#[must_use]
pub fn resolve(request: &Request<'_>, index: &dyn Index) -> Outcome {
    let catalogue = Catalogue::new(*request, index);
    let outcome = if request.target.pip >= SEARCHES { search::search(&catalogue, STEPS) } else { first::first(&catalogue) };
    let lacks = catalogue.lacks();
    if lacks.is_empty() { outcome } else { Outcome::Lacks(lacks) }
}

/// Every requirement of the project that no release fits, whatever the others say, by its number; pip stops at the first.
/// Requirements of whose project nothing is known are left out.
#[must_use]
pub fn unfindable(request: &Request<'_>, index: &dyn Index) -> Vec<(usize, Stop)> {
    let catalogue = Catalogue::new(*request, index);
    catalogue.direct().filter_map(|(number, requirement)| Some((number, catalogue.unfindable(&requirement, vec![])?))).collect()
}
