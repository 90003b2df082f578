//! A button that copies a text and says so.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::language::Localized;
use crate::web::browser;
use crate::web::ids::Id;
use crate::web::model::trouble::Trouble;
use crate::web::state::State;
use crate::web::words;

use super::icon::{Icon, icon};

/// A button that copies a text and says so.
#[component]
pub(crate) fn CopyButton(id: Id, label: Localized, #[prop(into)] text: Callback<(), String>) -> impl IntoView {
    let state = State::get();
    let is_copied = RwSignal::new(false);
    let copy = move |_| {
        let text = text.run(());
        spawn_local(async move {
            let is_done = browser::copy(text).await;
            is_copied.set(is_done);
            if is_done {
                state.speak(state.t(words::COPIED)().to_owned());
                set_timeout(
                    move || {
                        is_copied.try_set(false);
                    },
                    Duration::from_secs(2),
                );
            } else {
                state.trouble.set(Some(Trouble::Clipboard));
            }
        });
    };
    view! {
        <button class="button" data-testid=id.name() on:click=copy>
            {move || icon(if is_copied.get() { Icon::Check } else { Icon::Copy })}
            {move || if is_copied.get() { state.t(words::COPIED)() } else { state.t(label)() }}
        </button>
    }
}
