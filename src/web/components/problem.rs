//! One problem.

use std::sync::Arc;

use leptos::prelude::*;

use crate::report::Report;
use crate::web::ids::Id;
use crate::web::model::fix_buttons::buttons;
use crate::web::state::{State, problem_id};
use crate::web::words;

use super::fix_view::FixView;
use super::inline::inline;
use super::problem_foot::ProblemFoot;
use super::problem_head::head;

/// So many problems are all shown in full.
const SHOWN_IN_FULL: usize = 3;

/// The card of one problem.
#[component]
pub(crate) fn Problem(report: Arc<Report>, index: usize) -> impl IntoView {
    let state = State::get();
    let problem = report.diagnostics[index].clone();
    let are_few = report.diagnostics.len() <= SHOWN_IN_FULL;
    let selected = state.shown().problem;
    let is_selected = move || selected.get() == Some(index);
    let is_full = Memo::new(move |_| are_few || is_selected());
    let toggle = move |_| state.select((!is_selected()).then_some(index));
    let message = problem.message.clone();
    let more = report;
    view! {
        <li
            class=format!("problem {}", problem.severity.name())
            class:selected=is_selected
            id=problem_id(index)
            tabindex="-1"
            data-testid=Id::Problem.name()
            data-code=problem.code
        >
            {head(state, &problem, index)}
            <h3>
                {move || {
                    let text = inline(&message);
                    if are_few {
                        text.into_any()
                    } else {
                        view! { <button class="problem-toggle" aria-expanded=move || is_full.get().to_string() on:click=toggle>{text}</button> }
                            .into_any()
                    }
                }}
            </h3>
            <Show when=move || is_full.get()>
                <Body report=more.clone() index />
            </Show>
        </li>
    }
}

#[component]
fn Body(report: Arc<Report>, index: usize) -> impl IntoView {
    let state = State::get();
    let problem = &report.diagnostics[index];
    let says = problem.platform_says.clone().map(|says| {
        view! {
            <figure class="says" data-testid=Id::Says.name()>
                <figcaption>{state.t(words::SAYS)}</figcaption>
                <pre tabindex="0">{says}</pre>
            </figure>
        }
    });
    let related = problem.related.iter().map(|related| {
        let place = related.span.map_or_else(|| related.file.clone(), |span| format!("{}:{}", related.file, span.start.line));
        let file = related.file.clone();
        view! {
            <li><button class="place" on:click=move |_| state.open_file(&file)>{place}</button> " " {inline(&related.message)}</li>
        }
    });
    let foot = problem.clone();
    let fix =
        problem.fix.clone().map(|fix| view! { <FixView fix buttons=buttons(&report, index, state.language.get_untracked()) /> });
    view! {
        <p class="detail">{inline(&problem.detail)}</p>
        {says}
        {(!problem.related.is_empty()).then(|| view! { <ul class="related">{related.collect_view()}</ul> })}
        {fix}
        <ProblemFoot problem=foot index />
    }
}
