//! The profiles of platforms that come after the page.

use wasm_bindgen_futures::spawn_local;

use crate::DEFAULT_PLATFORM;
use crate::platform::{self, Listing, late};
use crate::web::browser;
use crate::web::storage::Lasting;

/// Loads the profiles that have not come along with the page, and says whether all are there now.
pub(crate) fn load(then: Box<dyn FnOnce(bool)>) {
    spawn_local(async {
        then(platform::are_whole() || browser::fetch_text(late::FILE).await.is_some_and(|text| late::take(&text)));
    });
}

/// The platform that the browser remembers, or the default.
pub(crate) fn first_platform() -> String {
    let remembered = Lasting::Platform.get().filter(|id| listing(id).is_some());
    remembered.unwrap_or_else(|| DEFAULT_PLATFORM.to_owned())
}

/// What is known of a platform while its profile is not.
pub(super) fn listing(id: &str) -> Option<&'static Listing> {
    platform::listed().iter().find(|platform| platform.id == id)
}
