//! What is true of a project on a platform, without a sentence in it.

pub mod detection;
pub mod dialect;
pub mod generator;
pub mod package_manager;
pub mod processes;
pub mod python_files;
pub mod python_version;
pub mod reached_modules;
pub mod requirements;
pub mod start_command;
pub mod static_files;

use std::collections::BTreeMap;

use crate::platform::Platform;
use crate::project::Project;

use detection::Detection;
use package_manager::PackageManager;
use processes::ProcfileInForce;
use python_files::PythonFiles;
use python_version::PythonVersion;
use requirements::Requirements;
use static_files::StaticFiles;

/// What is set on the platform itself, outside the files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// The environment variables.
    pub env: BTreeMap<String, String>,
    /// The Procfile, or on platforms that know only that, the run command.
    pub procfile: Option<String>,
}

/// All that is true of one project on one platform.
#[derive(Debug, Clone)]
pub struct Facts<'a> {
    /// The files.
    pub project: &'a Project,
    /// The profile.
    pub platform: &'static Platform,
    /// What is set on the platform.
    pub settings: &'a Settings,
    /// Whether and why the project is recognised.
    pub detection: Detection,
    /// What installs the dependencies.
    pub package_manager: Option<PackageManager>,
    /// The Python files, parsed on demand.
    pub files: &'a PythonFiles<'a>,
    /// Which Python is asked for and which is installed.
    pub python: PythonVersion,
    /// What is required, over all included files.
    pub requirements: Requirements,
    /// Which Procfile counts and what it starts.
    pub procfile: ProcfileInForce,
    /// Whether collectstatic runs.
    pub static_files: StaticFiles,
}

impl<'a> Facts<'a> {
    /// Analyses a project for a platform.
    #[must_use]
    pub fn of(files: &'a PythonFiles<'a>, platform: &'static Platform, settings: &'a Settings) -> Self {
        let project = files.project();
        let requirements = Requirements::of(project);
        Self {
            detection: Detection::of(project, platform),
            package_manager: PackageManager::of(project, platform),
            python: PythonVersion::of(project, platform),
            procfile: ProcfileInForce::of(project, platform, settings, &requirements),
            static_files: StaticFiles::of(project, platform, settings, &requirements),
            requirements,
            files,
            project,
            platform,
            settings,
        }
    }

    /// Whether the platform gets as far as building the project as a Python project.
    #[must_use]
    pub fn is_built_as_python(&self) -> bool {
        self.detection.builder == Some(detection::Builder::Buildpack)
    }
}
