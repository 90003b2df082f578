//! What is looked at: in the open project, and among the platforms.

use leptos::prelude::*;

use crate::web::model::workspace::Workspace;

/// Parts of the project that many components listen to; each hears of its own part only.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shown {
    /// The file that is open.
    pub(crate) file: Memo<Option<String>>,
    /// The problem that is looked at, by its place in the report.
    pub(crate) problem: Memo<Option<usize>>,
    /// Whether the files have changed since the last check.
    pub(crate) is_stale: Memo<bool>,
    /// The platforms that stand in the row.
    pub(crate) row: RwSignal<Vec<&'static str>>,
}

impl Shown {
    /// What is looked at in this project, with this row of platforms.
    pub(super) fn of(workspace: RwSignal<Option<Workspace>>, row: Vec<&'static str>) -> Self {
        Self {
            file: Memo::new(move |_| workspace.with(|workspace| workspace.as_ref()?.open_file().map(str::to_owned))),
            problem: Memo::new(move |_| workspace.with(|workspace| workspace.as_ref()?.selected())),
            is_stale: Memo::new(move |_| workspace.with(|workspace| workspace.as_ref().is_some_and(Workspace::is_stale))),
            row: RwSignal::new(row),
        }
    }
}
