//! Where projects are dropped and picked. A drop counts anywhere on the page; this is the place that says so.

use leptos::html;
use leptos::prelude::*;
use web_sys::FileList;

use crate::web::browser;
use crate::web::ids::Id;
use crate::web::intake;
use crate::web::state::State;
use crate::web::words;

use super::icon::{Icon, icon};

/// The big place to drop on.
#[component]
pub(crate) fn DropZone() -> impl IntoView {
    let state = State::get();
    // What the address says of the language goes along, and changes with it.
    let import = move || {
        state.language.track();
        format!("import.html{}", browser::address_query())
    };
    view! {
        <section class="drop-zone" data-testid=Id::DropZone.name() aria-labelledby="drop-heading">
            <div class="drop-icon">{icon(Icon::Upload)}</div>
            <h2 id="drop-heading">{state.t(words::DROP)}</h2>
            <p>{state.t(words::DROP_MORE)}</p>
            <Pickers />
            <a class="link-button" href=import data-testid=Id::ImportOpen.name()>
                {icon(Icon::Link)} {state.t(words::IMPORT)}
            </a>
        </section>
    }
}

/// The buttons that open the browser's own dialogs.
#[component]
pub(crate) fn Pickers() -> impl IntoView {
    let state = State::get();
    let (folder, files) = (NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new());
    view! {
        <div class="row pickers">
            <button class="button primary" on:click=move |_| click(folder)>
                {icon(Icon::Folder)} {state.t(words::CHOOSE_FOLDER)}
            </button>
            <button class="button" on:click=move |_| click(files)>{icon(Icon::File)} {state.t(words::CHOOSE_FILES)}</button>
            <input
                type="file"
                hidden
                node_ref=folder
                data-testid=Id::FolderInput.name()
                prop:webkitdirectory=true
                on:change=move |_| picked(folder, |list| intake::picked_folder(state, list))
            />
            <input
                type="file"
                hidden
                multiple
                node_ref=files
                data-testid=Id::FilesInput.name()
                on:change=move |_| picked(files, |list| intake::picked_files(state, list))
            />
        </div>
    }
}

fn click(input: NodeRef<html::Input>) {
    if let Some(input) = input.get_untracked() {
        input.click();
    }
}

/// Hands the files on, and empties the field so that the same files can be picked again.
fn picked(input: NodeRef<html::Input>, take: impl FnOnce(&FileList)) {
    let Some(input) = input.get_untracked() else { return };
    if let Some(list) = input.files() {
        take(&list);
    }
    input.set_value("");
}
