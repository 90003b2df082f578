//! The folder of the program that serves the page on this machine: `www/local/` gives its files and asks what was changed in them.
//!
//! It does so by one event whose detail is a list: the files if there are any, a text, and whether they are opened as a project of
//! that name; else they are the open project's own as they are now, and the text names those whose changes are given up, one a line.
//! The answer is put at the end of the list: which project is open, by its number, and what was changed in it.

use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::CustomEvent;

use super::model::workspace::Workspace;
use super::state::State;
use crate::project::bundle::Bundle;
use crate::project::{Content, Project, transfer};

/// Hears of the folder for as long as the page is there.
pub(crate) fn listen(state: State) {
    window_event_listener_untyped("local-folder", move |event| {
        let detail: Array = event.unchecked_into::<CustomEvent>().detail().unchecked_into();
        if let Some(files) = detail.get(0).dyn_ref::<Uint8Array>()
            && let Some(Ok(project)) = transfer::of_unpacked(&files.to_vec())
        {
            let text = detail.get(1).as_string().unwrap_or_default();
            if detail.get(2).is_truthy() {
                state.open(text, project);
            } else {
                state.reread(project, &text);
            }
        }
        state.workspace.with_untracked(|workspace| {
            if let Some(workspace) = workspace {
                detail.push(&state.opened.get_untracked().into());
                detail.push(&changes(workspace, state.platform.get_untracked()).into());
            }
        });
    });
}

/// What was changed, and what is set on the platform. A file that is gone has no content.
fn changes(workspace: &Workspace, platform: String) -> String {
    let mut project = Project::new();
    for path in workspace.changed() {
        let content = workspace.project().content(&path).cloned();
        project.insert(path, content.unwrap_or(Content::Unknown { size: None }));
    }
    let settings = workspace.settings();
    Bundle { project, env: settings.env.clone(), procfile: settings.procfile.clone(), platform: Some(platform) }.to_json()
}
