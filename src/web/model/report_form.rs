//! The report in the forms that people and programs take, the same as `pushready check --format` prints.

use crate::language::Language;
use crate::project::Project;
use crate::report::render::{markdown, sarif};
use crate::report::{Output, Report};

/// A form of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReportForm {
    /// To sit in somebody's issue.
    Markdown,
    /// For programs.
    Json,
    /// For code hosts and editors.
    Sarif,
}

impl ReportForm {
    /// The report on one platform.
    pub(crate) fn of(self, project: &Project, report: &Report, language: Language) -> String {
        let output = Output::new(project, vec![report.clone()]);
        match self {
            Self::Markdown => markdown::render(&output, language),
            Self::Json => output.to_json(),
            Self::Sarif => sarif::render(&output, language),
        }
    }

    /// The name under which it is saved.
    pub(crate) fn file_name(self) -> &'static str {
        match self {
            Self::Markdown => "pushready.md",
            Self::Json => "pushready.json",
            Self::Sarif => "pushready.sarif",
        }
    }
}
