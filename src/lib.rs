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
#[cfg(feature = "serve")]
pub mod serve;
#[cfg(feature = "cli")]
pub mod watch;
#[cfg(feature = "web")]
pub mod web;
#[cfg(feature = "cli")]
mod writer;

use analysis::packages::predictions::Predictions;
use analysis::python::python_files::PythonFiles;
use analysis::{Facts, Settings};
use index::snapshot::Snapshot;
use language::Language;
use platform::Platform;
use project::Project;
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
    check_files(&PythonFiles::of(project), &Predictions::by(&Snapshot::new()), request)
}

/// Checks a project of which some Python files were parsed elsewhere, with what an index says of its packages.
#[must_use]
pub fn check_files(files: &PythonFiles<'_>, predictions: &Predictions<'_>, request: &Request) -> Output {
    let reports = request.platforms.iter().map(|platform| check_one(files, predictions, platform, request)).collect();
    Output::new(files.project(), reports)
}

fn check_one(files: &PythonFiles<'_>, predictions: &Predictions<'_>, platform: &'static Platform, request: &Request) -> Report {
    let facts = Facts::of(files, predictions, platform, &request.settings);
    let judgement = rules::run(&facts, &request.selection, request.language);
    let plan = plan::plan(&facts, request.language);
    Report::new(&facts, judgement, plan)
}
