//! Why a platform does not take a project for Python, or does not know what to install.

use toml_span::Value;

use crate::order;
use crate::platform::{Manager, NeededLock, NoManager, Platform};
use crate::project::Project;
use crate::project::path::{base, folder};
use crate::text::toml;

use super::detection::{Builder, Detection, first_match};
use super::package_manager::{candidates, missing_lock};
use super::requirements::ROOT_FILE;

/// Names that were meant to be `requirements.txt`, in lower case. Heroku's buildpack looks for some of them as well.
const MISSPELLINGS: &[&str] = &[
    "reqirements.txt",
    "requeriments.txt",
    "requierements.txt",
    "requierments.txt",
    "requirement.text",
    "requirement.txt",
    "requirements",
    "requirements,txt",
    "requirements.text",
    "requirements.txt",
    "requirements.txt.txt",
    "requirementstxt",
    "requiremets.txt",
    "requiremnets.txt",
    "requiremnts.txt",
    "requirments",
    "requirments.txt",
    "requriements.txt",
];

/// Files that make a project one of another language on some platform.
const OTHER_LANGUAGES: &[&str] = &[
    "*.csproj",
    "*.jar",
    "*.sln",
    "*.war",
    "Cargo.toml",
    "Gemfile",
    "build.gradle",
    "build.gradle.kts",
    "build.sbt",
    "composer.json",
    "go.mod",
    "index.html",
    "index.php",
    "main.go",
    "mix.exs",
    "package.json",
    "pom.xml",
    "project.clj",
];

/// Folders whose files say nothing of the project around them.
const ASIDE: &[&str] =
    &["doc", "docs", "env", "example", "examples", "node_modules", "site-packages", "test", "tests", "vendor", "venv"];

/// Files of package managers, the strongest first.
const MANAGERS: &[&str] =
    &["Pipfile", "Pipfile.lock", "poetry.lock", "uv.lock", "pdm.lock", "environment.yml", "setup.py", PYPROJECT];
const PYPROJECT: &str = "pyproject.toml";

const EXPORT_POETRY: &str = "poetry export --without-hashes -o requirements.txt";
const EXPORT_UV: &str = "uv export --no-hashes -o requirements.txt";
const EXPORT_PDM: &str = "pdm export --without-hashes -o requirements.txt";
const EXPORT_PIPENV: &str = "pipenv requirements > requirements.txt";

/// Why a platform does not take a project for Python, or does not know what to install. What stands above keeps from being told
/// what stands below, but for a lock file without which the build goes on, and a project in a subfolder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecognitionFault<'a> {
    /// A file needs another one beside it.
    MissingLock(&'static NeededLock),
    /// There are the files of several package managers, the strongest first.
    SeveralManagers(Vec<&'static Manager>),
    /// A file at the root was most likely meant to be `requirements.txt`.
    Misspelled(&'a str),
    /// The folders that have a marker, together with Python files, lie below the root.
    InSubfolder {
        /// The folder, or the first of several beside each other.
        folder: &'a str,
        /// The marker in it, from the root.
        marker: &'a str,
        /// The other folders.
        others: Vec<&'a str>,
    },
    /// There is only the file of a package manager that the platform does not install with.
    UnsupportedManager(ManagerFile),
    /// Nothing says that it is Python, or what is to be installed.
    NoMarker(Instead<'a>),
}

/// The file of a package manager, and how what it lists gets to where the platform installs from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ManagerFile {
    /// Its name.
    pub file: &'static str,
    /// The way out.
    pub way_out: WayOut,
}

/// How what a file lists gets to where a platform installs from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WayOut {
    /// A command writes requirements from it.
    Export(&'static str),
    /// A command writes the lock file that the platform installs from.
    Lock {
        /// The command.
        command: &'static str,
        /// The lock file.
        lock: &'static str,
    },
    /// The project itself is what has to be installed, with all that it asks for.
    Install,
    /// Its list of dependencies is written in the words of `requirements.txt`.
    Copy,
    /// It lists nothing.
    Freeze,
}

/// What a project has instead of a marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Instead<'a> {
    /// The file of a package manager that does not count here.
    Manager(ManagerFile),
    /// The file of another language; there may be Python beside it.
    OtherLanguage(&'a str),
    /// Python files alone.
    Code,
    /// No Python at all.
    Nothing,
}

impl<'a> RecognitionFault<'a> {
    /// All that is to be told of a project.
    #[must_use]
    pub fn all(project: &'a Project, platform: &'static Platform, detection: &Detection) -> Vec<Self> {
        match detection.builder {
            None => unrecognised(project, platform),
            Some(Builder::Dockerfile) => vec![],
            Some(Builder::Buildpack) => recognised(project, platform),
        }
    }
}

/// The platform finds neither a marker of Python nor a Dockerfile that it builds.
fn unrecognised<'a>(project: &'a Project, platform: &'static Platform) -> Vec<RecognitionFault<'a>> {
    let near = misspelled(project, platform).or_else(|| in_subfolder(project, platform));
    vec![near.unwrap_or_else(|| RecognitionFault::NoMarker(Instead::of(project, platform)))]
}

/// The platform takes it for Python, and looks for what to install.
fn recognised<'a>(project: &'a Project, platform: &'static Platform) -> Vec<RecognitionFault<'a>> {
    let lock = missing_lock(project, platform);
    let mut found: Vec<&Manager> = vec![];
    for manager in candidates(project, platform) {
        if found.iter().all(|other| other.name != manager.name) {
            found.push(manager);
        }
    }
    let is_stuck = platform.install.none.value == NoManager::Refused;
    match (lock, found.as_slice()) {
        (Some(lock), _) if lock.stops => vec![RecognitionFault::MissingLock(lock)],
        (None, []) if is_stuck => without_manager(project, platform),
        (None, []) => manager_file(project, platform).map(RecognitionFault::UnsupportedManager).into_iter().collect(),
        _ => {
            let several = (found.len() > 1).then_some(RecognitionFault::SeveralManagers(found));
            lock.map(RecognitionFault::MissingLock).into_iter().chain(several).collect()
        }
    }
}

/// The build ends because there is nothing to install from.
fn without_manager<'a>(project: &'a Project, platform: &'static Platform) -> Vec<RecognitionFault<'a>> {
    if let Some(misspelled) = misspelled(project, platform) {
        return vec![misspelled];
    }
    let subfolder = in_subfolder(project, platform);
    let manager = manager_file(project, platform).map(RecognitionFault::UnsupportedManager);
    let faults: Vec<RecognitionFault<'a>> = subfolder.into_iter().chain(manager).collect();
    if faults.is_empty() { vec![RecognitionFault::NoMarker(Instead::of(project, platform))] } else { faults }
}

/// The files of which one is enough: to be recognised and to install from.
#[must_use]
pub fn wanted(platform: &Platform) -> Vec<&str> {
    let markers = || platform.detection.markers.value.iter().map(String::as_str);
    let installs = |name: &str| platform.install.managers.value.iter().any(|manager| manager.file == name);
    let installed_from: Vec<&str> = markers().filter(|name| installs(name)).collect();
    if installed_from.is_empty() { markers().collect() } else { installed_from }
}

/// The file at the root that makes the project one of another language.
#[must_use]
pub fn other_language(project: &Project) -> Option<&str> {
    let markers: Vec<String> = OTHER_LANGUAGES.iter().map(|&marker| marker.to_owned()).collect();
    first_match(project, &markers)
}

impl<'a> Instead<'a> {
    fn of(project: &'a Project, platform: &Platform) -> Self {
        let has_code = || project.files().any(|(path, _)| path.strip_suffix(".py").is_some());
        if let Some(manager) = manager_file(project, platform) {
            Self::Manager(manager)
        } else if let Some(file) = other_language(project) {
            Self::OtherLanguage(file)
        } else if has_code() {
            Self::Code
        } else {
            Self::Nothing
        }
    }
}

fn manager_file(project: &Project, platform: &Platform) -> Option<ManagerFile> {
    let file = *MANAGERS.iter().find(|file| project.has(file))?;
    let way_out = match file {
        "Pipfile" if !project.has("Pipfile.lock") => WayOut::Export("pipenv lock && pipenv requirements > requirements.txt"),
        "Pipfile" | "Pipfile.lock" => WayOut::Export(EXPORT_PIPENV),
        "poetry.lock" => WayOut::Export(EXPORT_POETRY),
        "uv.lock" => WayOut::Export(EXPORT_UV),
        "pdm.lock" => WayOut::Export(EXPORT_PDM),
        "environment.yml" => WayOut::Export("pip list --format=freeze > requirements.txt"),
        "setup.py" => WayOut::Install,
        _ => pyproject_way_out(project, platform),
    };
    Some(ManagerFile { file, way_out })
}

/// `pyproject.toml` without a lock belongs to the tool that it has a table of, or whose build it names. To install the project
/// itself is no way out: not every tool's project can be built, and one without a build system brings nothing along.
fn pyproject_way_out(project: &Project, platform: &Platform) -> WayOut {
    let text = project.text(PYPROJECT);
    let Some(file) = text.as_ref().and_then(|text| toml::parse(text.as_str()).ok()) else { return WayOut::Freeze };
    let backend = file.pointer("/build-system/build-backend").and_then(Value::as_str).unwrap_or_default();
    let is_of = |table: &str, start: &str| file.pointer(table).is_some() || backend.starts_with(start);
    let dependencies = file.pointer("/project/dependencies").and_then(Value::as_array);
    let or_lock = |export, command, lock| {
        let is_read = platform.install.managers.value.iter().any(|manager| manager.file == lock);
        if is_read { WayOut::Lock { command, lock } } else { WayOut::Export(export) }
    };
    if is_of("/tool/poetry", "poetry.") {
        or_lock(EXPORT_POETRY, "poetry lock", "poetry.lock")
    } else if is_of("/tool/uv", "uv_build") {
        or_lock(EXPORT_UV, "uv lock", "uv.lock")
    } else if is_of("/tool/pdm", "pdm.") {
        WayOut::Export("pdm lock && pdm export --without-hashes -o requirements.txt")
    } else if dependencies.is_some_and(|listed| !listed.is_empty()) {
        WayOut::Copy
    } else {
        WayOut::Freeze
    }
}

/// The file at the root that was most likely meant to be `requirements.txt`, where that would make it Python.
fn misspelled<'a>(project: &'a Project, platform: &Platform) -> Option<RecognitionFault<'a>> {
    let counts = platform.detection.markers.value.iter().any(|marker| marker == ROOT_FILE);
    let is_misspelling =
        |name: &&str| counts && *name != ROOT_FILE && MISSPELLINGS.contains(&name.trim().to_ascii_lowercase().as_str());
    let found = project.root_files().filter(is_misspelling).min_by_key(|name| name.strip_suffix(".txt").is_none());
    found.map(RecognitionFault::Misspelled)
}

/// A marker in the only folder that has any, together with Python files; or, where no Python lies at the root, in the first of
/// several such folders.
fn in_subfolder<'a>(project: &'a Project, platform: &Platform) -> Option<RecognitionFault<'a>> {
    let wanted = wanted(platform);
    let paths = || project.files().map(|(path, _)| path);
    let is_code = |path: &str| path.strip_suffix(".py").is_some();
    let is_marker = |path: &&str| path.contains('/') && wanted.contains(&base(path)) && !is_aside(folder(path));
    let mut found: Vec<&str> = paths().filter(is_marker).collect();
    order::sort_by_key(&mut found, |path| folder(path).len());
    let mut markers: Vec<&str> = vec![];
    for path in found {
        if !markers.iter().any(|marker| is_inside(path, folder(marker))) {
            markers.push(path);
        }
    }
    let has_code = |marker: &&str| paths().any(|path| is_code(path) && is_inside(path, folder(marker)));
    let is_told = markers.len() == 1 || !project.root_files().any(is_code);
    if !is_told || !markers.iter().all(has_code) {
        return None;
    }
    let mut folders: Vec<&str> = markers.iter().map(|marker| folder(marker)).collect();
    order::sort_by(&mut folders, Ord::cmp);
    let (first, others) = folders.split_first()?;
    let marker = markers.into_iter().find(|marker| folder(marker) == *first)?;
    Some(RecognitionFault::InSubfolder { folder: first, marker, others: others.to_vec() })
}

fn is_inside(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// Whether a folder is beside the application: documentation, tests, examples, other people's code, or hidden.
#[must_use]
pub fn is_aside(folder: &str) -> bool {
    folder.split('/').any(|part| part.starts_with('.') || ASIDE.contains(&part))
}
