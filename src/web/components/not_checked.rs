//! What only a real build can tell, and commands to copy.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::web::browser;
use crate::web::ids::Id;
use crate::web::model::trouble::Trouble;
use crate::web::state::State;
use crate::web::words;

use super::icon::{Icon, icon};

/// What only a real build can tell.
#[component]
pub(crate) fn NotChecked() -> impl IntoView {
    let state = State::get();
    let all = move || state.report.get().map(|report| report.not_checked.clone()).unwrap_or_default();
    let one = move |item: crate::report::NotChecked| {
        view! {
            <li>
                <p>{words::not_checked(item.what, state.language.get())}</p>
                <Command command=item.command />
            </li>
        }
    };
    view! {
        <Show when=move || !all().is_empty()>
            <div class="not-checked" data-testid=Id::NotChecked.name()>
                <h3>{state.t(words::NOT_CHECKED)}</h3>
                <p class="note">{state.t(words::NOT_CHECKED_MORE)}</p>
                <ul>{move || all().into_iter().map(one).collect_view()}</ul>
            </div>
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

/// A command with a button that copies it.
#[component]
pub(crate) fn Command(command: String) -> impl IntoView {
    let state = State::get();
    let text = command.clone();
    let copy = move |_| {
        let text = text.clone();
        spawn_local(async move {
            if browser::copy(text).await {
                state.speak(state.t(words::COPIED)().to_owned());
            } else {
                state.trouble.set(Some(Trouble::Clipboard));
            }
        });
    };
    view! {
        <div class="command">
            <code>{command}</code>
            <button class="icon-button" aria-label=state.t(words::COPY) on:click=copy>{icon(Icon::Copy)}</button>
        </div>
    }
}
