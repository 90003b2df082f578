//! A project of an index: its releases.

use std::collections::BTreeMap;

use pep440_rs::Version;

use super::file::File;

/// A project of an index.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Project {
    /// Its releases with their files, in the order of the index.
    pub releases: BTreeMap<Version, Vec<File>>,
}

impl Project {
    /// Adds what another index has of it: pip looks at all of it together.
    pub fn extend(&mut self, other: Self) {
        for (version, files) in other.releases {
            self.releases.entry(version).or_default().extend(files);
        }
    }
}
