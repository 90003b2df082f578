//! Which packages are there when the dependencies are installed, and how that is known.

pub mod asked;
pub mod lock;
mod manifest;
mod mirror;
pub mod predicted;
pub mod predictions;

use std::collections::BTreeMap;

use pep440_rs::Version;

use crate::analysis::package_manager::PackageManager;
use crate::analysis::requirements::{ROOT_FILE, Requirements, hashes, is_installed};
use crate::order;
use crate::platform;
use crate::project::Project;
use crate::syntax::requirements::Named;

use lock::{Locked, PIPFILE_LOCK, POETRY_LOCK, UV_LOCK};

/// The argument by which Pipenv passes its lock file over.
const SKIPS_LOCK: &str = "--skip-lock";

/// Which packages are there when the dependencies are installed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Installed {
    /// The file that says it.
    pub file: &'static str,
    /// Who reads it.
    pub manager: &'static str,
    /// How it is known.
    pub knowledge: Knowledge,
    /// What is asked for by name, where markers do not keep it away; empty where a lock file says what is installed.
    pub named: Vec<Named>,
    /// What the lock file has, where there is one.
    pub locked: Option<Locked>,
    /// Whether pip asks for hashes of all that it installs.
    asks_for_hashes: bool,
    releases: BTreeMap<String, Option<Version>>,
}

/// How it is known what is installed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Knowledge {
    /// All of it, as a lock file has it.
    Exactly,
    /// What is asked for, and nothing of what that brings along.
    Named,
    /// Some of it: more may be installed that cannot be seen.
    InPart,
}

/// How a package is added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Addition {
    /// By a line in this file.
    Line(&'static str),
    /// By a line in this file that has a release and its hashes, and one for all that it needs in turn.
    Hashed(&'static str),
    /// By an entry of the list of dependencies in this file.
    Dependency(&'static str),
    /// By this command, with the name behind it.
    Command(&'static str),
}

/// What is known of a package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence<'f> {
    /// It is installed, in this release where that is known.
    Is(Option<&'f Version>),
    /// It is not.
    Absent,
    /// It may be, brought along by something else.
    Perhaps,
}

impl Installed {
    /// What a package manager installs; none where there is none, or its file cannot be read.
    #[must_use]
    pub fn of(
        project: &Project,
        manager: Option<&PackageManager>,
        requirements: &Requirements,
        python: Option<platform::Version>,
    ) -> Option<Self> {
        let manager = manager?;
        if manager.reads_requirements() {
            let named = requirements.named().map(|(_, named)| named.clone()).collect();
            let knowledge = if requirements.incomplete { Knowledge::InPart } else { Knowledge::Named };
            let installed = Self::asked(ROOT_FILE, manager.name, named, knowledge, python);
            return Some(Self { asks_for_hashes: hashes::are_asked_for(&requirements.files), ..installed });
        }
        let skips_lock = manager.profile.command.iter().any(|argument| argument == SKIPS_LOCK);
        let lock = if manager.file == manifest::PIPFILE && !skips_lock { PIPFILE_LOCK } else { manager.file };
        if let Some(locked) = Locked::of(project, lock, python) {
            let knowledge = if locked.is_uncertain { Knowledge::InPart } else { Knowledge::Exactly };
            let releases = order::map(locked.packages.iter().map(|(name, package)| (name.clone(), package.version.clone())));
            let (manager, named, locked) = (manager.name, vec![], Some(locked));
            return Some(Self { file: lock, manager, knowledge, named, locked, asks_for_hashes: false, releases });
        }
        let (named, is_all) = manifest::requirements(project, manager.file)?;
        let knowledge = if is_all { Knowledge::Named } else { Knowledge::InPart };
        Some(Self::asked(manager.file, manager.name, named, knowledge, python))
    }

    fn asked(
        file: &'static str,
        manager: &'static str,
        mut named: Vec<Named>,
        knowledge: Knowledge,
        python: Option<platform::Version>,
    ) -> Self {
        named.retain(|named| is_installed(named, python) != Some(false));
        let releases = order::map(named.iter().map(|named| (named.normalized.clone(), named.pin())));
        Self { file, manager, knowledge, named, locked: None, asks_for_hashes: false, releases }
    }

    /// The file in which people say what they need.
    #[must_use]
    pub fn manifest(&self) -> &'static str {
        match self.file {
            PIPFILE_LOCK => manifest::PIPFILE,
            POETRY_LOCK | UV_LOCK => manifest::PYPROJECT,
            file => file,
        }
    }

    /// The command that writes the lock file anew.
    #[must_use]
    pub fn lock_command(&self) -> &'static str {
        match self.file {
            PIPFILE_LOCK => "pipenv lock",
            POETRY_LOCK => "poetry lock",
            _ => "uv lock",
        }
    }

    /// How a package is added.
    #[must_use]
    pub fn addition(&self) -> Addition {
        match self.file {
            PIPFILE_LOCK | manifest::PIPFILE => Addition::Command("pipenv install"),
            POETRY_LOCK => Addition::Command("poetry add"),
            UV_LOCK => Addition::Command("uv add"),
            manifest::PYPROJECT => Addition::Dependency(manifest::PYPROJECT),
            file if self.asks_for_hashes => Addition::Hashed(file),
            file => Addition::Line(file),
        }
    }

    /// The name of a package as it is written, by its normalised name.
    #[must_use]
    pub fn name_of<'n>(&'n self, package: &'n str) -> &'n str {
        let named = self.named.iter().find(|named| named.normalized == package).map(|named| named.name.as_str());
        let locked = || Some(self.locked.as_ref()?.packages.get(package)?.name.as_str());
        named.or_else(locked).unwrap_or(package)
    }

    /// What is known of a package, by its normalised name.
    #[must_use]
    pub fn presence(&self, package: &str) -> Presence<'_> {
        match (self.releases.get(package), self.knowledge) {
            (Some(release), _) => Presence::Is(release.as_ref()),
            (None, Knowledge::Exactly) => Presence::Absent,
            (None, Knowledge::Named | Knowledge::InPart) => Presence::Perhaps,
        }
    }
}
