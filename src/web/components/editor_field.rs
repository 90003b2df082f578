//! The text field of the open file, and the editor that takes its place when it has arrived.

use js_sys::Array;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::CustomEvent;

use crate::web::browser;
use crate::web::code_editor::{CodeEditor, OpenFile};
use crate::web::ids::Id;
use crate::web::state::{State, problem_id};
use crate::web::words;

use super::editor_jump::follow_jumps;

/// The text field of the open file.
#[component]
pub(crate) fn Field(
    field: NodeRef<html::Textarea>,
    path: Memo<Option<String>>,
    text: Memo<Option<String>>,
    is_editable: Memo<bool>,
    /// Whether the editor has arrived.
    is_ready: RwSignal<bool>,
) -> impl IntoView {
    let state = State::get();
    let file = Memo::new(move |_| {
        Some(OpenFile { project: state.opened.get(), path: path.get()?, text: text.get()?, is_editable: is_editable.get() })
    });
    let marks = marks(state);
    Effect::new(move |_| browser::fetch_script("editor"));
    Effect::new(move |_| {
        let editor = field.get().filter(|_| is_ready.get()).and_then(|field| CodeEditor::around(&field))?;
        file.with(|file| editor.open(file.as_ref()?, state.language.get()))?;
        marks.with(|marks| editor.mark(marks.as_ref()?))
    });
    follow_jumps(state, field);
    let label = move || words::text_of(&path.get().unwrap_or_default(), state.language.get());
    view! {
        <code-editor
            class="editor"
            hidden=move || text.with(Option::is_none)
            on:ready=move |_: CustomEvent| is_ready.set(true)
            on:type=move |event: CustomEvent| state.typed(&event.detail().as_string().unwrap_or_default())
            on:point=move |event: CustomEvent| point_at(state, &event)
            on:apply=move |event: CustomEvent| apply(state, &event)
        >
            <textarea
                node_ref=field
                class="editor-field"
                spellcheck="false"
                autocapitalize="off"
                autocomplete="off"
                data-testid=Id::PlainEditor.name()
                aria-label=label
                aria-describedby=Id::EditorHint.name()
                readonly=move || !is_editable.get()
                prop:value=move || if is_ready.get() { String::new() } else { text.get().unwrap_or_default() }
                on:input=move |event| state.typed(&event_target_value(&event))
            ></textarea>
        </code-editor>
    }
}

/// The marks of the open file as JSON; none while the user types, when those of the last check move along in the editor.
fn marks(state: State) -> Memo<Option<String>> {
    Memo::new(move |_| {
        state.workspace.with(|workspace| {
            let workspace = workspace.as_ref().filter(|workspace| !workspace.is_stale())?;
            serde_json::to_string(&workspace.marks(&state.platform.get(), state.language.get())).ok()
        })
    })
}

/// Who goes to a marked place in the text sees its problem.
fn point_at(state: State, event: &CustomEvent) {
    let Some(index) = whole(&event.detail()) else { return };
    if state.shown().problem.get_untracked() != Some(index) {
        state.select(Some(index));
        browser::reveal(&format!("#{}", problem_id(index)));
    }
}

fn apply(state: State, event: &CustomEvent) {
    if let Some(problems) = event.detail().dyn_ref::<Array>() {
        state.apply(&problems.iter().filter_map(|index| whole(&index)).collect::<Vec<_>>());
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "places in the report, as the page gave them")]
fn whole(number: &wasm_bindgen::JsValue) -> Option<usize> {
    number.as_f64().map(|number| number as usize)
}
