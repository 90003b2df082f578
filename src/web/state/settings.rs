//! Language, theme and platform.

use leptos::prelude::*;

use super::profiles::{listing, load};
use super::{State, Theme};
use crate::language::Language;
use crate::platform;
use crate::rules::registry::RULES;
use crate::web::browser;
use crate::web::model::row::row;
use crate::web::model::trouble::Trouble;
use crate::web::parameters::Parameter;
use crate::web::storage::Lasting;

/// What an address begins with that leads to a rule's page; the same as in `Diagnostic::url`.
const RULE_ADDRESS: &str = "rules/";

impl State {
    /// Changes the language; an address that names one names this one from now on.
    pub(crate) fn set_language(self, language: Language) {
        Lasting::Language.set(language.tag());
        if let Some(query) = Parameter::Language.changed(&browser::address_query(), language.tag()) {
            browser::set_address_query(&query);
        }
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
        let id = id.to_owned();
        self.with_profile(Some(&id.clone()), move || self.take_platform(id));
    }

    /// Changes which platforms stand in the row.
    pub(crate) fn set_row(self, ids: &str) {
        Lasting::Row.set(ids);
        self.shown().row.set(row(ids, &self.platform.get_untracked()));
    }

    /// Does something as soon as the profile of this platform is there, or cannot be loaded, which is then told.
    pub(super) fn with_profile(self, id: Option<&str>, then: impl FnOnce() + 'static) {
        if id.and_then(listing).is_none_or(|platform| platform::find(platform.id).is_some()) {
            return then();
        }
        load(Box::new(move |is_there| {
            let was_told = self.trouble.with_untracked(|trouble| *trouble == Some(Trouble::NoProfile));
            then();
            if !is_there || was_told {
                self.trouble.set((!is_there).then_some(Trouble::NoProfile));
            }
        }));
    }

    fn take_platform(self, id: String) {
        if platform::find(&id).is_none() {
            return self.keep_platform(id);
        }
        Lasting::Platform.set(&id);
        // It stays there for this visit, so that nothing in the row moves while somebody walks along it.
        self.shown().row.maybe_update(|now| {
            let next = row(&now.join(" "), &id);
            let grows = next.len() > now.len();
            *now = next;
            grows
        });
        self.platform.set(id.clone());
        if self.workspace.with_untracked(|workspace| workspace.as_ref().is_some_and(|workspace| !workspace.is_fresh(&id))) {
            self.check();
        }
        self.select(None);
    }

    /// Stays on the platform where another one was clicked on. The control shows that one by itself: what is drawn changes twice,
    /// to be as it was.
    fn keep_platform(self, clicked: String) {
        let chosen = self.platform.get_untracked();
        self.platform.set(clicked);
        request_animation_frame(move || self.platform.set(chosen));
    }

    /// Shows the page of a rule, or none; the address says which, so that it can be passed on.
    pub(crate) fn show_rule(self, code: Option<&'static str>) {
        browser::set_address_fragment(&code.map(|code| format!("{RULE_ADDRESS}{code}")).unwrap_or_default());
        self.rule.set(code);
    }

    /// Shows the rule, or opens the project, that the address names.
    pub(crate) fn follow_address(self) {
        let fragment = browser::address_fragment();
        if self.follow_link(&fragment) {
            return;
        }
        let rule = fragment.strip_prefix(RULE_ADDRESS).and_then(|code| RULES.iter().find(|rule| rule.code == code));
        if let Some(rule) = rule {
            self.rule.set(Some(rule.code));
        }
    }
}
