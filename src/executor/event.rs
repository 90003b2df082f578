//! What a build tells while it runs.

use serde::Serialize;

use super::activity::Activity;
use super::report::BuildReport;

/// What a build tells while it runs; the JSON of these is the log of `--log-format json`.
#[derive(Debug, Serialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event<'a> {
    /// A step begins.
    StepStarted {
        /// Which.
        step: Activity,
        /// What it does, for people.
        title: &'a str,
        /// The command as the plan shows it; empty for what is done without one.
        command: &'a [String],
    },
    /// A line of a step.
    Output {
        /// Which step.
        step: Activity,
        /// Who says it.
        from: Speaker,
        /// The line, with secrets masked and what is no UTF-8 replaced.
        line: &'a str,
    },
    /// A step has ended.
    StepFinished {
        /// Which.
        step: Activity,
        /// Whether it did what it should.
        ok: bool,
        /// How long it took.
        seconds: f64,
    },
    /// A step is left out.
    StepSkipped {
        /// Which.
        step: Activity,
        /// Why.
        reason: SkipReason,
    },
    /// The end.
    BuildFinished(&'a BuildReport),
}

/// Who says a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Speaker {
    /// The program that the step runs.
    Command,
    /// The executor itself.
    Pushready,
}

/// Why a step is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SkipReason {
    /// The output holds the result of the same build.
    Unchanged,
    /// The packages come from the cache.
    Cached,
    /// Nobody asked for its result.
    NotAsked,
    /// The platform starts no process that serves the web.
    NoWebProcess,
}
