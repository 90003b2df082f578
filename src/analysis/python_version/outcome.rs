//! What would come of a version file if it had another name, or another encoding.

use crate::analysis::Facts;
use crate::platform::Version;
use crate::project::Project;

use super::advice::Obstacle;
use super::{PythonVersion, Status};

/// What comes of a version file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VersionOutcome {
    /// Its content was not given.
    Unknown,
    /// The platform cannot install what it says.
    NotInstalled,
    /// This version is installed, and the project surely stops on it.
    Stops(Version, Obstacle),
    /// This version is installed.
    Installed(Version),
}

impl VersionOutcome {
    /// What comes of it in this project, which differs from that of the facts in its version file alone.
    pub(super) fn of(facts: &Facts<'_>, changed: &Project) -> Self {
        let python = PythonVersion::of(changed, facts.platform, facts.settings, facts.package_manager.as_ref());
        let Some(version) = python.resolved.filter(|_| python.status == Status::Ok) else { return Self::NotInstalled };
        Obstacle::of(facts, version).map_or(Self::Installed(version), |obstacle| Self::Stops(version, obstacle))
    }
}
