//! A dialog over the page, whose content is there only while it is open.

use leptos::html;
use leptos::prelude::*;

use crate::language::Localized;
use crate::web::ids::Id;
use crate::web::state::State;
use crate::web::words;

use super::icon::{Icon, icon};

/// A dialog.
#[component]
pub(crate) fn Dialog(id: Id, heading: Localized, is_open: RwSignal<bool>, children: ChildrenFn) -> impl IntoView {
    let state = State::get();
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let is_open = is_open.get();
        if let Some(dialog) = dialog.get() {
            if is_open {
                let _ = dialog.show_modal();
            } else {
                dialog.close();
            }
        }
    });
    let close = move || is_open.set(false);
    let heading_id = format!("{}-heading", id.name());
    let title_id = heading_id.clone();
    view! {
        <dialog node_ref=dialog class="dialog" data-testid=id.name() aria-labelledby=heading_id on:close=move |_| close()>
            <div class="dialog-head">
                <h2 id=title_id>{state.t(heading)}</h2>
                <button class="icon-button" aria-label=state.t(words::CLOSE) on:click=move |_| close()>{icon(Icon::Close)}</button>
            </div>
            <Show when=move || is_open.get()>{children()}</Show>
        </dialog>
    }
}
