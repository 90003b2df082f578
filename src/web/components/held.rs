//! A text that has stopped the page before, and waits to be asked for.

use leptos::prelude::*;

use crate::web::browser;
use crate::web::ids::Id;
use crate::web::state::State;
use crate::web::words;

use super::icon::{Icon, icon};

/// What may be done with the text.
#[component]
pub(crate) fn Held() -> impl IntoView {
    let state = State::get();
    let open = move |_| {
        if let Some(bundle) = state.held.get_untracked() {
            state.open_bundle(String::new(), bundle);
        }
    };
    let save = move |_| {
        state.held.with_untracked(|bundle| {
            bundle.as_ref().and_then(|bundle| browser::download("pushready.json", bundle.to_json().as_bytes()))
        });
    };
    view! {
        <Show when=move || state.held.with(Option::is_some)>
            <div class="alert" role="status" data-testid=Id::Held.name()>
                {icon(Icon::Alert)} <p>{state.t(words::HELD)}</p>
                <div class="row">
                    <button class="button" data-testid=Id::HeldOpen.name() on:click=open>{state.t(words::HELD_OPEN)}</button>
                    <button class="button" data-testid=Id::HeldSave.name() on:click=save>{state.t(words::HELD_SAVE)}</button>
                    <button class="button" data-testid=Id::HeldForget.name() on:click=move |_| state.forget()>
                        {state.t(words::HELD_FORGET)}
                    </button>
                </div>
            </div>
        </Show>
    }
}
