//! The way to a real build and back: what only it can tell, the command, and what it has come to.

use leptos::prelude::*;

use crate::rules::registry::RULES;
use crate::web::ids::Id;
use crate::web::model::build_report::{BuildReport, ReportedFailure, StepTime};
use crate::web::state::State;
use crate::web::words;

use super::command::Command;
use super::icon::{Icon, icon};
use super::inline::inline;
use super::not_checked::NotChecked;
use super::seldom::seldom;

/// What only a real build can tell, its command, and its report where one was dropped.
#[component]
pub(crate) fn RealBuild() -> impl IntoView {
    let state = State::get();
    let command = move || format!("pushready build --platform {}", state.platform.get());
    view! {
        <div class="real-build" data-testid=Id::RealBuild.name()>
            <h3>{state.t(words::REAL_BUILD)}</h3>
            <NotChecked />
            <p class="note">{move || inline(state.t(words::REAL_BUILD_MORE)())}</p>
            {move || view! { <Command command=command() /> }}
            {move || state.exchange().build.get().map(seldom(|made| view! { <BuildOutcome made /> }))}
        </div>
    }
}

#[component]
fn BuildOutcome(made: BuildReport) -> impl IntoView {
    let state = State::get();
    let class = if made.is_ok() { "ready" } else { "blocked" };
    let picture = if made.is_ok() { Icon::Check } else { Icon::Cross };
    let step = move |time: StepTime| {
        view! {
            <li>
                <span>{move || time.step.title(state.language.get())}</span>
                <span class="seconds">{format!("{} s", time.seconds)}</span>
            </li>
        }
    };
    let steps = made.steps.iter().copied().map(step).collect_view();
    let failure = made.failure.clone();
    // Its source is `www/packages/`.
    let started = made.started.as_ref().map(|started| view! { <build-start prop:shown=started.to_string() /> });
    let (told, foretold) = (made.clone(), made.clone());
    view! {
        <div class=format!("outcome {class}") data-testid=Id::BuildOutcome.name()>
            <p class="outcome-head">
                {icon(picture)} <strong>{move || told.headline(state.language.get())}</strong>
                <button class="icon-button" aria-label=state.t(words::CLOSE) on:click=move |_| state.exchange().build.set(None)>
                    {icon(Icon::Close)}
                </button>
            </p>
            <p class:surprise=made.is_surprise()>{move || foretold.prediction(state.language.get())}</p>
            {failure.map(|failure| view! { <Reason failure /> })}
            <ul class="times">{steps}</ul>
            {started}
        </div>
    }
}

#[component]
fn Reason(failure: ReportedFailure) -> impl IntoView {
    let state = State::get();
    let rule = |code: &String| RULES.iter().find(|rule| rule.code == *code).map(|rule| rule.code);
    let link = move |code: &'static str| {
        view! { <button class="code-link" data-testid=Id::BuildRule.name() on:click=move |_| state.show_rule(Some(code))>{code}</button> }
    };
    view! {
        <p>{inline(&failure.message)}</p>
        {(!failure.evidence.is_empty()).then(|| view! { <pre tabindex="0">{failure.evidence.join("\n")}</pre> })}
        <p>{inline(&failure.advice)} " " {failure.codes.iter().filter_map(rule).map(link).collect_view()}</p>
    }
}
