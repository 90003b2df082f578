//! Compares what was predicted with what happened.

use serde::Serialize;

use super::failure::FailureClass;
use crate::analysis::procfile::processes::PROCFILE;
use crate::diagnostic::{Certainty, Diagnostic, Severity, Stage};
use crate::report::Report;
use crate::rules::{Family, registry};

/// The families of rules about what the steps of a build try: the Python, the requirements, the static files.
const TRIED: &[Family] = &[Family::PythonVersion, Family::Requirements, Family::StaticFiles];

/// What was predicted and what happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Prediction {
    /// What the check said.
    pub expected: Expected,
    /// What the build did; none if it ended for a reason outside the project.
    pub actual: Option<Actual>,
    /// Whether they agree; none if that cannot be told.
    pub held: Option<bool>,
}

/// What a check says of the steps of a build, or of the start of what it makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Expected {
    /// They succeed.
    Built,
    /// The result starts and answers.
    Started,
    /// One of them, or the start, surely fails.
    Failed,
    /// One of them, or the start, may fail.
    Uncertain,
}

/// What a build, or a start, did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Actual {
    /// All its steps succeeded.
    Built,
    /// The result has started and answered.
    Started,
    /// One of the steps, or the start, failed.
    Failed,
}

impl Expected {
    /// What a report says.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        let tried = |code: &str| registry::find(code).is_some_and(|rule| TRIED.contains(&rule.family));
        let breaks = |stage| stage < Stage::Release;
        let errors = report.diagnostics.iter().filter(|found| found.severity == Severity::Error);
        let certainties = errors.filter(|found| tried(found.code) && breaks(found.stage)).map(|found| found.certainty);
        Self::by(certainties, Self::Built)
    }

    /// What a report says of the start and the first request of the web process. A warning about what makes a start fail is a
    /// doubt, and the line of another process says nothing.
    #[must_use]
    pub fn of_start(report: &Report) -> Self {
        let makes_fail = |code| FailureClass::ALL.iter().any(|class| class.is_of_the_start() && class.codes().contains(&code));
        let web = report.procfile.main().map(|process| process.line);
        let is_elsewhere = |found: &Diagnostic| {
            let line = found.span.map(|span| span.start.line).filter(|_| found.file.as_deref() == Some(PROCFILE));
            report.procfile.processes.iter().map(|process| Some(process.line)).any(|other| other != web && other == line)
        };
        let is_about = |found: &&Diagnostic| {
            matches!(found.stage, Stage::Boot | Stage::Run) && found.severity > Severity::Info && !is_elsewhere(found)
        };
        let certainties = report.diagnostics.iter().filter(is_about).filter_map(|found| match found.severity {
            Severity::Error => Some(found.certainty),
            _ => makes_fail(found.code).then_some(Certainty::Likely),
        });
        Self::by(certainties, Self::Started)
    }

    fn by(errors: impl Iterator<Item = Certainty>, otherwise: Self) -> Self {
        let certainties: Vec<Certainty> = errors.collect();
        match certainties.is_empty() {
            true => otherwise,
            false if certainties.contains(&Certainty::Certain) => Self::Failed,
            false => Self::Uncertain,
        }
    }
}

impl Prediction {
    /// Puts both beside each other.
    #[must_use]
    pub fn new(expected: Expected, actual: Option<Actual>) -> Self {
        let held = actual.and_then(|actual| match expected {
            Expected::Uncertain => None,
            Expected::Built | Expected::Started => Some(actual != Actual::Failed),
            Expected::Failed => Some(actual == Actual::Failed),
        });
        Self { expected, actual, held }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_holds_when_both_agree() {
        let held = |expected, actual| Prediction::new(expected, actual).held;
        assert_eq!(held(Expected::Built, Some(Actual::Built)), Some(true));
        assert_eq!(held(Expected::Built, Some(Actual::Failed)), Some(false));
        assert_eq!(held(Expected::Failed, Some(Actual::Built)), Some(false));
        assert_eq!(held(Expected::Uncertain, Some(Actual::Failed)), None);
        assert_eq!(held(Expected::Built, None), None);
    }
}
