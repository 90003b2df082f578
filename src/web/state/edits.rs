//! Changing files and taking them home.

use std::time::Duration;

use leptos::prelude::*;

use super::State;
use super::sharing::save_zip;
use crate::web::browser;
use crate::web::ids::Id;
use crate::web::model::take_home::{file_name, only};
use crate::web::model::trouble::Trouble;
use crate::web::model::undo::{Deed, Retraced};
use crate::web::model::workspace::{FixOutcome, Workspace};
use crate::web::words;

/// How long the user pauses before what was typed is checked.
const PAUSE: Duration = Duration::from_millis(150);

impl State {
    /// What the user typed; it is checked after a pause.
    pub(crate) fn typed(self, text: &str) {
        let retraced = self.workspace.try_update(|workspace| workspace.as_mut()?.type_text(text)).flatten();
        if let Some(retraced) = retraced.filter(|retraced| !matches!(retraced.deed(), Deed::Typed(_))) {
            let language = self.language.get_untracked();
            self.speak(words::retraced(&retraced, language));
        }
        let later = set_timeout_with_handle(move || self.keep_and_check(), PAUSE).ok();
        if let Some(earlier) = self.later.try_update_value(|all| std::mem::replace(&mut all.check, later)).flatten() {
            earlier.clear();
        }
    }

    /// Applies the fixes of these problems.
    pub(crate) fn apply(self, problems: &[usize]) {
        let platform = self.platform.get_untracked();
        let outcome: FixOutcome = self.change(|workspace| workspace.apply(problems, &platform)).unwrap_or_default();
        let language = self.language.get_untracked();
        self.trouble.set((!outcome.refused.is_empty()).then_some(Trouble::Refused(outcome.refused)));
        self.speak(words::fixes_done(outcome.applied, language));
        browser::focus(Id::ProblemsHeading.name());
    }

    /// Takes the last step back.
    pub(crate) fn undo(self) {
        let language = self.language.get_untracked();
        if let Some(deed) = self.change(Workspace::undo).flatten() {
            self.speak(words::retraced(&Retraced::Undone(deed), language));
        }
    }

    /// Saves the open file, byte for byte.
    pub(crate) fn download_open(self) {
        self.workspace.with_untracked(|workspace| {
            let workspace = workspace.as_ref()?;
            let path = workspace.open_file()?;
            browser::download(file_name(path), workspace.project().bytes_of(path)?)
        });
    }

    /// Saves the changed files.
    pub(crate) fn download_changed(self) {
        let changed = |workspace: &Option<Workspace>| workspace.as_ref().map(|open| only(open.project(), &open.changed()));
        if let Some(changed) = self.workspace.with_untracked(changed) {
            save_zip("pushready-changed.zip", &changed);
        }
    }
}
