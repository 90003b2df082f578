//! The problems beside the text.

use leptos::prelude::*;

use crate::web::ids::Id;
use crate::web::model::workspace::Workspace;
use crate::web::state::State;
use crate::web::words;

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
    let is_stale = move || state.of_workspace(Workspace::is_stale);
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
    let cards = move || {
        let report = state.report.get()?;
        let cards = (0..report.diagnostics.len().min(MOST)).map(|index| view! { <Problem report=report.clone() index /> });
        Some(cards.collect_view())
    };
    let more =
        move || count.get().checked_sub(MOST).filter(|more| *more > 0).map(|more| words::and_more(more, state.language.get()));
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
            <div class="panel-body" class:stale=is_stale>
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
