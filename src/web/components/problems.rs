//! The problems beside the text.

use std::sync::Arc;

use leptos::prelude::*;

use crate::report::Report;
use crate::web::ids::Id;
use crate::web::state::State;
use crate::web::words;

use super::filters::Filters;
use super::icon::{Icon, icon};
use super::not_checked::NotParsed;
use super::problem::Problem;

/// The most problems that are drawn.
const MOST: usize = 200;

/// The problems beside the text.
#[component]
pub(crate) fn ProblemsPanel() -> impl IntoView {
    let state = State::get();
    let count = Memo::new(move |_| state.report.with(|report| report.as_ref().map_or(0, |report| report.diagnostics.len())));
    let step = move |forward: bool, id: Id, words, picture| {
        view! {
            <button
                class="icon-button"
                data-testid=id.name()
                aria-label=state.t(words)
                title=state.t(words)
                disabled=move || count.get() == 0
                on:click=move |_| state.step(forward)
            >
                {icon(picture)}
            </button>
        }
    };
    let shown = Memo::new(move |_| {
        let hidden = state.exchange().hidden.get();
        let is_shown = |report: &Report, index: usize| !hidden.contains(&report.diagnostics[index].severity);
        let all = |report: &Arc<Report>| (0..report.diagnostics.len()).filter(|&index| is_shown(report, index)).collect();
        state.report.with(|report| report.as_ref().map(all).unwrap_or_default())
    });
    let cards = move || {
        let (report, shown): (_, Vec<usize>) = (state.report.get()?, shown.get());
        let cards = shown.into_iter().take(MOST).filter(|&index| index < report.diagnostics.len());
        Some(cards.map(|index| view! { <Problem report=report.clone() index /> }).collect_view())
    };
    let more = move || {
        shown.with(Vec::len).checked_sub(MOST).filter(|more| *more > 0).map(|more| words::and_more(more, state.language.get()))
    };
    view! {
        <section class="panel problems" data-testid=Id::ProblemsPanel.name() aria-labelledby=Id::ProblemsHeading.name()>
            <div class="panel-head">
                <h2 id=Id::ProblemsHeading.name() tabindex="-1">
                    {state.t(words::PROBLEMS)} " " <span class="count">{count}</span>
                </h2>
                <div class="row tight">
                    {step(false, Id::Previous, words::PREVIOUS, Icon::Up)} {step(true, Id::Next, words::NEXT, Icon::Down)}
                </div>
            </div>
            <div class="panel-body" class:stale=state.shown().is_stale>
                <Filters />
                <Show when=move || { count.get() > 0 } fallback=|| view! { <NoProblems /> }>
                    <ol class="cards">{cards}</ol>
                    {move || more().map(|more| view! { <p class="note">{more}</p> })}
                </Show>
                <NotParsed />
            </div>
        </section>
    }
}

#[component]
fn NoProblems() -> impl IntoView {
    let state = State::get();
    view! {
        <div class="all-well">
            {icon(Icon::Check)} <p><strong>{state.t(words::NO_PROBLEMS)}</strong></p> <p>{state.t(words::NO_PROBLEMS_MORE)}</p>
        </div>
    }
}
