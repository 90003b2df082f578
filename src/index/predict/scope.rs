//! How far it is looked.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How far it is looked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scope {
    /// At the requirements and all that they require in turn.
    All,
    /// At the requirements alone.
    Named,
    /// At a lock file, which names all that is installed, each with its release.
    Locked {
        /// The names of the files that it allows, by normalised name; none where it does not say.
        files: BTreeMap<String, Vec<String>>,
        /// Whether who installs looks once more for which Python a release is.
        looks_at_python: bool,
    },
}
