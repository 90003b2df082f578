//! What pip is asked for.

use std::collections::BTreeMap;

use pep440_rs::Version;
use serde::{Deserialize, Serialize};

use crate::index::options::Options;
use crate::index::target::Target;
use crate::platform::Series;
use crate::syntax::requirements::Named;

/// The first pip that looks for a set in which all requirements fit.
pub(super) const SEARCHES: Series = Series { major: 20, minor: 3 };

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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// What is required; its marker has been looked at already.
    pub named: Named,
    /// Whether it only bounds what others require.
    pub is_constraint: bool,
}
