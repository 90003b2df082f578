//! The state of the page: signals around the values of `model`, and what the user can do.

mod address;
mod edits;
mod exchange;
mod forgotten;
mod looks;
mod memory;
mod parsing;
pub(crate) mod profiles;
mod projects;
mod python_files;
mod settings;
mod sharing;
mod shown;
mod silencing;

pub(crate) use looks::problem_id;

use address::address_language;
use exchange::Exchange;
use parsing::Parsing;
use shown::Shown;

use std::sync::Arc;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use crate::DEFAULT_PLATFORM;
use crate::language::{Language, Localized};
use crate::platform::{self, Platform};
use crate::project::bundle::Bundle;
use crate::report::Report;

use super::browser;
use super::model::row::{AT_FIRST, row};
use super::model::trouble::Trouble;
use super::model::workspace::Workspace;
use super::storage::Lasting;

/// Which part of the page a narrow screen shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tab {
    /// The files.
    Files,
    /// The open file.
    Text,
    /// The problems.
    Problems,
    /// The plan.
    Plan,
}

/// Which theme is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Theme {
    /// What the system has.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// What is done in a later moment.
#[derive(Debug, Default)]
struct Later {
    /// The check of what is typed.
    check: Option<TimeoutHandle>,
    /// The check of the next platform.
    others: Option<TimeoutHandle>,
    /// Whether the draft is older than the project.
    owes_draft: bool,
}

/// The state of the page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct State {
    /// The project that is open.
    pub(crate) workspace: RwSignal<Option<Workspace>>,
    /// How many projects were opened; it tells one from the next.
    pub(crate) opened: RwSignal<u32>,
    /// The language.
    pub(crate) language: RwSignal<Language>,
    /// The theme.
    pub(crate) theme: RwSignal<Theme>,
    /// The platform's id.
    pub(crate) platform: RwSignal<String>,
    /// The last report for the platform.
    pub(crate) report: Memo<Option<Arc<Report>>>,
    /// Tells that the other platforms' reports have changed; a change of the project tells it too.
    compared: RwSignal<()>,
    shown: StoredValue<Shown>,
    /// What a narrow screen shows.
    pub(crate) tab: RwSignal<Tab>,
    /// What went wrong with what the user gave.
    pub(crate) trouble: RwSignal<Option<Trouble>>,
    /// What is read aloud.
    pub(crate) spoken: RwSignal<String>,
    /// How many files were read, while they are.
    pub(crate) reading: RwSignal<Option<usize>>,
    /// The rule whose page is shown.
    pub(crate) rule: RwSignal<Option<&'static str>>,
    /// Whether what is set on the platform is being edited.
    pub(crate) is_setting: RwSignal<bool>,
    /// Whether a file is being added by hand.
    pub(crate) is_adding: RwSignal<bool>,
    /// What goes out of the page and comes back into it.
    exchange: StoredValue<Exchange>,
    /// A text that has crashed the page, and waits to be asked for.
    pub(crate) held: RwSignal<Option<Bundle>>,
    /// Rises when the editor has to show the selected problem; the flag says whether it takes the focus.
    pub(crate) jump: RwSignal<(u32, bool)>,
    /// Whether the Python files cannot be looked into, because their parser could not be loaded.
    pub(crate) lacks_parser: RwSignal<bool>,
    later: StoredValue<Later>,
    parsing: StoredValue<Parsing, LocalStorage>,
}

impl State {
    /// The state at the start, with what the browser remembers.
    pub(crate) fn new() -> Self {
        let workspace = RwSignal::new(None::<Workspace>);
        let remembered = profiles::first_platform();
        let is_there = platform::find(&remembered).is_some();
        let chosen = if is_there { remembered } else { DEFAULT_PLATFORM.to_owned() };
        let row = row(Lasting::Row.get().as_deref().unwrap_or(AT_FIRST), &chosen);
        let platform = RwSignal::new(chosen);
        let report = Memo::new(move |_| platform.with(|id| workspace.with(|workspace| workspace.as_ref()?.report(id))));
        Self {
            workspace,
            opened: RwSignal::new(0),
            language: RwSignal::new(first_language()),
            theme: RwSignal::new(Theme::from_name(&Lasting::Theme.get().unwrap_or_default())),
            platform,
            report,
            compared: RwSignal::new(()),
            shown: StoredValue::new(Shown::of(workspace, row)),
            tab: RwSignal::new(Tab::Problems),
            trouble: RwSignal::new((!is_there).then_some(Trouble::NoProfile)),
            spoken: RwSignal::new(String::new()),
            reading: RwSignal::new(None),
            rule: RwSignal::new(None),
            is_setting: RwSignal::new(false),
            is_adding: RwSignal::new(false),
            exchange: StoredValue::new(Exchange::new()),
            held: RwSignal::new(None),
            jump: RwSignal::new((0, false)),
            lacks_parser: RwSignal::new(false),
            later: StoredValue::new(Later::default()),
            parsing: StoredValue::new_local(Parsing::default()),
        }
    }

    /// The state of this page.
    pub(crate) fn get() -> Self {
        expect_context()
    }

    /// A fixed word in the language of the page.
    pub(crate) fn t(self, words: Localized) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
        move || words.get(self.language.get())
    }

    /// The profile of the platform.
    pub(crate) fn profile(self) -> &'static Platform {
        self.platform.with(|id| platform::find(id)).unwrap_or(platform::all()[0])
    }

    /// The profile of the platform, for what is done once.
    pub(crate) fn profile_untracked(self) -> &'static Platform {
        self.platform.with_untracked(|id| platform::find(id)).unwrap_or(platform::all()[0])
    }

    /// What goes out of the page and comes back into it.
    pub(crate) fn exchange(self) -> Exchange {
        self.exchange.get_value()
    }

    /// The last report for any platform, the chosen one or not.
    pub(crate) fn report_on(self, platform: &str) -> Option<Arc<Report>> {
        self.compared.track();
        self.workspace.with(|workspace| workspace.as_ref()?.report(platform))
    }

    /// What is looked at in the open project.
    pub(crate) fn shown(self) -> Shown {
        self.shown.get_value()
    }

    /// Something of the open project; the default where none is open.
    pub(crate) fn of_workspace<T: Default>(self, read: impl FnOnce(&Workspace) -> T) -> T {
        self.workspace.with(|workspace| workspace.as_ref().map(read).unwrap_or_default())
    }
}

impl Theme {
    /// Every theme.
    pub(crate) const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::System];

    /// The name that is remembered.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of a name.
    pub(crate) fn from_name(name: &str) -> Self {
        Self::ALL.into_iter().find(|theme| theme.name() == name).unwrap_or(Self::System)
    }
}

fn first_language() -> Language {
    let remembered = || Language::from_tag(&Lasting::Language.get()?);
    address_language().or_else(remembered).or_else(|| Language::from_tag(&browser::language()?)).unwrap_or_default()
}
