//! The files of the project.

use leptos::prelude::*;

use crate::web::ids::Id;
use crate::web::model::workspace::Workspace;
use crate::web::state::State;
use crate::web::words;

use super::file_groups::{LeftOut, Missing, Others};
use super::file_rows::rows;
use super::icon::{Icon, icon};

/// The files of the project.
#[component]
pub(crate) fn FilesPanel() -> impl IntoView {
    let state = State::get();
    let list = Memo::new(move |_| state.of_workspace(|workspace| workspace.file_list(&state.platform.get())));
    let name = Memo::new(move |_| state.of_workspace(|workspace| workspace.name().to_owned()));
    let root = move || list.with(|list| list.root.clone()).map(|root| words::root_taken(&root, state.language.get()));
    let changed = Memo::new(move |_| state.of_workspace(Workspace::changed).len());
    view! {
        <section class="panel files" data-testid=Id::FilesPanel.name() aria-labelledby="files-heading">
            <div class="panel-head">
                <h2 id="files-heading">{state.t(words::FILES)}</h2>
                <button class="link-button" data-testid=Id::AddFile.name() on:click=move |_| state.is_adding.set(true)>
                    {icon(Icon::Add)} {state.t(words::ADD_FILE)}
                </button>
            </div>
            <div class="panel-body">
                <p class="project-name">{icon(Icon::Folder)} {name}</p>
                {move || root().map(|root| view! { <p class="note" data-testid=Id::Root.name()>{root}</p> })}
                <ul class="file-rows">{move || list.with(|list| rows(state, &list.important))}</ul>
                <Missing /> <Others list /> <LeftOut list />
            </div>
            <div class="panel-foot">
                <button
                    class="button wide"
                    data-testid=Id::PlatformSettingsOpen.name()
                    on:click=move |_| state.is_setting.set(true)
                >
                    {icon(Icon::Sliders)} {state.t(words::SETTINGS)} {move || settings_count(state)}
                </button>
                <button
                    class="button wide"
                    data-testid=Id::DownloadChanged.name()
                    disabled=move || changed.get() == 0
                    on:click=move |_| state.download_changed()
                >
                    {icon(Icon::Download)}
                    {move || match changed.get() {
                        0 => state.t(words::ZIP_NOTHING)().to_owned(),
                        count => words::download_changed(count, state.language.get()),
                    }}
                </button>
            </div>
        </section>
    }
}

/// How much is set on the platform.
fn settings_count(state: State) -> Option<impl IntoView> {
    let count = state.of_workspace(|workspace| {
        let settings = workspace.settings();
        settings.env.len() + usize::from(settings.procfile.is_some())
    });
    (count > 0).then(|| view! { <span class="count">{count}</span> })
}
