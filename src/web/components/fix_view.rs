//! A fix: what it would change, and the button that does it.

use leptos::prelude::*;

use crate::diagnostic::{Fix, Safety};
use crate::web::ids::Id;
use crate::web::model::fix_buttons::Button;
use crate::web::model::preview::{DiffLine, FileChange, Kind, preview};
use crate::web::state::State;
use crate::web::words;

use super::icon::{Icon, icon};
use super::inline::inline;

/// A fix with its preview.
#[component]
pub(crate) fn FixView(fix: Fix, buttons: Vec<Button>) -> impl IntoView {
    let state = State::get();
    let promise = match fix.safety {
        Safety::Safe => words::SAFE,
        Safety::Unsafe => words::UNSAFE,
        Safety::Display => words::BY_HAND,
    };
    let changes =
        state.workspace.with_untracked(|workspace| workspace.as_ref().map(|workspace| preview(workspace.project(), &fix)));
    let Fix { title, .. } = fix;
    view! {
        <div class="fix">
            <p class="fix-title">{icon(Icon::Wrench)} <strong>{inline(&title)}</strong></p>
            <div class="preview" data-testid=Id::Preview.name()>
                {changes.unwrap_or_default().into_iter().map(|change| file_change(state, change)).collect_view()}
            </div>
            <div class="row fix-foot">
                {buttons.into_iter().map(|one| button(state, one)).collect_view()} <span class="note">{state.t(promise)}</span>
            </div>
        </div>
    }
}

fn button(state: State, button: Button) -> impl IntoView {
    let Button { id, label, is_primary, problems } = button;
    view! {
        <button class="button" class:primary=is_primary data-testid=id.name() on:click=move |_| state.apply(&problems)>{label}</button>
    }
}

fn file_change(state: State, change: FileChange) -> impl IntoView {
    let note = match &change.kind {
        Kind::Edited => None,
        Kind::Encoded(from, to) => Some(format!("{from} → {to}")),
        Kind::LineEnds => Some(state.t(words::LINE_ENDS)().to_owned()),
        Kind::Created => Some(state.t(words::NEW_FILE)().to_owned()),
        Kind::Renamed(to) => Some(format!("→ {to}")),
        Kind::Deleted => Some(state.t(words::DELETED)().to_owned()),
    };
    let more = (change.more > 0).then(|| words::and_more(change.more, state.language.get_untracked()));
    view! {
        <figure class="diff">
            <figcaption>{change.path} {note.map(|note| view! { <span class="diff-note">{note}</span> })}</figcaption>
            {(!change.lines.is_empty()).then(|| view! { <pre tabindex="0">{change.lines.into_iter().map(line).collect_view()}</pre> })}
            {more.map(|more| view! { <p class="note">{more}</p> })}
        </figure>
    }
}

fn line(line: DiffLine) -> impl IntoView {
    let [before, middle, after] = line.parts;
    let body = view! { {before} {(!middle.is_empty()).then(|| view! { <b>{middle}</b> })} {after} };
    if line.is_new {
        view! { <ins><span class="sign">"+ "</span>{body}"\n"</ins> }.into_any()
    } else {
        view! { <del><span class="sign">"− "</span>{body}"\n"</del> }.into_any()
    }
}
