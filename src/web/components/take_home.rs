//! What can be done with the open file.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::web::browser;
use crate::web::ids::Id;
use crate::web::model::take_home::file_name;
use crate::web::model::trouble::Trouble;
use crate::web::state::State;
use crate::web::words;

use super::icon::{Icon, icon};

/// Copies and downloads the open file.
#[component]
pub(crate) fn TakeHome(text: Memo<Option<String>>) -> impl IntoView {
    let state = State::get();
    let copied = RwSignal::new(false);
    let copy = move |_| {
        spawn_local(async move {
            let is_done = browser::copy(text.get_untracked().unwrap_or_default()).await;
            copied.set(is_done);
            if is_done {
                state.speak(state.t(words::COPIED)().to_owned());
                set_timeout(move || copied.set(false), Duration::from_secs(2));
            } else {
                state.trouble.set(Some(Trouble::Clipboard));
            }
        });
    };
    let title = move || state.workspace.with(|workspace| Some(file_name(workspace.as_ref()?.open_file()?).to_owned()));
    view! {
        <div class="row tight">
            <button class="link-button" data-testid=Id::Copy.name() on:click=copy>
                {move || icon(if copied.get() { Icon::Check } else { Icon::Copy })}
                {move || if copied.get() { state.t(words::COPIED)() } else { state.t(words::COPY)() }}
            </button>
            <button class="link-button" data-testid=Id::Download.name() title=title on:click=move |_| state.download_open()>
                {icon(Icon::Download)} {state.t(words::DOWNLOAD)}
            </button>
        </div>
    }
}
