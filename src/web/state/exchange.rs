//! What goes out of the page and comes back into it.

use leptos::prelude::*;

use super::forgotten::Forgotten;
use crate::diagnostic::Severity;
use crate::web::model::build_report::BuildReport;
use crate::web::model::link::Shared;

/// The signals of it, beside those of the project that is open.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Exchange {
    /// Whether something is being taken out of the page.
    pub(crate) is_sharing: RwSignal<bool>,
    /// What a link holds while something else is open.
    pub(crate) offered: RwSignal<Option<Shared>>,
    /// What a real build of the open project has come to.
    pub(crate) build: RwSignal<Option<BuildReport>>,
    /// The severities whose problems are not shown.
    pub(crate) hidden: RwSignal<Vec<Severity>>,
    /// The text about a problem that is wrong.
    pub(crate) bug_report: RwSignal<String>,
    /// Whether that text is shown.
    pub(crate) is_reporting: RwSignal<bool>,
    /// What was open on another day.
    pub(crate) draft: RwSignal<Option<Shared>>,
    /// What was forgotten, as long as it can be brought back.
    pub(crate) forgotten: RwSignal<Option<Forgotten>>,
}

impl Exchange {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        Self {
            is_sharing: RwSignal::new(false),
            offered: RwSignal::new(None),
            build: RwSignal::new(None),
            hidden: RwSignal::new(vec![]),
            bug_report: RwSignal::new(String::new()),
            is_reporting: RwSignal::new(false),
            draft: RwSignal::new(None),
            forgotten: RwSignal::new(None),
        }
    }
}
