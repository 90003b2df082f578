//! What the page says of a small project, to show what it is for.

use leptos::prelude::*;

use crate::diagnostic::Severity;
use crate::web::ids::Id;
use crate::web::model::examples::{Example, showcase};
use crate::web::model::headline;
use crate::web::model::stages::{StageView, stage_name, stages};
use crate::web::state::State;
use crate::web::words;

use super::icon::{Icon, icon, verdict_class};
use super::inline::inline;

/// A real report on an example, drawn small; it opens the example.
#[component]
pub(crate) fn Showcase() -> impl IntoView {
    let state = State::get();
    let example = showcase()?;
    let project = example.project();
    let id = example.id;
    Some(view! {
        <button class="showcase" data-testid=Id::Showcase.name() on:click=move |_| state.open(id.to_owned(), project.clone())>
            {move || report(state, &example)}
        </button>
    })
}

fn report(state: State, example: &Example) -> Option<impl IntoView + use<>> {
    let language = state.language.get();
    let report = example.report(&state.platform.get(), language)?;
    let problem = report.diagnostics.iter().find(|problem| problem.severity == Severity::Error).cloned();
    let mark = |stage: StageView| {
        view! { <span class=stage.outcome.class()>{icon(Icon::of_outcome(stage.outcome))} {stage_name(stage.stage, language)}</span> }
    };
    Some(view! {
        <span class="showcase-head">
            {state.t(words::SHOWCASE)}
            <span class=format!("pill {}", verdict_class(report.verdict))>
                {icon(Icon::of_verdict(report.verdict))} {headline::word(report.verdict, language)}
            </span>
        </span>
        <span class="track">{stages(&report, language).into_iter().map(mark).collect_view()}</span>
        {problem.map(|problem| view! {
            <strong>{inline(&problem.message)}</strong>
            {problem.platform_says.map(|says| view! { <span class="showcase-says">{says}</span> })}
            {problem.fix.map(|fix| view! { <span class="fix-title">{icon(Icon::Wrench)} <span>{inline(&fix.title)}</span></span> })}
        })}
    })
}
