//! What installs the dependencies.

use serde::Serialize;

use crate::platform::{Manager, NeededLock, Platform, Series, SeveralManagers};
use crate::project::Project;

use super::requirements::ROOT_FILE;

/// The package manager that a platform chooses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
    /// The manager that installs: the strongest whose file is there; none where the build stops because of several, or
    /// because the lock of one is missing.
    #[must_use]
    pub fn of(project: &Project, platform: &'static Platform) -> Option<Self> {
        let refuses_several = platform.install.several.value == SeveralManagers::Refused;
        if missing_lock(project, platform).is_some_and(|needed| needed.stops) {
            return None;
        }
        let mut found = candidates(project, platform);
        let profile = found.next().filter(|_| !refuses_several || found.next().is_none())?;
        Some(Self { name: &profile.name, file: &profile.file, profile })
    }

    /// Installs the manager itself, and with pip what comes along.
    #[must_use]
    pub fn prepare(&self, platform: &Platform, python: Option<Series>) -> Vec<String> {
        let install = &platform.install;
        if let Some(own) = &self.profile.prepare {
            return own.clone();
        }
        let mut command = install.prepare.value.clone();
        let brought = install.brings.iter().flat_map(|fact| &fact.value).filter(|package| package.comes_with(python));
        let pins = brought.map(|package| format!("{}=={}", package.name, package.version));
        command.extend(pins.filter(|_| !install.prepare.value.is_empty()));
        command
    }

    /// Whether it installs what `requirements.txt` lists.
    #[must_use]
    pub fn reads_requirements(&self) -> bool {
        self.file == ROOT_FILE
    }
}

/// Whether a package is there whatever the project requires; where no source says it, a tool of pip may be.
#[must_use]
pub fn may_be_brought(platform: &Platform, package: &str, python: Option<Series>) -> bool {
    match &platform.install.brings {
        Some(brings) => brings.value.iter().any(|brought| brought.name == package && brought.comes_with(python)),
        None => package == SETUPTOOLS,
    }
}

/// The tool of pip that older Pythons brought along.
const SETUPTOOLS: &str = "setuptools";

/// Every manager whose files are there, strongest first.
pub fn candidates<'a>(project: &'a Project, platform: &'static Platform) -> impl Iterator<Item = &'static Manager> + 'a {
    let is_there =
        |manager: &&Manager| project.has(&manager.file) && manager.beside.as_ref().is_none_or(|other| project.has(other));
    platform.install.managers.value.iter().filter(is_there)
}

/// A file without the lock that it needs.
#[must_use]
pub fn missing_lock(project: &Project, platform: &'static Platform) -> Option<&'static NeededLock> {
    let mut needed = platform.install.needed_locks.value.iter();
    needed.find(|needed| project.has(&needed.file) && !project.has(&needed.lock))
}
