//! All platforms at a glance.

use std::cmp::Reverse;

use leptos::prelude::*;

use crate::order;
use crate::platform;
use crate::web::ids::Id;
use crate::web::model::headline;
use crate::web::model::platform_rows::{First, PlatformRow};
use crate::web::state::State;
use crate::web::words;

use super::icon::{Icon, icon, verdict_class};
use super::inline::inline;

/// A table: a row a platform; its name chooses it.
#[component]
pub(crate) fn PlatformTable() -> impl IntoView {
    let state = State::get();
    // Those where it breaks come first.
    let sorted = Memo::new(move |_| {
        let mut judged: Vec<_> =
            platform::listed().iter().filter_map(|platform| Some((state.report_on(platform.id)?.verdict, platform.id))).collect();
        order::sort_by_key(&mut judged, |(verdict, _)| Reverse(*verdict));
        judged.into_iter().map(|(_, id)| id).collect::<Vec<_>>()
    });
    let rows = move || {
        let one = |id| {
            let current = Memo::new(move |_| state.report_on(id).map(|report| PlatformRow::of(&report)));
            move || current.get().map(|current| row(state, current))
        };
        sorted.get().into_iter().map(one).collect_view()
    };
    let heads = [words::PLATFORM, words::VERDICT, words::PYTHON, words::STARTS, words::BREAKS_FIRST];
    view! {
        <section class="panel platforms" aria-labelledby="platforms-heading">
            <div class="panel-head">
                <h2 id="platforms-heading">{state.t(words::PLATFORMS)}</h2>
                <p class="note">{state.t(words::PLATFORMS_MORE)}</p>
            </div>
            <table data-testid=Id::PlatformTable.name()>
                <thead><tr>{heads.map(|words| view! { <th scope="col">{state.t(words)}</th> }).collect_view()}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
}

fn row(state: State, row: PlatformRow) -> impl IntoView {
    let PlatformRow { id, name, verdict, python, starts, first } = row;
    let is_chosen = move || state.platform.with(|chosen| chosen == id);
    let nothing = move || view! { <span class="note">{state.t(words::NOTHING)}</span> };
    let label = move |words| state.t(words)();
    view! {
        <tr data-testid=Id::PlatformRow.name() data-platform=id class:chosen=is_chosen>
            <th scope="row">
                <button class="link-button" aria-current=move || is_chosen().then_some("true") on:click=move |_| state.set_platform(id)>
                    {name}
                </button>
            </th>
            <td data-label=move || label(words::VERDICT)>
                <span class=format!("verdict-chip {}", verdict_class(verdict))>
                    {icon(Icon::of_verdict(verdict))} {move || headline::word(verdict, state.language.get())}
                </span>
            </td>
            <td data-label=move || label(words::PYTHON)>{python.map_or_else(|| nothing().into_any(), IntoAny::into_any)}</td>
            <td data-label=move || label(words::STARTS)>
                {starts.map_or_else(|| nothing().into_any(), |command| view! { <code>{command}</code> }.into_any())}
            </td>
            <td data-label=move || label(words::BREAKS_FIRST)>{first.map_or_else(|| nothing().into_any(), problem)}</td>
        </tr>
    }
}

fn problem(first: First) -> AnyView {
    let First { code, severity, message } = first;
    view! { <span class=format!("first-problem {}", severity.name())>{icon(Icon::of_severity(severity))} <span>{code} " " {inline(&message)}</span></span> }
        .into_any()
}
