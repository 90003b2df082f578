//! The rows of files.

use leptos::prelude::*;

use crate::report::Counts;
use crate::web::ids::Id;
use crate::web::model::file_list::FileRow;
use crate::web::state::State;
use crate::web::words;

use super::icon::{Icon, icon};

/// The rows of these files.
pub(super) fn rows(state: State, rows: &[FileRow]) -> impl IntoView + use<> {
    rows.iter().cloned().map(|file| row(state, file)).collect_view()
}

fn row(state: State, file: FileRow) -> impl IntoView {
    let FileRow { path, counts, is_known, is_changed } = file;
    let (folder, name) =
        path.rsplit_once('/').map_or((String::new(), path.clone()), |(folder, name)| (format!("{folder}/"), name.to_owned()));
    let this = path.clone();
    let open = state.shown().file;
    let is_open = move || open.with(|open| open.as_ref() == Some(&this));
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
