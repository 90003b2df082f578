//! Which severities are shown, and how much is not.

use leptos::prelude::*;

use crate::diagnostic::Severity;
use crate::web::ids::Id;
use crate::web::model::headline;
use crate::web::state::State;
use crate::web::words;

use super::icon::{Icon, icon};

/// A switch for each severity that there is.
#[component]
pub(crate) fn Filters() -> impl IntoView {
    let state = State::get();
    let counts = Memo::new(move |_| state.report.with(|report| report.as_ref().map(|report| report.counts).unwrap_or_default()));
    let silenced = Memo::new(move |_| state.report.with(|report| report.as_ref().map_or(0, |report| report.silenced)));
    let one = move |(severity, count): (Severity, usize)| {
        let is_shown = move || !state.exchange().hidden.with(|hidden| hidden.contains(&severity));
        view! {
            <button
                class=format!("filter {}", severity.name())
                data-testid=Id::Filter.name()
                data-severity=severity.name()
                aria-pressed=move || is_shown().to_string()
                on:click=move |_| state.toggle_severity(severity)
            >
                {icon(Icon::of_severity(severity))} {move || headline::severity(severity, state.language.get())} " " {count}
            </button>
        }
    };
    let all = move || {
        let counts = counts.get();
        [(Severity::Error, counts.error), (Severity::Warning, counts.warning), (Severity::Info, counts.info)]
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(one)
            .collect_view()
    };
    let hidden = move || {
        let Some(report) = state.report.get() else { return 0 };
        state
            .exchange()
            .hidden
            .with(|hidden| report.diagnostics.iter().filter(|problem| hidden.contains(&problem.severity)).count())
    };
    let told = move || words::not_shown(hidden(), silenced.get(), state.language.get());
    view! {
        <div class="filters" role="group" aria-label=state.t(words::FILTER)>{all}</div>
        {move || told().map(|told| view! { <p class="note hidden-count" data-testid=Id::Hidden.name()>{told}</p> })}
    }
}
