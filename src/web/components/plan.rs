//! The plan: what happens after the push, stage by stage, up to where it breaks.

use leptos::prelude::*;

use crate::web::ids::Id;
use crate::web::model::stages::{StageView, StepView, stage_name, stages};
use crate::web::state::State;
use crate::web::words;

use super::command::Command;
use super::icon::{Icon, icon};
use super::inline::inline;
use super::real_build::RealBuild;

/// The plan.
#[component]
pub(crate) fn PlanPanel() -> impl IntoView {
    let state = State::get();
    let all = move || state.report.get().map(|report| stages(&report, state.language.get())).unwrap_or_default();
    let without = move || state.report.get().map(|report| report.plan.without.clone()).unwrap_or_default();
    view! {
        <section class="panel plan" data-testid=Id::PlanPanel.name() aria-labelledby="plan-heading">
            <div class="panel-head">
                <h2 id="plan-heading">{state.t(words::PLAN)}</h2>
                <p class="note">{state.t(words::PLAN_MORE)}</p>
            </div>
            <ol class="stages">{move || all().into_iter().map(|stage| view! { <Stage stage /> }).collect_view()}</ol>
            {move || without().into_iter().map(|sentence| view! { <p class="note">{sentence}</p> }).collect_view()}
            <RealBuild />
        </section>
    }
}

#[component]
fn Stage(stage: StageView) -> impl IntoView {
    let state = State::get();
    let StageView { stage, outcome, steps, problems } = stage;
    let name = move || stage_name(stage, state.language.get());
    view! {
        <li class=format!("stage {}", outcome.class()) data-testid=Id::Stage.name() data-outcome=outcome.class() data-stage=stage.name()>
            <div class="stage-head">
                <span class="stage-icon">{icon(Icon::of_outcome(outcome))}</span>
                <h3>{name}</h3>
                <span class="stage-outcome">{move || outcome.words(state.language.get())}</span>
            </div>
            <ul class="steps">{steps.into_iter().map(|step| view! { <Step step /> }).collect_view()}</ul>
            <ul class="stage-problems">{problems.into_iter().map(|index| problem(state, index)).collect_view()}</ul>
        </li>
    }
}

#[component]
fn Step(step: StepView) -> impl IntoView {
    let StepView { title, command, because } = step;
    view! {
        <li class="step">
            <p class="step-title">{inline(&title)}</p>
            {(!command.is_empty()).then(|| view! { <Command command=command /> })}
            {(!because.is_empty()).then(|| view! { <p class="step-because">{inline(&because)}</p> })}
        </li>
    }
}

fn problem(state: State, index: usize) -> Option<impl IntoView> {
    let report = state.report.get()?;
    let problem = report.diagnostics.get(index)?;
    let class = problem.severity.name();
    Some(view! {
        <li>
            <button class=format!("stage-problem {class}") on:click=move |_| state.step_to(index)>
                {icon(Icon::of_severity(problem.severity))} <span>{inline(&problem.message)}</span>
            </button>
        </li>
    })
}
