//! Opening, checking and closing a project.

use std::collections::BTreeMap;
use std::time::Duration;

use leptos::prelude::*;

use crate::analysis::Settings;
use crate::platform;
use crate::project::Project;
use crate::project::bundle::Bundle;

use super::profiles::load;
use super::{State, Tab};
use crate::web::browser;
use crate::web::crash::crashes;
use crate::web::ids::Id;
use crate::web::model::build_report::{BuildReport, BuildReportProblem};
use crate::web::model::crash::{Restart, kept, restart};
use crate::web::model::trouble::Trouble;
use crate::web::model::workspace::Workspace;
use crate::web::storage::Passing;

/// How long the page has to draw a verdict before the other platforms are checked.
const AFTERWARDS: Duration = Duration::from_millis(30);

impl State {
    /// Opens what was open before the page was loaded again.
    pub(crate) fn restore(self) {
        match restart(Passing::Project.get().as_deref(), crashes()) {
            Restart::Fresh => self.offer_draft(),
            Restart::Held(bundle) => self.held.set(Some(bundle)),
            Restart::Restore(bundle) => {
                self.open_with(Passing::Name.get().unwrap_or_default(), bundle.project, settings(bundle.env, bundle.procfile));
                Passing::Crashes.set(None);
            }
        }
    }

    /// Opens a project of which nothing is known but its files.
    pub(crate) fn open(self, name: String, project: Project) {
        self.open_with(name, project, Settings::default());
    }

    /// The same for a large one: keeping, checking and drawing it are moments of their own.
    pub(crate) async fn open_in_steps(self, name: String, project: Project) {
        browser::drawn().await;
        let Some(mut workspace) = self.keep_new(name, project, Settings::default()) else { return };
        browser::drawn().await;
        self.judge(&mut workspace);
        browser::drawn().await;
        self.show(workspace);
    }

    fn open_with(self, name: String, project: Project, settings: Settings) {
        let Some(mut workspace) = self.keep_new(name, project, settings) else { return };
        self.judge(&mut workspace);
        self.show(workspace);
    }

    /// Keeps a project that is about to be opened in place of the one that is open.
    fn keep_new(self, name: String, project: Project, settings: Settings) -> Option<Workspace> {
        if project.is_empty() {
            self.trouble.set(Some(Trouble::Empty));
            return None;
        }
        Passing::Name.set(Some(&name));
        let mut workspace = Workspace::new(name, project);
        workspace.set_settings(settings);
        self.keep(&workspace);
        Some(workspace)
    }

    fn show(self, workspace: Workspace) {
        self.trouble.set(None);
        self.held.set(None);
        self.exchange().draft.set(None);
        self.exchange().forgotten.set(None);
        self.exchange().build.set(None);
        self.tab.set(Tab::Problems);
        self.follow_up(&workspace);
        self.opened.update(|count| *count += 1);
        self.workspace.set(Some(workspace));
        request_animation_frame(|| browser::go_to_top(Id::Main.name()));
    }

    /// Opens a bundle.
    pub(crate) fn open_bundle(self, name: String, bundle: Bundle) {
        let platform = bundle.platform.clone();
        self.with_profile(platform.as_deref(), move || self.open_on(name, bundle));
    }

    pub(super) fn open_on(self, name: String, bundle: Bundle) {
        if let Some(platform) = bundle.platform.filter(|id| platform::find(id).is_some()) {
            self.set_platform(&platform);
        }
        self.open_with(name, bundle.project, settings(bundle.env, bundle.procfile));
    }

    /// Shows what a real build has come to, beside what was predicted.
    pub(crate) fn show_build(self, build: BuildReport) {
        if self.workspace.with_untracked(Option::is_none) {
            return self.trouble.set(Some(Trouble::Build(BuildReportProblem::NoProject)));
        }
        self.trouble.set(None);
        self.tab.set(Tab::Plan);
        self.speak(build.headline(self.language.get_untracked()));
        self.exchange().build.set(Some(build));
        request_animation_frame(|| browser::reveal(&format!("[data-testid='{}']", Id::BuildOutcome.name())));
    }

    /// Takes the files of the open project as they are now where they come from.
    pub(crate) fn reread(self, project: Project, given_up: &str) {
        self.change(|workspace| workspace.reread(project, given_up));
    }

    /// Takes what is set on the platform, and checks with it.
    pub(crate) fn set_settings(self, settings: Settings) {
        self.change(|workspace| workspace.set_settings(settings));
    }

    /// Adds files to the open project, or opens them as one.
    pub(crate) fn add(self, name: String, files: Project) {
        if self.workspace.with_untracked(Option::is_none) {
            return self.open(name, files);
        }
        self.trouble.set(None);
        self.tab.set(Tab::Text);
        self.change(|workspace| workspace.add(&files));
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
        self.forget_draft();
        for kept in [Passing::Project, Passing::Name, Passing::Crashes] {
            kept.set(None);
        }
    }

    /// Checks the project again in another language, on another platform, or with what was parsed.
    pub(crate) fn check(self) {
        self.workspace.update(|workspace| {
            if let Some(workspace) = workspace {
                self.check_kept(workspace);
            }
        });
    }

    /// Keeps the project as it is now, and checks it in a moment of its own: both take their time with a large one.
    pub(super) fn keep_and_check(self) {
        self.workspace.with_untracked(|workspace| {
            if let Some(workspace) = workspace {
                self.keep(workspace);
            }
        });
        self.check_soon();
    }

    /// Checks in a moment of its own.
    pub(super) fn check_soon(self) {
        set_timeout(move || self.check(), Duration::ZERO);
    }

    /// Keeps the text before it is checked, so that no fault of the check takes it away.
    fn check_of(self, workspace: &mut Workspace) {
        self.keep(workspace);
        self.check_kept(workspace);
    }

    fn keep(self, workspace: &Workspace) {
        let kept = kept(workspace.project(), workspace.settings(), self.profile_untracked());
        Passing::Project.set(kept.as_deref());
    }

    fn check_kept(self, workspace: &mut Workspace) {
        self.judge(workspace);
        self.follow_up(workspace);
    }

    fn judge(self, workspace: &mut Workspace) {
        let (platform, language) = (self.platform.get_untracked(), self.language.get_untracked());
        self.parsing.with_value(|parsing| workspace.check(&platform, language, &parsing.parsed));
    }

    /// Asks for what the check could not see, and has the rest done later.
    fn follow_up(self, workspace: &Workspace) {
        self.parse_missing(workspace);
        self.tell_misconfigured(workspace);
        self.later.update_value(|later| later.owes_draft = true);
        self.check_others();
    }

    /// A configuration that is not understood is told like anything else that the user gave.
    fn tell_misconfigured(self, workspace: &Workspace) {
        let trouble = workspace.misconfigured().cloned().map(Trouble::Configuration);
        let was_told = self.trouble.with_untracked(|trouble| matches!(trouble, Some(Trouble::Configuration(_))));
        if trouble.is_some() || was_told {
            self.trouble.set(trouble);
        }
    }

    /// Checks the other platforms, each in a moment of its own so that the page stays alive; only what shows them is told.
    /// At last the project is kept for another day.
    pub(super) fn check_others(self) {
        let next = move || {
            if !browser::is_whole() {
                return self.check_others();
            }
            let language = self.language.get_untracked();
            let checked = self.workspace.try_maybe_update(|workspace| {
                let checked = workspace.as_mut().is_some_and(|workspace| {
                    let is_checked = self.parsing.with_value(|parsing| workspace.check_next(language, &parsing.parsed));
                    self.parse_missing(workspace);
                    is_checked
                });
                (false, checked)
            });
            match checked {
                Some(true) => {
                    self.compared.notify();
                    self.check_others();
                }
                Some(false) => {
                    self.keep_owed_draft();
                    self.check_late();
                }
                None => {}
            }
        };
        let later = set_timeout_with_handle(next, AFTERWARDS).ok();
        let earlier = self.later.try_update_value(|all| std::mem::replace(&mut all.others, later));
        if let Some(earlier) = earlier.flatten() {
            earlier.clear();
        }
    }

    /// Checks on the platforms whose profiles are still to come.
    pub(crate) fn check_late(self) {
        if !platform::are_whole() {
            load(Box::new(move |is_there| {
                if is_there {
                    self.check_others();
                }
            }));
        }
    }

    /// Changes the project and checks it.
    pub(super) fn change<T>(self, change: impl FnOnce(&mut Workspace) -> T) -> Option<T> {
        self.workspace.try_update(|workspace| {
            let workspace = workspace.as_mut()?;
            let result = change(workspace);
            self.check_of(workspace);
            Some(result)
        })?
    }
}

fn settings(env: BTreeMap<String, String>, procfile: Option<String>) -> Settings {
    Settings { env, procfile, ..Settings::default() }
}
