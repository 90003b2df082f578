//! Profiles that do not come along with the program: the page loads them when one of them is asked for, or once it has time.

use std::sync::OnceLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use super::Platform;

/// The name of their file beside the page; it has a digest of them in it.
pub const FILE: &str = include!(concat!(env!("OUT_DIR"), "/late.rs"));

static CAME: OnceLock<Vec<Platform>> = OnceLock::new();

/// Takes the text of the file, and says whether the profiles are there from now on.
#[must_use]
pub fn take(text: &str) -> bool {
    let read = || postcard::from_bytes(&BASE64.decode(text).ok()?).ok();
    have_come() || read().is_some_and(|platforms| CAME.set(platforms).is_ok())
}

/// Whether they have come.
pub(super) fn have_come() -> bool {
    CAME.get().is_some()
}

/// The platform of this id, if it has come.
pub(super) fn find(id: &str) -> Option<&'static Platform> {
    CAME.get()?.iter().find(|platform| platform.id == id)
}
