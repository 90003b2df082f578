//! The open file: a text field over a coloured copy of its text.

use leptos::html;
use leptos::prelude::*;

use crate::web::browser;
use crate::web::ids::Id;
use crate::web::state::State;
use crate::web::words;

use super::editor_jump::{caret, follow_jumps, mark_at};
use super::editor_layer::Layer;
use super::take_home::TakeHome;

/// The open file.
#[component]
pub(crate) fn TextPanel() -> impl IntoView {
    let state = State::get();
    let path = Memo::new(move |_| state.workspace.with(|workspace| workspace.as_ref()?.open_file().map(str::to_owned)));
    let text = Memo::new(move |_| state.workspace.with(|workspace| workspace.as_ref()?.text()));
    let has_text = Memo::new(move |_| text.with(Option::is_some));
    let nothing = move || if path.with(Option::is_some) { words::NO_TEXT } else { words::NO_FILE };
    view! {
        <section class="panel text" data-testid=Id::TextPanel.name() aria-labelledby="text-heading">
            <div class="panel-head">
                <h2 id="text-heading" class="mono">{move || path.get().unwrap_or_else(|| state.t(words::TEXT)().to_owned())}</h2>
                <Show when=move || has_text.get()>
                    <TakeHome text />
                </Show>
            </div>
            <Show
                when=move || has_text.get()
                fallback=move || view! { <p class="empty">{move || state.t(nothing())()}</p> }
            >
                <Field path text />
                <p class="panel-foot note" id=Id::EditorHint.name()>{state.t(words::EDIT_HINT)}</p>
            </Show>
        </section>
    }
}

#[component]
fn Field(path: Memo<Option<String>>, text: Memo<Option<String>>) -> impl IntoView {
    let state = State::get();
    let field = NodeRef::<html::Textarea>::new();
    let marks = Memo::new(move |_| state.of_workspace(|workspace| workspace.marks(&state.platform.get())));
    let label = move || words::text_of(&path.get().unwrap_or_default(), state.language.get());
    let value = move || text.get().unwrap_or_default();
    follow_jumps(state, field, marks);
    // A click into a marked place selects its problem.
    let point_at = move |_| {
        let at = field.get_untracked().and_then(|field| caret(&field));
        let found = at.and_then(|at| marks.with_untracked(|marks| mark_at(marks, at)));
        if let Some(index) = found {
            state.select(Some(index));
            browser::reveal(&format!("#{}-{index}", Id::Problem.name()));
        }
    };
    view! {
        <div class="editor">
            <Layer text=Signal::derive(value) marks />
            <textarea
                id=Id::Editor.name()
                node_ref=field
                class="editor-field"
                spellcheck="false"
                autocapitalize="off"
                autocomplete="off"
                data-testid=Id::Editor.name()
                aria-label=label
                aria-describedby=Id::EditorHint.name()
                prop:value=value
                on:input=move |event| state.typed(&event_target_value(&event))
                on:click=point_at
            ></textarea>
        </div>
    }
}
