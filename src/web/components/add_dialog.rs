//! Adding files to the project that is open.

use leptos::html;
use leptos::prelude::*;

use crate::web::state::State;
use crate::web::words;

use super::drop_zone::Pickers;
use super::icon::{Icon, icon};
use super::paste::Paste;

/// The dialog that adds a file.
#[component]
pub(crate) fn AddDialog() -> impl IntoView {
    let state = State::get();
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let is_open = state.is_adding.get();
        if let Some(dialog) = dialog.get() {
            if is_open {
                let _ = dialog.show_modal();
            } else {
                dialog.close();
            }
        }
    });
    let close = move || state.is_adding.set(false);
    view! {
        <dialog node_ref=dialog class="dialog narrow" aria-labelledby="add-heading" on:close=move |_| close()>
            <div class="dialog-head">
                <h2 id="add-heading">{state.t(words::ADD_FILE)}</h2>
                <button class="icon-button" aria-label=state.t(words::CLOSE) on:click=move |_| close()>{icon(Icon::Close)}</button>
            </div>
            <Show when=move || state.is_adding.get()>
                <Paste action=words::ADD done=Callback::new(move |()| close()) />
                <div on:change=move |_| close()>
                    <Pickers />
                </div>
            </Show>
        </dialog>
    }
}
