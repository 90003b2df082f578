//! All platforms at a glance.

use crate::diagnostic::Severity;
use crate::report::{Report, Verdict};

/// What becomes of the project on one platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PlatformRow {
    /// The platform's id.
    pub(crate) id: &'static str,
    /// Its name.
    pub(crate) name: &'static str,
    /// The one word for it.
    pub(crate) verdict: Verdict,
    /// The Python that is installed; none if none is.
    pub(crate) python: Option<String>,
    /// What is started; none if nothing is.
    pub(crate) starts: Option<String>,
    /// What breaks first.
    pub(crate) first: Option<First>,
}

/// What breaks first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct First {
    /// The rule's code.
    pub(crate) code: &'static str,
    /// How much it matters.
    pub(crate) severity: Severity,
    /// The line about it.
    pub(crate) message: String,
}

impl PlatformRow {
    /// The row of a report.
    pub(crate) fn of(report: &Report) -> Self {
        let first = report.first_problem().map(|problem| First {
            code: problem.code,
            severity: problem.severity,
            message: problem.message.clone(),
        });
        Self {
            id: report.platform.id,
            name: report.platform.name,
            verdict: report.verdict,
            python: report.python.resolved.clone().filter(|_| report.is_built_as_python()),
            starts: report.procfile.main().map(|process| process.command.clone()),
            first,
        }
    }
}
