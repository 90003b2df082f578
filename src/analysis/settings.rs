//! What is set on the platform itself, outside the files.

use std::collections::{BTreeMap, BTreeSet};

/// What is set on the platform itself, outside the files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// The environment variables.
    pub env: BTreeMap<String, String>,
    /// Variables that are set there as well, to values that are not known.
    pub expected: BTreeSet<String>,
    /// The Procfile, or on platforms that know only that, the run command.
    pub procfile: Option<String>,
    /// The folder that is built, from the top of the project; none where it is the top, or cannot be set.
    pub root: Option<String>,
}

impl Settings {
    /// Whether a variable is set, be its value known or not.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.env.contains_key(name) || self.expected.contains(name)
    }
}
