//! The open file: a text field over a coloured copy of its text.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::HtmlTextAreaElement;

use crate::web::browser;
use crate::web::ids::Id;
use crate::web::model::marks::Mark;
use crate::web::model::take_home::file_name;
use crate::web::model::trouble::Trouble;
use crate::web::model::workspace::Workspace;
use crate::web::state::State;
use crate::web::words;

use super::editor_layer::Layer;
use super::icon::{Icon, icon};

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
fn TakeHome(text: Memo<Option<String>>) -> impl IntoView {
    let state = State::get();
    let copied = RwSignal::new(false);
    let copy = move |_| {
        spawn_local(async move {
            let is_done = browser::copy(text.get_untracked().unwrap_or_default()).await;
            copied.set(is_done);
            if is_done {
                state.speak(state.t(words::COPIED)().to_owned());
                set_timeout(move || copied.set(false), std::time::Duration::from_secs(2));
            } else {
                state.trouble.set(Some(Trouble::Clipboard));
            }
        });
    };
    let title = move || state.workspace.with(|workspace| Some(file_name(workspace.as_ref()?.open_file()?).to_owned()));
    view! {
        <div class="row tight">
            <button class="link-button" data-testid=Id::Copy.name() on:click=copy>
                {move || icon(if copied.get() { Icon::Check } else { Icon::Copy })}
                {move || if copied.get() { state.t(words::COPIED)() } else { state.t(words::COPY)() }}
            </button>
            <button class="link-button" data-testid=Id::Download.name() title=title on:click=move |_| state.download_open()>
                {icon(Icon::Download)} {state.t(words::DOWNLOAD)}
            </button>
        </div>
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

/// Shows the selected problem when it is asked for.
fn follow_jumps(state: State, field: NodeRef<html::Textarea>, marks: Memo<Vec<Mark>>) {
    Effect::new(move |before: Option<u32>| {
        let (count, takes_focus) = state.jump.get();
        if before == Some(count) || count == 0 {
            return count;
        }
        let selected = state.workspace.with_untracked(|workspace| workspace.as_ref().and_then(Workspace::selected));
        let mark = marks.with_untracked(|marks| marks.iter().find(|mark| Some(mark.index) == selected).cloned());
        request_animation_frame(move || {
            show(field, mark.as_ref(), takes_focus);
        });
        count
    });
}

fn show(field: NodeRef<html::Textarea>, mark: Option<&Mark>, takes_focus: bool) -> Option<()> {
    let field = field.get_untracked()?;
    let value = field.value();
    let at = mark.map_or(0..0, |mark| mark.range.clone());
    if takes_focus {
        field.focus().ok()?;
        let units = |end: usize| u32::try_from(value.get(..end).unwrap_or(&value).encode_utf16().count()).unwrap_or(0);
        field.set_selection_range(units(at.start), units(at.end)).ok()?;
    }
    let line = value.get(..at.start)?.matches('\n').count();
    browser::reveal(&format!(".layer .line:nth-child({})", line + 1));
    Some(())
}

/// Where the caret stands, in bytes of the text.
fn caret(field: &HtmlTextAreaElement) -> Option<usize> {
    let units = field.selection_start().ok()?? as usize;
    let value = field.value();
    let mut passed = 0;
    let place = value.char_indices().find(|(_, letter)| {
        let is_there = passed >= units;
        passed += letter.len_utf16();
        is_there
    });
    Some(place.map_or(value.len(), |(at, _)| at))
}

fn mark_at(marks: &[Mark], at: usize) -> Option<usize> {
    marks.iter().find(|mark| mark.range.start <= at && at <= mark.range.end).map(|mark| mark.index)
}
