//! Problems that are not to be seen, and those that are wrong.

use leptos::prelude::*;

use super::State;
use crate::diagnostic::Severity;
use crate::web::browser;
use crate::web::ids::Id;
use crate::web::model::bug_report;
use crate::web::model::silence::Written;
use crate::web::model::undo::Deed;
use crate::web::words;

impl State {
    /// Writes a wish for silence into the project, as one step.
    pub(crate) fn silence(self, code: &'static str, (path, text): Written) {
        self.change(|workspace| workspace.write(Deed::Silenced(code), path, text));
        self.speak(words::silenced(code, self.language.get_untracked()));
        browser::focus(Id::ProblemsHeading.name());
    }

    /// Shows or hides the problems of a severity.
    pub(crate) fn toggle_severity(self, severity: Severity) {
        self.exchange().hidden.update(|hidden| {
            if let Some(at) = hidden.iter().position(|hidden| *hidden == severity) {
                hidden.remove(at);
            } else {
                hidden.push(severity);
            }
        });
    }

    /// Whether a problem of the report is hidden by its severity.
    pub(crate) fn is_hidden(self, index: usize) -> bool {
        let severity = self.report.with_untracked(|report| Some(report.as_ref()?.diagnostics.get(index)?.severity));
        severity.is_some_and(|severity| self.exchange().hidden.with_untracked(|hidden| hidden.contains(&severity)))
    }

    /// Begins a text about a problem that is wrong.
    pub(crate) fn report_bug(self, index: usize) {
        let language = self.language.get_untracked();
        let report = self.report.get_untracked();
        let text = self.workspace.with_untracked(|workspace| {
            let report = report?;
            Some(bug_report::text(workspace.as_ref()?.project(), &report, report.diagnostics.get(index)?, language))
        });
        if let Some(text) = text {
            self.exchange().bug_report.set(text);
            self.exchange().is_reporting.set(true);
        }
    }
}
