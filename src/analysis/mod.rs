//! What is true of a project on a platform, without a sentence in it.

pub mod commands;
pub mod detection;
pub mod django;
pub mod ignored;
pub mod knowledge;
pub mod lock_file;
pub mod package_manager;
pub mod procfile;
pub mod python;
pub mod python_version;
pub mod requirements;
pub mod static_files;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::platform::{Platform, WithoutStaticApp};
use crate::project::Project;

use detection::Detection;
use django::Django;
use package_manager::PackageManager;
use procfile::processes::ProcfileInForce;
use python::python_files::PythonFiles;
use python::reached_modules::{self, Reached};
use python_version::PythonVersion;
use requirements::Requirements;
use requirements::fault::FaultyLine;
use requirements::listed::PipReads;
use static_files::{Reason, StaticFiles};

/// What is set on the platform itself, outside the files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// The environment variables.
    pub env: BTreeMap<String, String>,
    /// Variables that are set there as well, to values that are not known.
    pub expected: BTreeSet<String>,
    /// The Procfile, or on platforms that know only that, the run command.
    pub procfile: Option<String>,
}

impl Settings {
    /// Whether a variable is set, be its value known or not.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.env.contains_key(name) || self.expected.contains(name)
    }
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
    /// What is wrong with the lines of these files, where pip reads them.
    pub faulty_lines: Vec<FaultyLine>,
    /// Which Procfile counts and what it starts.
    pub procfile: ProcfileInForce,
    /// Whether collectstatic runs.
    pub static_files: StaticFiles,
    /// Django's settings, read when a rule asks for them.
    django: OnceCell<Option<Django>>,
    /// The modules that surely run, followed when a rule asks for them.
    reached: OnceCell<Vec<Reached>>,
}

impl<'a> Facts<'a> {
    /// Analyses a project for a platform.
    #[must_use]
    pub fn of(files: &'a PythonFiles<'a>, platform: &'static Platform, settings: &'a Settings) -> Self {
        let project = files.project();
        let package_manager = PackageManager::of(project, platform);
        let python = PythonVersion::of(project, platform, settings, package_manager.as_ref());
        let requirements = Requirements { python: python.resolved, ..Requirements::of(project) };
        let mut facts = Self {
            detection: Detection::of(project, platform),
            python,
            package_manager,
            procfile: ProcfileInForce::of(project, platform, settings, &requirements),
            static_files: StaticFiles::of(project, platform, settings, &requirements),
            faulty_lines: vec![],
            requirements,
            django: OnceCell::new(),
            reached: OnceCell::new(),
            files,
            project,
            platform,
            settings,
        };
        facts.faulty_lines = FaultyLine::all(&facts.pip_reads());
        if facts.lacks_static_app() {
            facts.static_files.reason = Some(Reason::StaticfilesNotInstalled);
        }
        facts
    }

    /// Whether the platform asks for the command first and surely hears that there is none.
    fn lacks_static_app(&self) -> bool {
        let asks = self.platform.static_files.without_app.value == WithoutStaticApp::Skipped && self.static_files.runs();
        let sure = || self.django().filter(|django| !django.has_alternatives).and_then(Django::read);
        asks && sure().is_some_and(|read| read.has_static_app() == Some(false))
    }

    /// Django's settings; none if `manage.py` is not run for collectstatic, or they cannot be followed.
    #[must_use]
    pub fn django(&self) -> Option<&Django> {
        self.django.get_or_init(|| Django::of(self)).as_ref()
    }

    /// The modules of the project that surely run, in about the order in which they do.
    #[must_use]
    pub fn reached_modules(&self) -> &[Reached] {
        self.reached.get_or_init(|| reached_modules::reached_modules(self))
    }

    /// Whether the platform gives the project's `requirements.txt` to pip.
    #[must_use]
    pub fn pip_installs(&self) -> bool {
        self.is_built_as_python() && self.package_manager.as_ref().is_some_and(PackageManager::reads_requirements)
    }

    /// What the platform's pip reads.
    #[must_use]
    pub fn pip_reads(&self) -> PipReads<'_> {
        let Self { project, platform, settings, .. } = *self;
        let files = if self.pip_installs() { self.requirements.files.as_slice() } else { &[] };
        PipReads { project, platform, settings, python: self.python.resolved, files }
    }

    /// Whether the platform gets as far as building the project as a Python project.
    #[must_use]
    pub fn is_built_as_python(&self) -> bool {
        self.detection.builder == Some(detection::Builder::Buildpack)
    }
}

#[cfg(all(test, feature = "python"))]
mod tests {
    use super::*;
    use crate::platform;
    use crate::project::Content;

    #[test]
    fn collectstatic_is_left_out_without_its_app_where_the_platform_asks_first() {
        let reason = |id: &str, apps: &str| {
            let mut project = Project::new();
            let settings = format!("INSTALLED_APPS = {apps}\n");
            for (path, text) in [
                ("requirements.txt", "Django==4.2.16\n"),
                ("manage.py", "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\n"),
                ("mysite/__init__.py", ""),
                ("mysite/settings.py", settings.as_str()),
            ] {
                project.insert(path, Content::Bytes(text.as_bytes().to_vec()));
            }
            Facts::of(&PythonFiles::of(&project), platform::find(id).expect("a platform"), &Settings::default())
                .static_files
                .reason
        };
        let absent = Some(Reason::StaticfilesNotInstalled);
        assert_eq!(reason("heroku-cnb", "['django.contrib.auth']"), absent);
        assert_eq!(reason("heroku-cnb", "['django.contrib.staticfiles']"), None);
        assert_eq!(reason("heroku-cnb", "['django.contrib.auth', *more()]"), None);
        assert_eq!(reason("heroku", "['django.contrib.auth']"), None);
    }
}
