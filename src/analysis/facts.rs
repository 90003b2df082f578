//! All that is true of one project on one platform.

use std::any::Any;
use std::cell::OnceCell;
use std::rc::Rc;

use pep440_rs::Version;

use crate::index::predict::Scope;
use crate::platform::{self, Platform, Series, WithoutStaticApp};
use crate::project::Project;

use super::commands::start_command::StartCommand;
use super::detection::{Builder, Detection};
use super::django::{self, Django, ReadSettings};
use super::knowledge::packages::may_install_beside;
use super::memo::Memo;
use super::package_manager::PackageManager;
use super::packages::asked::Asked;
use super::packages::lock::Locked;
use super::packages::predicted::Predicted;
use super::packages::predictions::Predictions;
use super::packages::{Installed, Knowledge, Presence};
use super::procfile::faults::JudgedProcfile;
use super::procfile::processes::{ProcfileInForce, Starts};
use super::python::python_files::PythonFiles;
use super::python::reached_modules::{Reached, reached_modules};
use super::python_version::PythonVersion;
use super::requirements::Requirements;
use super::requirements::fault::FaultyLine;
use super::requirements::listed::PipReads;
use super::settings::Settings;
use super::static_files::{DJANGO, Reason, StaticFiles, installs_django};

/// Who knows all that gets installed.
enum Exactly<'f> {
    /// A lock file.
    Locked(&'f Installed),
    /// The index.
    Predicted(&'f Predicted),
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
    /// Which packages are there when the dependencies are installed; none if nothing says it.
    pub installed: Option<Installed>,
    /// What is wrong with the lines of these files, where pip reads them.
    pub faulty_lines: Vec<FaultyLine>,
    /// Which Procfile counts and what it starts.
    pub procfile: ProcfileInForce,
    /// The Procfile of the project and the one that is set on the platform, with what is wrong with them.
    pub procfiles: Vec<JudgedProcfile<'a>>,
    /// Whether collectstatic runs.
    pub static_files: StaticFiles,
    /// What an index lets pip find.
    pub predictions: &'a Predictions<'a>,
    /// What pip is predicted to install, asked for when a rule needs it.
    predicted: OnceCell<Option<Predicted>>,
    /// Django's settings, followed when a rule asks for them.
    django: OnceCell<Option<Django>>,
    /// The modules that surely run, followed when a rule asks for them.
    reached: OnceCell<Vec<Reached>>,
    /// What the shell reads of the processes, followed when a rule asks for it.
    commands: OnceCell<Vec<StartCommand>>,
    /// What else is worked out when a rule asks for it.
    memo: Memo,
}

impl<'a> Facts<'a> {
    /// Analyses a project for a platform.
    #[must_use]
    pub fn of(
        files: &'a PythonFiles<'a>,
        predictions: &'a Predictions<'a>,
        platform: &'static Platform,
        settings: &'a Settings,
    ) -> Self {
        let project = files.project();
        let package_manager = PackageManager::of(project, platform);
        let python = PythonVersion::of(project, platform, settings, package_manager.as_ref());
        let requirements = Requirements { python: python.resolved, ..Requirements::of(project) };
        let installed = Installed::of(project, package_manager.as_ref(), &requirements, python.resolved);
        let by_name = platform.static_files.django_by_name.as_ref().is_some_and(|fact| fact.value);
        let django = match by_name && package_manager.as_ref().is_some_and(PackageManager::reads_requirements) {
            true => Some(requirements.lists(DJANGO)),
            false => installs_django(package_manager.as_ref(), &requirements, installed.as_ref()),
        };
        let procfile = ProcfileInForce::of(project, platform, settings, &requirements);
        let mut facts = Self {
            detection: Detection::of(project, platform),
            python,
            package_manager,
            procfiles: JudgedProcfile::all(project, platform, settings, procfile.source),
            procfile,
            static_files: StaticFiles::of(project, platform, settings, django),
            faulty_lines: vec![],
            installed,
            requirements,
            predictions,
            predicted: OnceCell::new(),
            django: OnceCell::new(),
            reached: OnceCell::new(),
            commands: OnceCell::new(),
            memo: Memo::default(),
            files,
            project,
            platform,
            settings,
        };
        facts.faulty_lines = FaultyLine::all(&facts.pip_reads());
        if !by_name && facts.may_bring_django_along() && facts.knows_all_packages() {
            let django = Some(facts.presence(DJANGO) != Presence::Absent);
            facts.static_files = StaticFiles::of(project, platform, settings, django);
        }
        if facts.lacks_static_app() {
            facts.static_files.reason = Some(Reason::StaticfilesNotInstalled);
        }
        facts
    }

    /// Whether only what the requirements bring along says whether Django gets installed, and that matters.
    fn may_bring_django_along(&self) -> bool {
        self.pip_installs() && self.static_files.manage_py.is_some() && !self.requirements.lists(DJANGO)
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
        self.followed_django().filter(|_| self.static_files.starts_manage_py())
    }

    /// The settings that `manage.py` names, where they can be read, whether or not the build runs it.
    #[must_use]
    pub fn configured(&self) -> Option<(&Django, &ReadSettings)> {
        let django = self.followed_django().filter(|_| self.is_built_as_python() && self.static_files.applies)?;
        Some((django, django.read()?))
    }

    fn followed_django(&self) -> Option<&Django> {
        let read = || Django::of(self.files, self.platform, self.settings, &self.static_files, self.django_series());
        self.django.get_or_init(read).as_ref()
    }

    /// The series of Django that gets installed, if that is known.
    fn django_series(&self) -> Option<Series> {
        match self.presence(DJANGO) {
            Presence::Is(Some(release)) if self.knows_all_packages() => series_of(release),
            _ => django::version::required(&self.requirements),
        }
    }

    /// The settings that the build collects static files with, where they can be read.
    #[must_use]
    pub fn collected_settings(&self) -> Option<(&Django, &ReadSettings)> {
        let django = self.django().filter(|_| self.is_built_as_python())?;
        Some((django, django.read()?))
    }

    /// The commands of the processes that the platform starts, and the scripts that these surely come to.
    #[must_use]
    pub fn commands(&self) -> &[StartCommand] {
        let all = || StartCommand::all(self.project, self.platform, &self.procfile);
        self.commands.get_or_init(|| if self.is_built_as_python() { all() } else { vec![] })
    }

    /// The place of a command among all; none for one that was made otherwise.
    pub(in crate::analysis) fn place_of(&self, start: &StartCommand) -> Option<usize> {
        self.commands().element_offset(start)
    }

    /// The modules of the project that surely run, in about the order in which they do.
    #[must_use]
    pub fn reached_modules(&self) -> &[Reached] {
        self.reached.get_or_init(|| {
            reached_modules(
                self.files,
                self.settings,
                &self.static_files,
                self.followed_django(),
                &self.procfile,
                self.commands(),
            )
        })
    }

    /// What follows from these facts, worked out once for each type and each number of what it is about.
    pub(in crate::analysis) fn once<T: Any>(&self, about: usize, work: impl FnOnce() -> T) -> Rc<T> {
        self.memo.once(about, work)
    }

    /// What is predicted to be installed; none where nothing is, or nobody can tell.
    #[must_use]
    pub fn predicted(&self) -> Option<&Predicted> {
        self.predicted.get_or_init(|| self.predict(self.python.resolved, Scope::All)).as_ref()
    }

    /// What is predicted of the requirements alone if another Python is installed.
    #[must_use]
    pub fn predicted_for(&self, python: platform::Version) -> Option<Predicted> {
        self.predict(Some(python), Scope::Named)
    }

    fn predict(&self, python: Option<platform::Version>, scope: Scope) -> Option<Predicted> {
        let reads = PipReads { python, ..self.pip_reads() };
        let asked = match &self.installed {
            _ if self.pip_installs() => Asked::of(&reads, &self.requirements, scope)?,
            Some(Installed { locked: Some(locked), file, .. }) if self.is_built_as_python() => {
                let other = if python == self.python.resolved { None } else { Locked::of(self.project, file, python) };
                Asked::of_lock(&reads, file, other.as_ref().unwrap_or(locked))?
            }
            _ => return None,
        };
        let prediction = self.predictions.of(&asked.request)?;
        Some(Predicted { asked, prediction })
    }

    /// Whether a package of this normalised name gets installed: as the index, a lock file or the requirements say it.
    #[must_use]
    pub fn presence(&self, package: &str) -> Presence<'_> {
        match (self.exactly(), &self.installed) {
            (Some(Exactly::Predicted(predicted)), _) => predicted.presence(package),
            (Some(Exactly::Locked(installed)), _) | (None, Some(installed)) => installed.presence(package),
            (None, None) => Presence::Perhaps,
        }
    }

    /// Whether all that gets installed is known, with its releases.
    #[must_use]
    pub fn knows_all_packages(&self) -> bool {
        self.exactly().is_some()
    }

    /// Whether one of these packages may get installed: it is, or it cannot be seen whether something brings it.
    #[must_use]
    pub fn may_install(&self, packages: &[&str]) -> bool {
        self.may_install_beside(packages, "")
    }

    /// The same, where one package is known to bring none of them by itself.
    #[must_use]
    pub fn may_install_beside(&self, packages: &[&str], beside: &str) -> bool {
        if self.knows_all_packages() {
            return packages.iter().any(|package| self.presence(package) != Presence::Absent);
        }
        !self.pip_installs() || may_install_beside(&self.requirements, packages, beside)
    }

    /// Who knows all that gets installed.
    fn exactly(&self) -> Option<Exactly<'_>> {
        let locked = self.installed.as_ref().filter(|installed| installed.knowledge == Knowledge::Exactly);
        let predicted = || self.predicted().filter(|predicted| predicted.is_whole());
        locked.map(Exactly::Locked).or_else(|| predicted().map(Exactly::Predicted))
    }

    /// Whether the platform gets as far as building the project as a Python project.
    #[must_use]
    pub fn is_built_as_python(&self) -> bool {
        self.detection.builder == Some(Builder::Buildpack)
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

    /// What the platform starts of the Procfile; nothing where it does not build the project as Python.
    #[must_use]
    pub fn starts(&self) -> Starts {
        if self.is_built_as_python() { self.procfile.starts } else { Starts::default() }
    }
}

/// The first two numbers of a release.
fn series_of(release: &Version) -> Option<Series> {
    let number = |place: usize| u32::try_from(*release.release().get(place).unwrap_or(&0)).ok();
    Some(Series { major: number(0)?, minor: number(1)? })
}

#[cfg(all(test, feature = "python"))]
mod tests {
    use super::*;
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
                project.insert(path, Content::from(text.as_bytes().to_vec()));
            }
            Facts::of(
                &PythonFiles::of(&project),
                &Predictions::default(),
                platform::find(id).expect("a platform"),
                &Settings::default(),
            )
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
