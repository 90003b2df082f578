//! Platforms as data: the profile type, and one TOML file a platform in `profiles/`.
//!
//! `build.rs` reads the files with this very type, so that a profile with an unknown key or a missing fact does not
//! compile. Where platforms differ in values, the profile holds the value; where they differ in behaviour, it names
//! one variant of an enum here, and the analysis has one function a variant.

pub mod custom;
mod profile;
pub mod releases;
mod version;
mod version_choice;

pub use profile::*;
pub use version::*;
pub use version_choice::*;

use std::sync::LazyLock;

static PLATFORMS: LazyLock<Vec<Platform>> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "build.rs wrote this text from values of the same type")]
    serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/profiles.json"))).expect("profiles as build.rs wrote them")
});

/// Every platform, in the order in which they are listed to users.
#[must_use]
pub fn all() -> &'static [Platform] {
    &PLATFORMS
}

/// The platform of this id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Platform> {
    all().iter().find(|platform| platform.id == id)
}
