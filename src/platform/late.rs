//! Profiles that do not come along with the program: the page loads them when one of them is asked for, or once it has time.

use std::hash::{DefaultHasher, Hasher};
use std::sync::OnceLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use super::{Platform, embedded};

/// The name of their file beside the page, and the digest of them that is in it.
const FILE_AND_DIGEST: (&str, u64) = include!(concat!(env!("OUT_DIR"), "/late.rs"));

/// The name of their file beside the page; it has a digest of them in it.
pub const FILE: &str = FILE_AND_DIGEST.0;

static CAME: OnceLock<Vec<Platform>> = OnceLock::new();

/// Takes the text of the file, and says whether the profiles are there from now on.
#[must_use]
pub fn take(text: &str) -> bool {
    let whole = || BASE64.decode(text).ok().filter(|bytes| digest(bytes) == FILE_AND_DIGEST.1);
    have_come() || whole().is_some_and(|bytes| CAME.set(embedded::read(&bytes)).is_ok())
}

/// As `build.rs` makes it.
fn digest(bytes: &[u8]) -> u64 {
    let mut digest = DefaultHasher::new();
    digest.write(bytes);
    digest.finish()
}

/// Whether they have come.
pub(super) fn have_come() -> bool {
    CAME.get().is_some()
}

/// The platform of this id, if it has come.
pub(super) fn find(id: &str) -> Option<&'static Platform> {
    CAME.get()?.iter().find(|platform| platform.id == id)
}
