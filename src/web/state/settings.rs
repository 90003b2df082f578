//! Language, theme and platform.

use leptos::prelude::*;

use super::{State, Theme};
use crate::language::Language;
use crate::web::storage::Lasting;

impl State {
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
}
