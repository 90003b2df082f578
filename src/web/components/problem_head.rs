//! What stands above the words of a problem: how bad, which rule, when, and where.

use leptos::prelude::*;

use crate::diagnostic::{Certainty, Diagnostic};
use crate::web::ids::Id;
use crate::web::model::headline;
use crate::web::model::stages::stage_name;
use crate::web::state::State;
use crate::web::words;

use super::icon::{Icon, icon};

/// How bad a problem is, which rule it breaks, when, and where.
pub(super) fn head(state: State, problem: &Diagnostic, index: usize) -> impl IntoView + use<> {
    let place = problem.place();
    let &Diagnostic { code, severity, certainty, stage, .. } = problem;
    let is_likely = certainty == Certainty::Likely;
    view! {
        <div class="problem-head">
            <span class="severity">
                {icon(Icon::of_severity(severity))} {move || headline::severity(severity, state.language.get())}
            </span>
            <button class="code-link" data-testid=Id::ProblemRule.name() title=state.t(words::SEE_RULE) on:click=move |_| state.show_rule(Some(code))>
                {code}
            </button>
            <span class="chip">{move || stage_name(stage, state.language.get())}</span>
            {is_likely.then(|| view! { <span class="chip">{state.t(words::LIKELY)}</span> })}
            {place
                .map(|place| {
                    view! {
                        <button class="place" data-testid=Id::ProblemPlace.name() on:click=move |_| state.go_to(index)>{place}</button>
                    }
                })}
        </div>
    }
}
