//! A project of an index: its releases.

use std::collections::BTreeMap;

use pep440_rs::Version;

use super::file::File;
use super::files::Files;

/// A project of an index.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Project {
    /// Its releases with their files, in the order of the index.
    pub releases: BTreeMap<Version, Files>,
}

impl Project {
    /// Itself without the wheels for other systems and processors than the platforms', Linux on x86-64, which are most of them.
    /// A release that has nothing else keeps one, so that it is known to be there.
    #[must_use]
    pub fn narrowed(mut self) -> Self {
        for files in self.releases.values_mut() {
            files.change(|files| {
                let is_for_others = !files.iter().any(File::may_be_for_linux);
                if is_for_others { files.truncate(1) } else { files.retain(File::may_be_for_linux) }
            });
        }
        self
    }

    /// Adds what another index has of it: pip looks at all of it together.
    pub fn extend(&mut self, other: Self) {
        for (version, more) in other.releases {
            let files = self.releases.entry(version).or_default();
            if files.is_empty() { *files = more } else { files.change(|files| files.extend(more.iter().cloned())) }
        }
    }
}
