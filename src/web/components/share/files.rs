//! The files as they are now.

use leptos::prelude::*;

use crate::web::components::icon::{Icon, icon};
use crate::web::components::inline::inline;
use crate::web::ids::Id;
use crate::web::model::workspace::Workspace;
use crate::web::state::State;
use crate::web::words;

/// Saves the files, or what was changed in them.
#[component]
pub(crate) fn TakeFiles() -> impl IntoView {
    let state = State::get();
    let changed = Memo::new(move |_| state.of_workspace(Workspace::changed).len());
    let is_as_given = move || changed.get() == 0;
    view! {
        <section aria-labelledby="share-files">
            <h3 id="share-files">{state.t(words::FILES)}</h3>
            <p class="note">
                {move || inline(if is_as_given() { state.t(words::ZIP_NOTHING)() } else { state.t(words::PATCH_MORE)() })}
            </p>
            <div class="row">
                <button
                    class="button"
                    data-testid=Id::DownloadPatch.name()
                    disabled=is_as_given
                    on:click=move |_| state.download_patch()
                >
                    {icon(Icon::Download)} {state.t(words::SAVE_PATCH)}
                </button>
                <button class="button" data-testid=Id::DownloadProject.name() on:click=move |_| state.download_project()>
                    {icon(Icon::Download)} {state.t(words::SAVE_PROJECT)}
                </button>
            </div>
        </section>
    }
}
