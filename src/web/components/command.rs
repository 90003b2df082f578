//! A command to copy.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::web::browser;
use crate::web::model::trouble::Trouble;
use crate::web::state::State;
use crate::web::words;

use super::icon::{Icon, icon};

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
