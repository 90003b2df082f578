//! The files of the project.

use leptos::prelude::*;

use crate::project::Skipped;
use crate::project::{Content, Project};
use crate::report::Counts;
use crate::web::ids::Id;
use crate::web::model::expected::{Expected, expected};
use crate::web::model::file_list::{FileList, Row};
use crate::web::model::workspace::Workspace;
use crate::web::state::State;
use crate::web::words;

use super::icon::{Icon, icon};

/// The most files that are listed under "other files".
const MOST: usize = 300;

/// The files of the project.
#[component]
pub(crate) fn FilesPanel() -> impl IntoView {
    let state = State::get();
    let list = Memo::new(move |_| state.of_workspace(|workspace| workspace.file_list(&state.platform.get())));
    let name = move || state.of_workspace(|workspace| workspace.name().to_owned());
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
                <ul class="file-rows">{move || list.with(|list| rows(state, &list.important, usize::MAX))}</ul>
                <Missing /> <Others list /> <LeftOut list />
            </div>
            <div class="panel-foot">
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

fn rows(state: State, rows: &[Row], most: usize) -> impl IntoView + use<> {
    rows.iter().take(most).cloned().map(|file| row(state, file)).collect_view()
}

fn row(state: State, file: Row) -> impl IntoView {
    let Row { path, counts, is_known, is_changed } = file;
    let (folder, name) =
        path.rsplit_once('/').map_or((String::new(), path.clone()), |(folder, name)| (format!("{folder}/"), name.to_owned()));
    let this = path.clone();
    let is_open = move || state.workspace.with(|workspace| workspace.as_ref().and_then(Workspace::open_file) == Some(&this));
    let note = match (is_changed, is_known) {
        (true, _) => Some(words::CHANGED),
        (false, false) => Some(words::NOT_READ),
        (false, true) => None,
    };
    view! {
        <li>
            <button
                class="file-row"
                data-testid=Id::FileRow.name()
                data-path=path.clone()
                aria-current=move || is_open().then_some("true")
                on:click=move |_| state.open_file(&path)
            >
                <span class="file-name"><span class="file-folder">{folder}</span>{name}</span>
                {note.map(|note| view! { <span class="file-note">{state.t(note)}</span> })}
                {badges(counts)}
            </button>
        </li>
    }
}

fn badges(counts: Counts) -> impl IntoView {
    let badge = |(count, class, picture): (usize, &'static str, Icon)| {
        (count > 0).then(|| view! { <span class=format!("badge {class}")>{icon(picture)} {count}</span> })
    };
    let all = [(counts.error, "error", Icon::Cross), (counts.warning, "warning", Icon::Alert), (counts.info, "info", Icon::Info)];
    all.map(badge).collect_view()
}

/// Files that the platform looks for and does not find.
#[component]
fn Missing() -> impl IntoView {
    let state = State::get();
    let missing = Memo::new(move |_| state.of_workspace(|workspace| expected(workspace.project(), state.profile())));
    let one = move |Expected { path, purpose }: Expected| {
        let add = path.clone();
        let add = move |_| {
            let mut file = Project::new();
            file.insert(add.clone(), Content::Bytes(vec![]));
            state.add(add.clone(), file);
        };
        view! {
            <li class="missing" data-testid=Id::MissingFile.name()>
                <span class="file-name">{path.clone()}</span>
                <span class="file-note">{purpose.words(state.language.get())}</span>
                <button class="icon-button" aria-label=words::add_file(&path, state.language.get()) on:click=add>{icon(Icon::Add)}</button>
            </li>
        }
    };
    view! {
        <Show when=move || missing.with(|missing| !missing.is_empty())>
            <h3>{state.t(words::NOT_HERE)}</h3>
            <ul class="file-rows">{move || missing.get().into_iter().map(one).collect_view()}</ul>
        </Show>
    }
}

/// Files that no platform looks at.
#[component]
fn Others(list: Memo<FileList>) -> impl IntoView {
    let state = State::get();
    // Where no file matters, none is folded away.
    let choice = RwSignal::new(None::<bool>);
    let is_open = Memo::new(move |_| choice.get().unwrap_or_else(|| list.with(|list| list.important.is_empty())));
    let count = move || list.with(|list| list.others.len());
    let more = move || count().checked_sub(MOST).filter(|more| *more > 0).map(|more| words::and_more(more, state.language.get()));
    view! {
        <Show when=move || { count() > 0 }>
            <button
                class="fold"
                data-testid=Id::OtherFiles.name()
                aria-expanded=move || is_open.get().to_string()
                on:click=move |_| choice.set(Some(!is_open.get_untracked()))
            >
                {icon(Icon::Down)} {move || words::other_files(count(), state.language.get())}
            </button>
            <Show when=move || is_open.get()>
                <ul class="file-rows">{move || list.with(|list| rows(state, &list.others, MOST))}</ul>
                {move || more().map(|more| view! { <p class="note">{more}</p> })}
            </Show>
        </Show>
    }
}

/// What was left out, and why.
#[component]
fn LeftOut(list: Memo<FileList>) -> impl IntoView {
    let state = State::get();
    let skipped = move || list.with(|list| list.skipped.iter().take(MOST).cloned().collect::<Vec<_>>());
    let one = move |Skipped { path, reason }: Skipped| {
        view! { <li class="missing"><span class="file-name">{path}</span><span class="file-note">{words::skip_reason(reason, state.language.get())}</span></li> }
    };
    view! {
        <Show when=move || list.with(|list| !list.skipped.is_empty())>
            <details class="left-out" data-testid=Id::LeftOut.name()>
                <summary>{state.t(words::LEFT_OUT)} " " <span class="count">{move || list.with(|list| list.skipped.len())}</span></summary>
                <ul class="file-rows">{move || skipped().into_iter().map(one).collect_view()}</ul>
            </details>
        </Show>
    }
}
