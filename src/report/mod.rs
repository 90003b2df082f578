//! The report: facts, diagnostics and plan of one project on one platform, in the shape that other programs rely on.

mod above;
#[cfg(feature = "cli")]
pub mod export;
pub mod render;
#[cfg(test)]
mod schema;

use std::cmp::Reverse;

use serde::Serialize;

use crate::analysis::Facts;
use crate::analysis::detection::{Builder, Detection};
use crate::analysis::package_manager::PackageManager;
use crate::analysis::procfile::processes::{Process, Source, Starts};
use crate::analysis::python_version::{PythonVersion, Status};
use crate::analysis::static_files::Reason;
use crate::diagnostic::{Diagnostic, Said, Severity};
use crate::order;
use crate::plan::{Plan, Step, StepId};
use crate::platform::Platform;
use crate::project::{Project, Skipped};
use crate::rules::Judgement;
use crate::text::secrets;

/// The version of this format; a change of its meaning raises it.
const SCHEMA: u32 = 1;

/// All that a check says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Output {
    /// The version of the format.
    #[cfg_attr(test, schemars(extend("const" = SCHEMA)))]
    pub schema: u32,
    /// What wrote it.
    pub tool: Tool,
    /// What was looked at.
    pub project: ProjectSummary,
    /// One report a platform, in the order asked for.
    pub reports: Vec<Report>,
}

/// What wrote a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Tool {
    /// The program.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
}

/// What was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ProjectSummary {
    /// How many files there are.
    pub files: usize,
    /// Their sizes together, in bytes, as far as they are known.
    pub bytes: u64,
    /// What was left out, and why.
    pub skipped: Vec<Skipped>,
}

/// One project on one platform.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Report {
    /// The platform.
    pub platform: PlatformSummary,
    /// The folder that it builds, where that is not the top of what was looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub root: Option<String>,
    /// The one word for it all.
    pub verdict: Verdict,
    /// How many diagnostics of each severity there are.
    pub counts: Counts,
    /// Whether and why the project is recognised.
    pub detection: Detection,
    /// What installs the dependencies.
    pub package_manager: Option<PackageManager>,
    /// The Python version.
    pub python: PythonSummary,
    /// The Procfile that counts.
    pub procfile: ProcfileSummary,
    /// Whether collectstatic runs.
    pub static_files: StaticFilesSummary,
    /// The build, step by step.
    pub plan: Plan,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// How much more would be said, had the project not asked for silence about it; texts for people tell it.
    #[serde(skip)]
    pub silenced: usize,
    /// What cannot be seen from the files.
    pub not_checked: Vec<NotChecked>,
}

/// A platform's names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PlatformSummary {
    /// The name in options.
    pub id: &'static str,
    /// The name for people.
    pub name: &'static str,
}

/// The one word for a report; the worse ones come later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// No error and no warning.
    Ready,
    /// Warnings only.
    Risky,
    /// An error.
    Blocked,
    /// The platform would not build it as Python.
    NotPython,
}

/// How many diagnostics there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Counts {
    /// Errors.
    pub error: usize,
    /// Warnings.
    pub warning: usize,
    /// Infos.
    pub info: usize,
}

/// The Python version, as reports show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PythonSummary {
    /// As the platform reads it, without `python-`.
    pub requested: Option<String>,
    /// The file that asks, or `default`.
    pub source: Option<&'static str>,
    /// What would be installed; none if the build stops.
    pub resolved: Option<String>,
    /// How the request ends.
    pub status: Status,
    /// When the support of the series ends, as a day or a month.
    pub end_of_life: Option<&'static str>,
}

/// The Procfile that counts, as reports show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ProcfileSummary {
    /// Where it comes from.
    pub source: Source,
    /// Its text.
    pub text: Option<String>,
    /// What the platform's parser makes of it.
    pub processes: Vec<Process>,
    /// Which of the processes the platform starts; texts for people tell it.
    #[serde(skip)]
    pub starts: Starts,
}

/// Whether collectstatic runs, as reports show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct StaticFilesSummary {
    /// Whether this is a Django project.
    pub applies: bool,
    /// Whether it runs.
    pub runs: bool,
    /// The `manage.py` that the platform takes.
    pub manage_py: Option<String>,
    /// Why it does not run.
    pub reason: Option<Reason>,
}

/// Something that cannot be seen from the files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct NotChecked {
    /// What.
    pub what: Unchecked,
    /// The command that would check it.
    pub command: String,
}

/// What only a run can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Unchecked {
    /// Whether every requirement exists and all of them go together.
    DependencyResolution,
    /// Whether the settings load and the static files can be collected.
    Collectstatic,
}

impl Unchecked {
    /// What a step would tell.
    fn of(step: StepId) -> Option<Self> {
        match step {
            StepId::InstallDependencies => Some(Self::DependencyResolution),
            StepId::CollectStaticDryRun | StepId::CollectStatic => Some(Self::Collectstatic),
            StepId::WriteProcfile
            | StepId::PreCompileHook
            | StepId::InstallPython
            | StepId::InstallPackageManager
            | StepId::PostCompileHook
            | StepId::OverrideProcfile
            | StepId::Pack => None,
        }
    }
}

impl Output {
    /// Puts the reports on one project together.
    #[must_use]
    pub fn new(project: &Project, reports: Vec<Report>) -> Self {
        let project = ProjectSummary { files: project.len(), bytes: project.bytes(), skipped: project.left_out() };
        Self { schema: SCHEMA, tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") }, project, reports }
    }

    /// What is said, by platform.
    #[must_use]
    pub fn said(self) -> Said {
        self.reports.into_iter().map(|report| report.diagnostics).collect()
    }

    /// The JSON of the contract, with a final line end. The same project gives the same bytes on every machine.
    #[must_use]
    pub fn to_json(&self) -> String {
        document(self)
    }
}

/// A value as a JSON document, with a final line end.
#[expect(clippy::expect_used, reason = "what is reported holds text keys and nothing that JSON lacks")]
fn document(value: &impl Serialize) -> String {
    let mut json = serde_json::to_string_pretty(value).expect("a report is JSON");
    json.push('\n');
    json
}

impl Report {
    /// Puts a report together. Credentials in the plan's addresses are masked: reports are made to be shown.
    #[must_use]
    pub fn new(facts: &Facts<'_>, judgement: Judgement, plan: Plan) -> Self {
        let Judgement { diagnostics, silenced } = judgement;
        let counts = Counts::of(&diagnostics);
        let not_checked = not_checked(&plan, facts.platform);
        Self {
            platform: PlatformSummary { id: &facts.platform.id, name: &facts.platform.name },
            root: None,
            verdict: verdict(facts.detection.builder, counts),
            counts,
            detection: facts.detection.clone(),
            package_manager: facts.package_manager.clone(),
            python: PythonSummary::of(&facts.python),
            procfile: ProcfileSummary {
                source: facts.procfile.source,
                text: facts.procfile.text.as_deref().map(secrets::mask),
                processes: facts.procfile.processes.iter().map(masked).collect(),
                starts: facts.starts(),
            },
            static_files: StaticFilesSummary {
                applies: facts.static_files.applies,
                runs: facts.static_files.runs(),
                manage_py: facts.static_files.manage_py.clone(),
                reason: facts.static_files.reason,
            },
            plan: shown(plan),
            diagnostics,
            silenced,
            not_checked,
        }
    }
}

impl Report {
    /// Whether the platform's own Python build takes the project.
    #[must_use]
    pub fn is_built_as_python(&self) -> bool {
        self.detection.builder == Some(Builder::Buildpack)
    }

    /// What breaks first: of the errors, or of the warnings if there is no error, the one of the earliest stage.
    #[must_use]
    pub fn first_problem(&self) -> Option<&Diagnostic> {
        let problems = self.diagnostics.iter().filter(|diagnostic| diagnostic.severity > Severity::Info);
        problems.min_by_key(|diagnostic| (Reverse(diagnostic.severity), diagnostic.stage))
    }
}

impl ProcfileSummary {
    /// The process that stands for the application: the one that serves the web, else the only one that is started.
    #[must_use]
    pub fn main(&self) -> Option<&Process> {
        let serving = self.starts.serving.and_then(|place| self.processes.get(place));
        let mut started = self.started();
        let only = started.next().filter(|_| started.next().is_none());
        serving.or(only)
    }

    /// The processes that the platform starts, in their order.
    pub fn started(&self) -> impl Iterator<Item = &Process> {
        self.sorted(true)
    }

    /// The processes that it does not start.
    pub fn not_started(&self) -> impl Iterator<Item = &Process> {
        self.sorted(false)
    }

    fn sorted(&self, started: bool) -> impl Iterator<Item = &Process> {
        let places = self.processes.iter().enumerate().filter(move |(place, _)| self.starts.has(*place) == started);
        places.map(|(_, process)| process)
    }
}

impl Counts {
    fn of(diagnostics: &[Diagnostic]) -> Self {
        let count = |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
        Self { error: count(Severity::Error), warning: count(Severity::Warning), info: count(Severity::Info) }
    }
}

impl PythonSummary {
    fn of(python: &PythonVersion) -> Self {
        Self {
            requested: python.requested.map(|version| version.to_string()),
            source: Some(python.source.map_or("default", |source| source.name())),
            resolved: python.resolved.map(|version| version.to_string()),
            status: python.status,
            end_of_life: python.end_of_life(),
        }
    }
}

fn verdict(builder: Option<Builder>, counts: Counts) -> Verdict {
    match (builder, counts) {
        (None | Some(Builder::Dockerfile), _) => Verdict::NotPython,
        (Some(Builder::Buildpack), Counts { error: 0, warning: 0, .. }) => Verdict::Ready,
        (Some(Builder::Buildpack), Counts { error: 0, .. }) => Verdict::Risky,
        (Some(Builder::Buildpack), Counts { .. }) => Verdict::Blocked,
    }
}

fn masked(process: &Process) -> Process {
    Process { command: secrets::mask(&process.command), ..process.clone() }
}

fn shown(plan: Plan) -> Plan {
    let mask = |step: Step| Step {
        command: step.command.iter().map(|word| secrets::mask(word)).collect(),
        env: order::map(step.env.iter().map(|(name, value)| (name.clone(), secrets::mask_variable(name, value)))),
        ..step
    };
    Plan { steps: plan.steps.into_iter().map(mask).collect(), packages: plan.packages, without: plan.without }
}

/// What only a run can tell, with the command that runs it.
fn not_checked(plan: &Plan, platform: &Platform) -> Vec<NotChecked> {
    let command = format!("{} build --platform {}", env!("CARGO_PKG_NAME"), platform.id);
    let is_resolved = !plan.packages.is_empty();
    let mut all: Vec<Unchecked> = plan.steps.iter().filter_map(|step| Unchecked::of(step.id)).collect();
    all.retain(|what| *what != Unchecked::DependencyResolution || !is_resolved);
    all.dedup();
    all.into_iter().map(|what| NotChecked { what, command: command.clone() }).collect()
}
