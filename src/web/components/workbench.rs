//! The page while a project is open.

use leptos::prelude::*;

use crate::web::ids::Id;
use crate::web::state::{State, Tab};
use crate::web::words;

use super::alert::Alert;
use super::editor::TextPanel;
use super::file_list::FilesPanel;
use super::plan::PlanPanel;
use super::platform_table::PlatformTable;
use super::problems::ProblemsPanel;
use super::share::LinkOffer;
use super::verdict::Verdict;

/// The page while a project is open. Narrow screens show one panel at a time.
#[component]
pub(crate) fn Workbench() -> impl IntoView {
    let state = State::get();
    let shown = move || match state.tab.get() {
        Tab::Files => "files",
        Tab::Text => "text",
        Tab::Problems => "problems",
        Tab::Plan => "plan",
    };
    view! {
        <div class="workbench" data-shown=shown>
            <Verdict />
            <LinkOffer />
            <Alert />
            <Tabs />
            <div class="columns">
                <FilesPanel />
                <TextPanel />
                <ProblemsPanel />
            </div>
            <PlanPanel />
            // Its source is `www/packages/`.
            <installed-packages prop:shown=move || state.installed() />
            <PlatformTable />
        </div>
    }
}

#[component]
fn Tabs() -> impl IntoView {
    let state = State::get();
    let problems = move || state.report.with(|report| report.as_ref().map_or(0, |report| report.diagnostics.len()));
    let tab = move |tab: Tab, words, count: Option<Signal<usize>>| {
        view! {
            <button
                class="tab"
                data-testid=Id::Tab.name()
                aria-pressed=move || (state.tab.get() == tab).to_string()
                on:click=move |_| state.tab.set(tab)
            >
                {state.t(words)}
                {count.map(|count| view! { <span class="count">{count}</span> })}
            </button>
        }
    };
    view! {
        <nav class="tabs" aria-label=state.t(words::VIEW)>
            {tab(Tab::Files, words::FILES, None)}
            {tab(Tab::Text, words::TEXT, None)}
            {tab(Tab::Problems, words::PROBLEMS, Some(Signal::derive(problems)))}
            {tab(Tab::Plan, words::PLAN, None)}
        </nav>
    }
}
