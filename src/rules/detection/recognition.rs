//! Why a project is not taken for Python; of several reasons the nearest one speaks.

use crate::analysis::Facts;
use crate::analysis::detection::first_match;
use crate::analysis::package_manager::{candidates, missing_lock};
use crate::analysis::requirements::ROOT_FILE;
use crate::platform::NoManager;
use crate::project::Project;
use crate::rules::{Finding, Message};

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

/// Files of package managers, and the command that writes requirements from them; none where the project itself is what
/// has to be installed.
const MANAGERS: &[(&str, Option<&str>)] = &[
    ("Pipfile", Some("pipenv requirements > requirements.txt")),
    ("Pipfile.lock", Some("pipenv requirements > requirements.txt")),
    ("poetry.lock", Some("poetry export --without-hashes -o requirements.txt")),
    ("uv.lock", Some("uv export --no-hashes -o requirements.txt")),
    ("pdm.lock", Some("pdm export --without-hashes -o requirements.txt")),
    ("environment.yml", Some("pip list --format=freeze > requirements.txt")),
    ("setup.py", None),
    ("pyproject.toml", None),
];

/// The file of a package manager, and the command that leads from it to requirements.
pub(super) fn manager_file(project: &Project) -> Option<(&'static str, Option<&'static str>)> {
    MANAGERS.iter().copied().find(|(file, _)| project.has(file))
}

/// Whether the platform finds neither a marker of Python nor a Dockerfile that it builds.
pub(super) fn is_unrecognised(facts: &Facts<'_>) -> bool {
    facts.detection.builder.is_none()
}

/// Whether the platform takes the project for Python and finds nothing to install from.
pub(super) fn is_without_manager(facts: &Facts<'_>) -> bool {
    let (project, platform) = (facts.project, facts.platform);
    let has_none = candidates(project, platform).next().is_none() && missing_lock(project, platform).is_none();
    facts.is_built_as_python() && has_none
}

/// Whether that is where the build ends.
pub(super) fn is_stuck(facts: &Facts<'_>) -> bool {
    is_unrecognised(facts) || (is_without_manager(facts) && facts.platform.install.none.value == NoManager::Refused)
}

/// The files of which one is enough: to be recognised and to install from.
pub(super) fn wanted<'a>(facts: &'a Facts<'_>) -> Vec<&'a str> {
    let markers = facts.platform.detection.markers.value.iter().map(String::as_str);
    let installs = |name: &str| facts.platform.install.managers.value.iter().any(|manager| manager.file == name);
    markers.filter(|name| installs(name)).collect()
}

/// The file at the root that was most likely meant to be `requirements.txt`, where that would make it Python.
pub(super) fn misspelled<'a>(facts: &Facts<'a>) -> Option<&'a str> {
    let counts = facts.platform.detection.markers.value.iter().any(|marker| marker == ROOT_FILE);
    if !counts || !is_stuck(facts) {
        return None;
    }
    let is_misspelling = |name: &&str| *name != ROOT_FILE && MISSPELLINGS.contains(&name.trim().to_ascii_lowercase().as_str());
    facts.project.root_files().filter(is_misspelling).min_by_key(|name| name.strip_suffix(".txt").is_none())
}

/// A marker in the only folder that has any, together with Python files.
pub(super) fn in_subfolder<'a>(facts: &Facts<'a>) -> Option<(&'a str, &'a str)> {
    if !is_stuck(facts) || misspelled(facts).is_some() {
        return None;
    }
    let wanted = wanted(facts);
    let is_marker = |name: &str| wanted.contains(&name);
    let paths = facts.project.files().filter_map(|(path, _)| path.rsplit_once('/'));
    let found: Vec<(&str, &str)> = paths.filter(|(folder, name)| is_marker(name) && !is_aside(folder)).collect();
    let (folder, name) = *found.iter().min_by_key(|(folder, _)| folder.len())?;
    let inside = |path: &str| path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let has_code = facts.project.files().any(|(path, _)| inside(path) && path.strip_suffix(".py").is_some());
    let is_only_one = found.iter().all(|(other, _)| inside(other));
    let path = facts.project.files().map(|(path, _)| path).find(|path| path.rsplit_once('/') == Some((folder, name)))?;
    (has_code && is_only_one).then_some((folder, path))
}

fn is_aside(folder: &str) -> bool {
    folder.split('/').any(|part| part.starts_with('.') || ASIDE.contains(&part))
}

/// The file at the root that makes the project one of another language.
pub(super) fn other_language(project: &Project) -> Option<&str> {
    let markers: Vec<String> = OTHER_LANGUAGES.iter().map(|&marker| marker.to_owned()).collect();
    first_match(project, &markers)
}

/// Adds what the platform prints to a project that it does not take for Python; nothing where it takes it for another
/// language, or where its Python build is never tried.
pub(super) fn with_words<M: Message>(facts: &Facts<'_>, finding: Finding<M>) -> Finding<M> {
    let refused = &facts.platform.detection.refused_markers.value;
    let is_tried = refused.is_empty() || refused.iter().any(|name| facts.project.has(name));
    let special = facts.platform.says.get("PSH101:unrecognised").filter(|_| is_unrecognised(facts));
    match special.or_else(|| facts.platform.says.get("PSH101")) {
        Some(says) if is_tried && other_language(facts.project).is_none() => finding.says(&says.value),
        _ => finding.says_nothing(),
    }
}
