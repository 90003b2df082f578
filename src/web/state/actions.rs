//! What the user can do.

use std::time::Duration;

use leptos::prelude::*;

use crate::language::Language;
use crate::project::Project;
use crate::project::bundle::Bundle;

use super::{State, Tab, Theme};
use crate::web::browser;
use crate::web::crash::crashes;
use crate::web::ids::Id;
use crate::web::model::crash::{Restart, kept, restart};
use crate::web::model::take_home::{file_name, zipped};
use crate::web::model::trouble::Trouble;
use crate::web::model::workspace::{Outcome, Workspace};
use crate::web::storage::{Lasting, Passing};
use crate::web::words;

/// How long the page has to draw a verdict before the other platforms are checked.
const AFTERWARDS: Duration = Duration::from_millis(30);
/// How long the user pauses before what was typed is checked.
const PAUSE: Duration = Duration::from_millis(150);

impl State {
    /// Opens what was open before the page was loaded again.
    pub(crate) fn restore(self) {
        match restart(Passing::Project.get().as_deref(), crashes()) {
            Restart::Fresh => {}
            Restart::Held(bundle) => self.held.set(Some(bundle)),
            Restart::Restore(bundle) => {
                self.open(Passing::Name.get().unwrap_or_default(), bundle.project);
                Passing::Crashes.set(None);
            }
        }
    }

    /// Opens a project.
    pub(crate) fn open(self, name: String, project: Project) {
        if project.is_empty() {
            self.trouble.set(Some(Trouble::Empty));
            return;
        }
        Passing::Name.set(Some(&name));
        self.trouble.set(None);
        self.held.set(None);
        self.tab.set(Tab::Problems);
        let mut workspace = Workspace::new(name, project);
        self.check_of(&mut workspace);
        self.workspace.set(Some(workspace));
        request_animation_frame(|| browser::go_to_top(Id::Main.name()));
    }

    /// Opens a bundle.
    pub(crate) fn open_bundle(self, name: String, bundle: Bundle) {
        if let Some(platform) = bundle.platform.filter(|id| crate::platform::find(id).is_some()) {
            self.set_platform(&platform);
        }
        self.open(name, bundle.project);
    }

    /// Adds files to the open project, or opens them as one.
    pub(crate) fn add(self, name: String, files: Project) {
        if self.workspace.with_untracked(Option::is_none) {
            return self.open(name, files);
        }
        self.trouble.set(None);
        self.tab.set(Tab::Text);
        self.change(|workspace| workspace.add(files));
    }

    /// Closes the project and forgets it.
    pub(crate) fn start_over(self) {
        self.workspace.set(None);
        self.trouble.set(None);
        self.forget();
        request_animation_frame(|| browser::go_to_top(Id::Main.name()));
    }

    /// Forgets what is kept.
    pub(crate) fn forget(self) {
        self.held.set(None);
        for kept in [Passing::Project, Passing::Name, Passing::Crashes] {
            kept.set(None);
        }
    }

    /// Checks the project again in another language, or with what was typed.
    pub(crate) fn check(self) {
        self.workspace.update(|workspace| {
            if let Some(workspace) = workspace {
                self.check_of(workspace);
            }
        });
    }

    /// Keeps the text before it is checked, so that no fault of the check takes it away.
    fn check_of(self, workspace: &mut Workspace) {
        let kept = kept(workspace.project(), self.profile());
        Passing::Project.set(kept.as_deref());
        workspace.check(&self.platform.get_untracked(), self.language.get_untracked());
        self.check_others();
    }

    /// Checks the other platforms, each in a moment of its own so that the page stays alive.
    fn check_others(self) {
        let next = move || {
            let language = self.language.get_untracked();
            let checked =
                self.workspace.try_update(|workspace| workspace.as_mut().is_some_and(|workspace| workspace.check_next(language)));
            if checked == Some(true) {
                self.check_others();
            }
        };
        let earlier = self
            .check_others_later
            .try_update_value(|handle| std::mem::replace(handle, set_timeout_with_handle(next, AFTERWARDS).ok()));
        if let Some(earlier) = earlier.flatten() {
            earlier.clear();
        }
    }

    fn change<T>(self, change: impl FnOnce(&mut Workspace) -> T) -> Option<T> {
        self.workspace.try_update(|workspace| {
            let workspace = workspace.as_mut()?;
            let result = change(workspace);
            self.check_of(workspace);
            Some(result)
        })?
    }

    /// What the user typed; it is checked after a pause.
    pub(crate) fn typed(self, text: &str) {
        let platform = self.platform.get_untracked();
        self.workspace.update(|workspace| {
            if let Some(workspace) = workspace {
                workspace.type_text(text, &platform);
            }
        });
        let later = set_timeout_with_handle(move || self.check(), PAUSE).ok();
        if let Some(earlier) = self.check_later.try_update_value(|handle| std::mem::replace(handle, later)).flatten() {
            earlier.clear();
        }
    }

    /// Applies the fixes of these problems.
    pub(crate) fn apply(self, problems: &[usize]) {
        let platform = self.platform.get_untracked();
        let outcome: Outcome = self.change(|workspace| workspace.apply(problems, &platform)).unwrap_or_default();
        let language = self.language.get_untracked();
        self.trouble.set((!outcome.refused.is_empty()).then_some(Trouble::Refused(outcome.refused)));
        self.speak(words::fixes_done(outcome.applied, language));
        browser::focus(Id::ProblemsHeading.name());
    }

    /// Takes the last step back.
    pub(crate) fn undo(self) {
        let language = self.language.get_untracked();
        if let Some(deed) = self.change(Workspace::undo).flatten() {
            self.speak(words::undone(&deed.name(language), language));
        }
    }

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
        let found = self.workspace.with_untracked(|workspace| workspace.as_ref()?.neighbour(forward, &platform));
        if let Some(index) = found {
            self.step_to(index);
        }
    }

    /// Goes to a problem: in the text if the user is there, else among the problems.
    pub(crate) fn step_to(self, index: usize) {
        let is_in_editor = browser::is_focused(Id::Editor.name());
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

    /// Changes the language.
    pub(crate) fn set_language(self, language: Language) {
        Lasting::Language.set(language.tag());
        self.language.set(language);
        self.check();
    }

    /// Changes the theme.
    pub(crate) fn set_theme(self, theme: Theme) {
        Lasting::Theme.set(theme.name());
        self.theme.set(theme);
    }

    /// Changes the platform.
    pub(crate) fn set_platform(self, id: &str) {
        Lasting::Platform.set(id);
        self.platform.set(id.to_owned());
        if self.workspace.with_untracked(|workspace| workspace.as_ref().is_some_and(|workspace| !workspace.is_fresh(id))) {
            self.check();
        }
        self.select(None);
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
        self.workspace.with_untracked(|workspace| {
            let workspace = workspace.as_ref()?;
            let zip = zipped(workspace.project(), &workspace.changed()).ok()?;
            browser::download("pushready-changed.zip", &zip)
        });
    }
}

/// The id of a problem's card.
pub(crate) fn problem_id(index: usize) -> String {
    format!("{}-{index}", Id::Problem.name())
}
