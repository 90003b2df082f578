//! Compares what was predicted with what happened.

use serde::Serialize;

use crate::diagnostic::{Certainty, Severity, Stage};
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

/// What a check says of the steps of a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Expected {
    /// They succeed.
    Built,
    /// One of them surely fails.
    Failed,
    /// One of them may fail.
    Uncertain,
}

/// What a build did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Actual {
    /// All its steps succeeded.
    Built,
    /// One of them failed.
    Failed,
}

impl Expected {
    /// What a report says.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        let tried = |code: &str| registry::find(code).is_some_and(|rule| TRIED.contains(&rule.family));
        let breaks = |stage| stage < Stage::Release;
        let errors = report.diagnostics.iter().filter(|found| found.severity == Severity::Error);
        let mut certainties: Vec<Certainty> =
            errors.filter(|found| tried(found.code) && breaks(found.stage)).map(|found| found.certainty).collect();
        certainties.sort_by_key(|certainty| *certainty != Certainty::Certain);
        match certainties.first() {
            Some(Certainty::Certain) => Self::Failed,
            Some(Certainty::Likely) => Self::Uncertain,
            None => Self::Built,
        }
    }
}

impl Prediction {
    /// Puts both beside each other.
    #[must_use]
    pub fn new(expected: Expected, actual: Option<Actual>) -> Self {
        let held = actual.and_then(|actual| match expected {
            Expected::Uncertain => None,
            Expected::Built => Some(actual == Actual::Built),
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
