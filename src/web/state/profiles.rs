//! The profiles of platforms that come after the page.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::State;
use crate::DEFAULT_PLATFORM;
use crate::platform::{self, Listing, late};
use crate::web::browser;
use crate::web::model::trouble::Trouble;
use crate::web::storage::Lasting;

/// Loads the profiles that have not come along with the page, and says whether all are there now.
pub(crate) fn load(then: Box<dyn FnOnce(bool)>) {
    spawn_local(async {
        then(late::have_come() || browser::fetch_text(late::FILE).await.is_some_and(|text| late::take(&text)));
    });
}

/// The platform that the browser remembers, or the default.
pub(crate) fn first_platform() -> String {
    let remembered = Lasting::Platform.get().filter(|id| listing(id).is_some());
    remembered.unwrap_or_else(|| DEFAULT_PLATFORM.to_owned())
}

fn listing(id: &str) -> Option<&'static Listing> {
    platform::listed().iter().find(|platform| platform.id == id)
}

impl State {
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

    /// Checks on the platforms whose profiles are still to come.
    pub(crate) fn check_late(self) {
        if !late::have_come() {
            load(Box::new(move |is_there| {
                if is_there {
                    self.check_others();
                }
            }));
        }
    }
}
