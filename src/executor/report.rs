//! What a build has come to: the last event, and the file in the output.

use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::activity::Activity;
use super::failure::Failure;
use super::prediction::Prediction;
use crate::diagnostic::Diagnostic;
use crate::language::Language;
use crate::plan::StepId;
use crate::report::{PlatformSummary, Tool};

/// The version of this format; a change of its meaning raises it.
const SCHEMA: u32 = 1;

/// The class of a build that was not begun, because the check was certain of its failure.
pub const FORETOLD: &str = "foretold";

/// What a build has come to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BuildReport {
    /// The version of the format.
    pub schema: u32,
    /// What wrote it.
    pub tool: Tool,
    /// The platform whose build it was.
    pub platform: PlatformSummary,
    /// Whether every step did what it should.
    pub ok: bool,
    /// Whether an earlier build had already come to the same, so that nothing was done.
    pub unchanged: bool,
    /// What went wrong.
    pub failure: Option<FailureReport>,
    /// The diagnostics of the check that had seen it coming.
    pub diagnostics: Vec<Diagnostic>,
    /// How long each step took, in their order.
    pub steps: Vec<StepTime>,
    /// How long everything took, in seconds.
    pub seconds: f64,
    /// The Python that was used, and the program that it came from.
    pub python: Option<PythonUsed>,
    /// The packed result, if one was asked for.
    pub slug: Option<SlugMade>,
    /// The command for a POSIX shell that starts the result from the folder above the output.
    pub start: Option<String>,
    /// What came of starting the result; none if that was not asked for, or there was nothing to start.
    pub started: Option<Started>,
    /// What was predicted of the build and what happened.
    pub prediction: Prediction,
}

/// What came of starting the result.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Started {
    /// The command of the web process, with secrets masked.
    pub command: String,
    /// The port that it was given.
    pub port: u16,
    /// The address at which it listens.
    pub listening: Option<String>,
    /// The answer to the request for `/`.
    pub request: Option<RequestMade>,
    /// How long it took from the start to the answer, or to the failure, in seconds.
    pub seconds: f64,
    /// Whether it has answered as it should.
    pub ok: bool,
    /// What went wrong.
    pub failure: Option<FailureReport>,
    /// The diagnostics of the check that had seen it coming.
    pub diagnostics: Vec<Diagnostic>,
    /// What was predicted of the start and what happened.
    pub prediction: Prediction,
}

/// A request that was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RequestMade {
    /// The status of the answer.
    pub status: u16,
}

/// Why a build, or a start, has failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FailureReport {
    /// The step, or the start; none if it failed before the first step.
    pub step: Option<Activity>,
    /// The kind of failure: the name of a [`FailureClass`](super::failure::FailureClass), or [`FORETOLD`].
    pub class: &'static str,
    /// Whether it tells something about the project, and not only about the machine or the network of this build.
    #[serde(skip)]
    pub is_of_the_project: bool,
    /// What it is about: a package, a module, a file, a host.
    pub subject: Option<String>,
    /// What happened, in one line.
    pub message: String,
    /// What to do.
    pub advice: String,
    /// The deciding lines of the output.
    pub evidence: Vec<String>,
    /// The rules that explain it.
    pub codes: Vec<&'static str>,
}

/// How long a step took.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StepTime {
    /// Which.
    pub step: StepId,
    /// Seconds.
    pub seconds: f64,
}

/// The Python of a build.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PythonUsed {
    /// Its version.
    pub version: String,
    /// The program.
    pub program: String,
}

/// The packed result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SlugMade {
    /// The archive.
    pub path: String,
    /// Its size in bytes.
    pub bytes: u64,
}

impl BuildReport {
    /// A report on nothing yet.
    pub(super) fn new(platform: PlatformSummary, prediction: Prediction) -> Self {
        Self {
            schema: SCHEMA,
            tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
            platform,
            ok: false,
            unchanged: false,
            failure: None,
            diagnostics: vec![],
            steps: vec![],
            seconds: 0.0,
            python: None,
            slug: None,
            start: None,
            started: None,
            prediction,
        }
    }

    /// The Python that a written report names.
    pub(super) fn python_of(path: &Path) -> Option<PythonUsed> {
        let report: serde_json::Value = serde_json::from_str(&fs::read_to_string(path).ok()?).ok()?;
        serde_json::from_value(report.get("python")?.clone()).ok()
    }

    /// Whether all that was asked for went well.
    #[must_use]
    pub fn is_well(&self) -> bool {
        self.ok && self.started.as_ref().is_none_or(|started| started.ok)
    }

    /// Writes it as JSON; it appears whole, by a renaming.
    pub(super) fn write(&self, path: &Path) -> io::Result<()> {
        let draft = path.with_extension("draft");
        let mut json = serde_json::to_string_pretty(self)?;
        json.push('\n');
        fs::write(&draft, json)?;
        fs::rename(&draft, path)
    }
}

impl FailureReport {
    /// A build that is not begun, because of these rules.
    pub(super) fn foretold(codes: Vec<&'static str>, language: Language) -> Self {
        let message = language.pick(
            "The build was not begun: the check is certain that the project fails on the platform.",
            "构建没有开始：检查确定该项目在平台上会失败。",
        );
        let advice = language.pick(
            "Apply the fixes; `pushready build --force` builds all the same.",
            "应用修复；`pushready build --force` 会强制构建。",
        );
        Self {
            step: None,
            class: FORETOLD,
            is_of_the_project: false,
            subject: None,
            message: message.to_owned(),
            advice: advice.to_owned(),
            evidence: vec![],
            codes,
        }
    }

    /// What the output of a step has shown.
    pub(super) fn of(failure: &Failure, language: Language) -> Self {
        Self {
            step: Some(failure.step),
            class: failure.class.name(),
            is_of_the_project: failure.is_of_the_project,
            subject: failure.subject.clone(),
            message: failure.message(language),
            advice: failure.advice(language),
            evidence: failure.evidence.clone(),
            codes: failure.codes.to_vec(),
        }
    }
}
