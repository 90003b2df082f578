//! Whether and why a platform takes a project for Python.

use serde::Serialize;

use crate::platform::{DockerfilePolicy, LanguageChoice, OtherLanguage, Platform};
use crate::project::Project;
use crate::project::path::{base, folder};

/// Node.js, whose version some platforms look for first.
pub const NODE: &str = "Node.js";
/// Files that a web server hands out as they are.
const STATIC: &str = "static";

/// The file that makes a container build of a project.
pub const DOCKERFILE: &str = "Dockerfile";

/// Whether and why a project is recognised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Detection {
    /// What it is taken for.
    pub language: Option<RecognisedLanguage>,
    /// What builds it.
    pub builder: Option<Builder>,
    /// The marker files that are there, in the platform's order.
    pub because: Vec<String>,
    /// What else the files could be taken for: `dockerfile`, or a language's name.
    pub also: Vec<String>,
}

/// What a project is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum RecognisedLanguage {
    /// Python.
    Python,
}

/// What builds a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Builder {
    /// The platform's own Python build.
    Buildpack,
    /// The Dockerfile.
    Dockerfile,
}

impl Detection {
    /// Looks for the platform's markers.
    #[must_use]
    pub fn of(project: &Project, platform: &Platform) -> Self {
        let because: Vec<String> =
            platform.detection.markers.value.iter().filter(|name| has_marker(project, platform, name)).cloned().collect();
        let dockerfile = dockerfile(project, platform).is_some();
        let container = dockerfile
            && match platform.detection.dockerfile.value {
                DockerfilePolicy::Wins => true,
                DockerfilePolicy::Offered => because.is_empty(),
                DockerfilePolicy::Ignored | DockerfilePolicy::NotStated => false,
            };
        let after = platform.detection.after_python.iter().flat_map(|fact| &fact.value);
        let others = platform.detection.before_python.value.iter().chain(after);
        let mut also: Vec<String> = dockerfile.then(|| "dockerfile".to_owned()).into_iter().collect();
        for other in others.filter(|other| marker_of(project, other).is_some()) {
            if !also.contains(&other.name) {
                also.push(other.name.clone());
            }
        }
        if also.iter().any(|name| name == NODE) {
            also.retain(|name| name != STATIC);
        }
        Self {
            language: (!because.is_empty()).then_some(RecognisedLanguage::Python),
            builder: match (container, because.is_empty()) {
                (true, _) => Some(Builder::Dockerfile),
                (false, false) => Some(Builder::Buildpack),
                (false, true) => None,
            },
            because,
            also,
        }
    }
}

/// Folders of packages, whose files make nothing of a project.
const DEPENDENCIES: [&str; 5] = [".venv", "node_modules", "site-packages", "vendor", "venv"];

/// Whether a marker is there: a file at the root, behind a `*` any with that ending, behind `**/` also in a folder, or with a `/` at its end, a folder; on some platforms either will do.
#[must_use]
pub fn has_marker(project: &Project, platform: &Platform, marker: &str) -> bool {
    let folders_count = platform.detection.folders_count.as_ref().is_some_and(|fact| fact.value);
    if let Some(ending) = marker.strip_prefix("**/*") {
        let is_one = |path: &str| path.ends_with(ending) && !folder(path).split('/').any(|part| DEPENDENCIES.contains(&part));
        return project.files().any(|(path, _)| is_one(path));
    }
    match marker.strip_suffix('/') {
        Some(folder) => project.has_folder(folder),
        None if marker.starts_with('*') => first_match(project, &[marker.to_owned()]).is_some(),
        None => project.has(marker) || (folders_count && project.has_folder(marker)),
    }
}

/// Whether a file says what the project is built with, whatever else is there.
#[must_use]
pub fn has_language_file(project: &Project, platform: &Platform) -> bool {
    match platform.detection.language_choice.as_ref().map(|fact| &fact.value) {
        Some(LanguageChoice::Variable { file: Some(file), .. }) => project.has(file),
        _ => false,
    }
}

/// The Dockerfile that the platform sees, the one at the root first; none where a file chooses the language.
#[must_use]
pub fn dockerfile<'a>(project: &'a Project, platform: &Platform) -> Option<&'a str> {
    if has_language_file(project, platform) {
        return None;
    }
    let depth = platform.detection.dockerfile_depth.value;
    let is_one = |path: &str, name: &str| {
        let is_named = name == DOCKERFILE || (depth > 1 && name.starts_with("Dockerfile."));
        is_named && (path == name || !folder(path).split('/').any(|part| is_passed_over(platform, part)))
    };
    let found = project.files().map(|(path, _)| path).filter(|path| is_one(path, base(path)));
    found.filter(|path| folders_deep(path) <= depth).min_by_key(|path| folders_deep(path))
}

fn is_passed_over(platform: &Platform, folder: &str) -> bool {
    platform.detection.dockerfile_passes_over.as_ref().is_some_and(|fact| fact.value.iter().any(|name| name == folder))
}

/// The file that makes a project one of another language.
#[must_use]
pub fn marker_of<'a>(project: &'a Project, other: &OtherLanguage) -> Option<&'a str> {
    if other.depth <= 1 {
        let is_deeper = |path: &&str| path.contains('/') && other.markers.iter().any(|marker| marker == path);
        let deeper = || project.files().map(|(path, _)| path).find(is_deeper);
        return first_match(project, &other.markers).or_else(deeper);
    }
    let found = project.files().map(|(path, _)| path).filter(|path| other.markers.iter().any(|marker| marker == base(path)));
    found.filter(|path| folders_deep(path) <= other.depth).min_by_key(|path| folders_deep(path))
}

/// How many folders deep a file lies; 1 is the root.
#[must_use]
pub fn folders_deep(path: &str) -> usize {
    path.matches('/').count() + 1
}

/// The first root file that one of these markers names; a leading `*` in a marker stands for any start.
#[must_use]
pub fn first_match<'a>(project: &'a Project, markers: &[String]) -> Option<&'a str> {
    project.root_files().find(|file| {
        markers.iter().any(|marker| marker.strip_prefix('*').map_or(*file == marker, |ending| file.ends_with(ending)))
    })
}
