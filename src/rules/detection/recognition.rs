//! Why a project is not taken for Python; of several reasons the nearest one speaks.

use crate::analysis::Facts;
use crate::analysis::detection::first_match;
use crate::analysis::requirements::ROOT_FILE;
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

/// Whether the platform finds neither a marker of Python nor a Dockerfile that it builds.
pub(super) fn is_unrecognised(facts: &Facts<'_>) -> bool {
    facts.detection.builder.is_none()
}

/// The file at the root that was most likely meant to be `requirements.txt`, where that would make it Python.
pub(super) fn misspelled<'a>(facts: &Facts<'a>) -> Option<&'a str> {
    let counts = facts.platform.detection.markers.value.iter().any(|marker| marker == ROOT_FILE);
    if !counts || !is_unrecognised(facts) {
        return None;
    }
    let is_misspelling = |name: &&str| *name != ROOT_FILE && MISSPELLINGS.contains(&name.trim().to_ascii_lowercase().as_str());
    facts.project.root_files().filter(is_misspelling).min_by_key(|name| name.strip_suffix(".txt").is_none())
}

/// A marker in the only folder that has any, together with Python files.
pub(super) fn in_subfolder<'a>(facts: &Facts<'a>) -> Option<(&'a str, &'a str)> {
    if !is_unrecognised(facts) || misspelled(facts).is_some() {
        return None;
    }
    let is_marker = |name: &str| facts.platform.detection.markers.value.iter().any(|marker| marker == name);
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
    match facts.platform.says.get("PSH101") {
        Some(says) if is_tried && other_language(facts.project).is_none() => finding.says(&says.value),
        _ => finding.says_nothing(),
    }
}
