//! From a problem to its place in the text.

use leptos::html;
use leptos::prelude::*;

use crate::web::code_editor::CodeEditor;
use crate::web::state::State;

/// Shows the selected problem when it is asked for.
pub(super) fn follow_jumps(state: State, field: NodeRef<html::Textarea>) {
    Effect::new(move |before: Option<u32>| {
        let (count, takes_focus) = state.jump.get();
        if before.is_some_and(|before| before != count) {
            request_animation_frame(move || {
                show(state, field, takes_focus);
            });
        }
        count
    });
}

fn show(state: State, field: NodeRef<html::Textarea>, takes_focus: bool) -> Option<()> {
    let field = field.get_untracked()?;
    let (from, to) = place(state);
    if CodeEditor::around(&field)?.show(from, to, takes_focus).is_none() && takes_focus {
        field.set_selection_range(from, to).ok()?;
        field.focus().ok()?;
    }
    Some(())
}

/// The place of the selected problem, in UTF-16 units; one without a place is shown at the start.
fn place(state: State) -> (u32, u32) {
    let found = state.workspace.with_untracked(|workspace| {
        let workspace = workspace.as_ref()?;
        let selected = workspace.selected()?;
        let marks = workspace.marks(&state.platform.get_untracked(), state.language.get_untracked());
        let mark = marks.into_iter().find(|mark| mark.index == selected)?;
        Some((u32::try_from(mark.from).ok()?, u32::try_from(mark.to).ok()?))
    });
    found.unwrap_or_default()
}
