//! Whether and why a platform takes a project for Python.

use serde::Serialize;

use crate::platform::{DockerfilePolicy, Platform};
use crate::project::Project;

/// The file that makes a container build of a project.
pub const DOCKERFILE: &str = "Dockerfile";

/// Whether and why a project is recognised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
#[serde(rename_all = "lowercase")]
pub enum RecognisedLanguage {
    /// Python.
    Python,
}

/// What builds a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
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
        let because: Vec<String> = platform.detection.markers.value.iter().filter(|name| project.has(name)).cloned().collect();
        let dockerfile = project.has(DOCKERFILE);
        let container = dockerfile && platform.detection.dockerfile.value == DockerfilePolicy::Wins;
        let others = platform.detection.before_python.value.iter().filter(|other| first_match(project, &other.markers).is_some());
        let also = dockerfile.then(|| "dockerfile".to_owned()).into_iter().chain(others.map(|other| other.name.clone()));
        Self {
            language: (!because.is_empty()).then_some(RecognisedLanguage::Python),
            builder: match (container, because.is_empty()) {
                (true, _) => Some(Builder::Dockerfile),
                (false, false) => Some(Builder::Buildpack),
                (false, true) => None,
            },
            because,
            also: also.collect(),
        }
    }
}

/// The first root file that one of these markers names; a leading `*` in a marker stands for any start.
#[must_use]
pub fn first_match<'a>(project: &'a Project, markers: &[String]) -> Option<&'a str> {
    project.root_files().find(|file| {
        markers.iter().any(|marker| marker.strip_prefix('*').map_or(*file == marker, |ending| file.ends_with(ending)))
    })
}
