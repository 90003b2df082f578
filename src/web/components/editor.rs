//! The open file.

use leptos::html;
use leptos::prelude::*;

use crate::web::code_editor::CodeEditor;
use crate::web::ids::Id;
use crate::web::model::workspace::Workspace;
use crate::web::state::State;
use crate::web::words;

use super::editor_field::Field;
use super::icon::{Icon, icon};
use super::take_home::TakeHome;

/// The open file.
#[component]
pub(crate) fn TextPanel() -> impl IntoView {
    let state = State::get();
    let path = state.shown().file;
    let text = Memo::new(move |_| state.workspace.with(|workspace| workspace.as_ref()?.text()));
    let has_text = Memo::new(move |_| text.with(Option::is_some));
    let is_editable = Memo::new(move |_| state.of_workspace(Workspace::is_editable));
    let field = NodeRef::<html::Textarea>::new();
    let is_ready = RwSignal::new(false);
    let nothing = move || if path.with(Option::is_some) { words::NO_TEXT } else { words::NO_FILE };
    let hint = move || if is_editable.get() { words::EDIT_HINT } else { words::READ_ONLY };
    let find = move |_| {
        field.get_untracked().and_then(|field| CodeEditor::around(&field)?.search());
    };
    view! {
        <section class="panel text" data-testid=Id::TextPanel.name() aria-labelledby="text-heading">
            <div class="panel-head">
                <h2 id="text-heading" class="mono">{move || path.get().unwrap_or_else(|| state.t(words::TEXT)().to_owned())}</h2>
                <div class="row tight" hidden=move || !has_text.get()>
                    <button
                        class="icon-button"
                        data-testid=Id::Find.name()
                        hidden=move || !is_ready.get()
                        aria-label=state.t(words::FIND)
                        title=state.t(words::FIND)
                        on:click=find
                    >
                        {icon(Icon::Find)}
                    </button>
                    <TakeHome text />
                </div>
            </div>
            <p class="empty" hidden=move || has_text.get()>{move || state.t(nothing())()}</p>
            // It stays while another file is looked at, and with it every file's history.
            <Field field path text is_editable is_ready />
            <p class="panel-foot note" id=Id::EditorHint.name() hidden=move || !has_text.get()>{move || state.t(hint())()}</p>
        </section>
    }
}
