//! Files that are not there, that do not matter, and that were left out.

use leptos::prelude::*;

use crate::project::{Content, Project, Skipped};
use crate::web::ids::Id;
use crate::web::model::expected::{Expected, expected};
use crate::web::model::file_list::FileList;
use crate::web::state::State;
use crate::web::words;

use super::file_rows::rows;
use super::icon::{Icon, icon};

/// The most of what was left out that is listed.
const MOST: usize = 300;

/// Files that the platform looks for and does not find.
#[component]
pub(crate) fn Missing() -> impl IntoView {
    let state = State::get();
    let missing = Memo::new(move |_| state.of_workspace(|workspace| expected(workspace.project(), state.profile())));
    let one = move |Expected { path, purpose }: Expected| {
        let add = path.clone();
        let add = move |_| {
            let mut file = Project::new();
            file.insert(add.clone(), Content::from(vec![]));
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
pub(crate) fn Others(list: Memo<FileList>) -> impl IntoView {
    let state = State::get();
    // Where no file matters, none is folded away.
    let choice = RwSignal::new(None::<bool>);
    let is_open = Memo::new(move |_| choice.get().unwrap_or_else(|| list.with(|list| list.important.is_empty())));
    let count = move || list.with(|list| list.others_count);
    let hidden = move || list.with(|list| list.others_count - list.others.len());
    let more = move || Some(hidden()).filter(|more| *more > 0).map(|more| words::and_more(more, state.language.get()));
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
                <ul class="file-rows">{move || list.with(|list| rows(state, &list.others))}</ul>
                {move || more().map(|more| view! { <p class="note">{more}</p> })}
            </Show>
        </Show>
    }
}

/// What was left out, and why.
#[component]
pub(crate) fn LeftOut(list: Memo<FileList>) -> impl IntoView {
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
