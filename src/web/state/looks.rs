//! Looking at files and problems.

use leptos::prelude::*;

use super::{State, Tab};
use crate::web::ids::Id;
use crate::web::{browser, code_editor};

impl State {
    /// Opens a file.
    pub(crate) fn open_file(self, path: &str) {
        self.tab.set(Tab::Text);
        self.workspace.update(|workspace| {
            if let Some(workspace) = workspace {
                workspace.open(path);
            }
        });
    }

    /// Looks at a problem, or at none.
    pub(crate) fn select(self, index: Option<usize>) {
        let platform = self.platform.get_untracked();
        self.workspace.update(|workspace| {
            if let Some(workspace) = workspace {
                workspace.select(index, &platform);
            }
        });
        self.jump.update(|(count, takes_focus)| (*count, *takes_focus) = (*count + 1, false));
    }

    /// Goes to the place of a problem in its file.
    pub(crate) fn go_to(self, index: usize) {
        self.select(Some(index));
        self.tab.set(Tab::Text);
        self.jump.update(|(count, takes_focus)| (*count, *takes_focus) = (*count + 1, true));
    }

    /// Goes to the next problem, or the one before.
    pub(crate) fn step(self, forward: bool) {
        let platform = self.platform.get_untracked();
        let found = self
            .workspace
            .with_untracked(|workspace| workspace.as_ref()?.neighbour(forward, &platform, |index| !self.is_hidden(index)));
        if let Some(index) = found {
            self.step_to(index);
        }
    }

    /// Goes to a problem: in the text if the user is there, else among the problems.
    pub(crate) fn step_to(self, index: usize) {
        let is_in_editor = browser::is_focus_within(code_editor::TAG);
        self.select(Some(index));
        if is_in_editor {
            self.jump.update(|(count, takes_focus)| (*count, *takes_focus) = (*count + 1, true));
        } else {
            self.tab.set(Tab::Problems);
            request_animation_frame(move || browser::focus(&problem_id(index)));
        }
        let message =
            self.report.with_untracked(|report| report.as_ref()?.diagnostics.get(index).map(|problem| problem.message.clone()));
        self.speak(message.unwrap_or_default());
    }

    /// Says something to those who listen.
    pub(crate) fn speak(self, text: String) {
        self.spoken.set(text);
    }
}

/// The id of a problem's card.
pub(crate) fn problem_id(index: usize) -> String {
    format!("{}-{index}", Id::Problem.name())
}
