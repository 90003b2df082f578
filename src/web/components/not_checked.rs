//! What the page has not checked.

use leptos::prelude::*;

use crate::web::ids::Id;
use crate::web::state::State;
use crate::web::words;

/// What only a real build can tell.
#[component]
pub(crate) fn NotChecked() -> impl IntoView {
    let state = State::get();
    let all = move || state.report.get().map(|report| report.not_checked.clone()).unwrap_or_default();
    let one = move |item: crate::report::NotChecked| view! { <li>{words::not_checked(item.what, state.language.get())}</li> };
    view! {
        <Show when=move || !all().is_empty()>
            <p>{state.t(words::NOT_CHECKED)}</p>
            <ul data-testid=Id::NotChecked.name()>{move || all().into_iter().map(one).collect_view()}</ul>
        </Show>
    }
}

/// That the Python files were not looked into.
#[component]
pub(crate) fn NotParsed() -> impl IntoView {
    let state = State::get();
    view! {
        <Show when=move || state.lacks_parser.get()>
            <p class="note" data-testid=Id::NotParsed.name()>{state.t(words::NOT_PARSED)}</p>
        </Show>
    }
}
