//! From a problem to its place in the text, and back.

use leptos::html;
use leptos::prelude::*;
use web_sys::HtmlTextAreaElement;

use crate::web::browser;
use crate::web::model::marks::Mark;
use crate::web::model::workspace::Workspace;
use crate::web::state::State;

/// Shows the selected problem when it is asked for.
pub(super) fn follow_jumps(state: State, field: NodeRef<html::Textarea>, marks: Memo<Vec<Mark>>) {
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
pub(super) fn caret(field: &HtmlTextAreaElement) -> Option<usize> {
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

/// The problem at a place of the text.
pub(super) fn mark_at(marks: &[Mark], at: usize) -> Option<usize> {
    marks.iter().find(|mark| mark.range.start <= at && at <= mark.range.end).map(|mark| mark.index)
}
