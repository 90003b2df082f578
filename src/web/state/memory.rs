//! What the browser remembers of the project, and forgetting all of it.

use leptos::prelude::*;

use super::State;
use super::forgotten::Forgotten;
use crate::web::browser;
use crate::web::ids::Id;
use crate::web::model::link::Shared;
use crate::web::model::workspace::Workspace;
use crate::web::storage::{Lasting, Passing};

/// The longest draft that is kept: browsers give a site a few millions of characters for everything.
const MOST_CHARACTERS: usize = 500_000;

impl State {
    /// Keeps the project for another day, if it has changed since it was kept.
    pub(crate) fn keep_owed_draft(self) {
        if self.later.try_update_value(|later| std::mem::take(&mut later.owes_draft)) == Some(true) {
            self.workspace.with_untracked(|workspace| {
                if let Some(workspace) = workspace {
                    self.keep_draft(workspace);
                }
            });
        }
    }

    /// One that is too large is not kept, and neither is an older state of it.
    fn keep_draft(self, workspace: &Workspace) {
        let (platform, language) = (self.profile_untracked(), self.language.get_untracked());
        let draft = self.parsing.with_value(|parsing| workspace.shared(platform, language, &parsing.parsed));
        let json =
            Some(draft).filter(|draft| draft.bundle.project.bytes() <= MOST_CHARACTERS as u64).map(|draft| draft.to_json());
        Lasting::Draft.put(json.filter(|json| json.len() <= MOST_CHARACTERS).as_deref());
    }

    /// Offers what was open on another day, where nothing else is.
    pub(super) fn offer_draft(self) {
        self.exchange().draft.set(Lasting::Draft.get().and_then(|json| Shared::parse(&json).ok()));
    }

    /// Opens what was open on another day.
    pub(crate) fn open_draft(self) {
        if let Some(draft) = self.exchange().draft.get_untracked() {
            self.open_shared(draft);
        }
    }

    /// Forgets what was open on another day.
    pub(crate) fn forget_draft(self) {
        Lasting::Draft.put(None);
        self.exchange().draft.set(None);
    }

    /// Forgets everything: the project, the draft, and what was chosen.
    pub(crate) fn forget_everything(self) {
        let lasting = Lasting::ALL.into_iter().filter_map(|kept| Some((kept, kept.get()?))).collect();
        let workspace = self.workspace.get_untracked();
        self.start_over();
        for kept in Lasting::ALL {
            kept.put(None);
        }
        self.exchange().forgotten.set(Some(Forgotten { workspace, lasting }));
        request_animation_frame(|| browser::focus(Id::ForgottenUndo.name()));
    }

    /// Brings back what was forgotten.
    pub(crate) fn remember(self) {
        let Some(Forgotten { workspace, lasting }) = self.exchange().forgotten.get_untracked() else { return };
        self.exchange().forgotten.set(None);
        for (kept, value) in lasting {
            kept.put(Some(&value));
        }
        if let Some(workspace) = workspace {
            Passing::Name.set(Some(workspace.name()));
            self.workspace.set(Some(workspace));
            self.keep_and_check();
        } else {
            self.offer_draft();
        }
    }
}
