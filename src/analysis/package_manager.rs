//! What installs the dependencies.

use serde::Serialize;

use crate::platform::{Manager, Platform};
use crate::project::Project;

use super::requirements::ROOT_FILE;

/// The package manager that a platform chooses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PackageManager {
    /// Its name.
    pub name: &'static str,
    /// The file that chose it.
    pub file: &'static str,
    /// The profile's entry, with the command.
    #[serde(skip)]
    pub profile: &'static Manager,
}

impl PackageManager {
    /// The strongest manager whose file is there.
    #[must_use]
    pub fn of(project: &Project, platform: &'static Platform) -> Option<Self> {
        let profile = platform.install.managers.value.iter().find(|manager| project.has(&manager.file))?;
        Some(Self { name: &profile.name, file: &profile.file, profile })
    }

    /// Whether it installs what `requirements.txt` lists.
    #[must_use]
    pub fn reads_requirements(&self) -> bool {
        self.file == ROOT_FILE
    }
}
