//! What a platform will do with a Python web project, read from its files before the push.
//!
//! A check is one way from left to right, and nothing on the right is imported on the left:
//!
//! ```text
//! project → syntax ┐
//!                  ├→ analysis → facts → rules → diagnostics ┐
//! platform ────────┘                └──→ plan ───────────────┴→ report
//! ```
//!
//! [`check`] walks it for each platform that is asked for. The core is pure: it sees no file, clock, environment,
//! process or network, and gives the same bytes on every machine. The edges (`cli`, `js`, `web`, and the reading of
//! folders in [`project::directory`]) are behind features or compiled for native programs only.

pub mod analysis;
pub mod configuration;
pub mod diagnostic;
pub mod index;
pub mod language;
pub mod order;
pub mod plan;
pub mod platform;
pub mod project;
pub mod report;
pub mod rules;
pub mod syntax;
pub mod text;

#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "executor")]
pub mod executor;
#[cfg(feature = "cli")]
pub mod fetch;
#[cfg(feature = "js")]
pub mod js;
#[cfg(feature = "lsp")]
pub mod lsp;
#[cfg(feature = "cli")]
mod processors;
#[cfg(feature = "serve")]
pub mod serve;
#[cfg(feature = "cli")]
pub mod watch;
#[cfg(feature = "web")]
pub mod web;
#[cfg(feature = "cli")]
mod writer;

use std::collections::BTreeSet;

use analysis::packages::predictions::Predictions;
use analysis::python::python_files::{Parsed, PythonFiles};
use analysis::{Facts, Settings};
use index::snapshot::Snapshot;
use language::Language;
use platform::Platform;
use project::Project;
use project::path::join;
use report::{Output, Report};

/// The platform when neither the request nor the project names one.
pub const DEFAULT_PLATFORM: &str = "rainbond";

/// What to check a project against.
#[derive(Debug, Clone)]
pub struct Request {
    /// The platforms, in the order in which the reports are wanted.
    pub platforms: Vec<&'static Platform>,
    /// What is set on the platform itself, outside the files.
    pub settings: Settings,
    /// The rules to look at.
    pub selection: rules::Selection,
    /// The language of every sentence in the reports.
    pub language: Language,
}

/// Checks a project on each platform of the request.
#[must_use]
pub fn check(project: &Project, request: &Request) -> Output {
    let below = request.below(project);
    check_views(&Views::new(project, below.as_ref(), request), &Predictions::by(&Snapshot::new()), request)
}

impl Request {
    /// What lies in the folder that is set on the platforms, if one is set.
    #[must_use]
    pub fn below(&self, project: &Project) -> Option<Project> {
        self.settings.root.as_deref().map(|root| project.below(root))
    }
}

/// A project as each platform of a request sees it: from its top or, where that can be set and is, from a folder in it.
#[derive(Debug)]
pub struct Views<'p> {
    top: PythonFiles<'p>,
    below: Option<(&'p str, PythonFiles<'p>)>,
}

impl<'p> Views<'p> {
    /// The views of a project, of which [`Request::below`] has given the part below.
    #[must_use]
    pub fn new(project: &'p Project, below: Option<&'p Project>, request: &'p Request) -> Self {
        let below = request.settings.root.as_deref().zip(below);
        Self { top: PythonFiles::of(project), below: below.map(|(root, below)| (root, PythonFiles::of(below))) }
    }

    /// The same, whose Python files are parsed elsewhere, as far as they are.
    #[must_use]
    pub fn parsed_elsewhere(
        project: &'p Project,
        below: Option<&'p Project>,
        request: &'p Request,
        parsed: &'p dyn Parsed,
    ) -> Self {
        let below = request.settings.root.as_deref().zip(below);
        let below = below.map(|(root, below)| (root, PythonFiles::parsed_elsewhere(below, parsed, root)));
        Self { top: PythonFiles::parsed_elsewhere(project, parsed, ""), below }
    }

    /// The files that were asked for and could not be given, because this program holds no parser; sorted.
    #[must_use]
    pub fn unparsed(&self) -> BTreeSet<String> {
        let below = self.below.iter().flat_map(|(root, files)| files.unparsed().into_iter().map(|path| join(root, &path)));
        order::set(self.top.unparsed().into_iter().chain(below))
    }

    /// The files that a platform sees.
    #[must_use]
    pub fn of(&self, platform: &Platform) -> &PythonFiles<'p> {
        self.set_for(platform).map_or(&self.top, |(_, files)| files)
    }

    fn set_for(&self, platform: &Platform) -> Option<&(&'p str, PythonFiles<'p>)> {
        self.below.as_ref().filter(|_| platform.detection.takes_source_folder())
    }
}

/// Checks a project as each platform sees it, with what an index says of its packages. The paths of files count from its top in any case.
#[must_use]
pub fn check_views(views: &Views<'_>, predictions: &Predictions<'_>, request: &Request) -> Output {
    let report = |platform| match views.set_for(platform) {
        Some((root, files)) => {
            let request = Request { selection: request.selection.in_folder(root), ..request.clone() };
            check_one(files, predictions, platform, &request).of_root(root)
        }
        None => check_one(&views.top, predictions, platform, request),
    };
    Output::new(views.top.project(), request.platforms.iter().map(|platform| report(*platform)).collect())
}

fn check_one(files: &PythonFiles<'_>, predictions: &Predictions<'_>, platform: &'static Platform, request: &Request) -> Report {
    let facts = Facts::of(files, predictions, platform, &request.settings);
    let judgement = rules::run(&facts, &request.selection, request.language);
    let plan = plan::plan(&facts, request.language);
    Report::new(&facts, judgement, plan)
}
