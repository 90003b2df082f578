//! Platforms as data: the profile type, and one TOML file a platform in `profiles/`.
//!
//! `build.rs` reads the files with this very type, so that a profile with an unknown key or a missing fact does not
//! compile. Where platforms differ in values, the profile holds the value; where they differ in behaviour, it names
//! one variant of an enum here, and the analysis has one function a variant.

pub mod custom;
mod fact;
mod install;
mod profile;
pub mod releases;
mod version;
mod version_choice;

pub use fact::*;
pub use install::*;
pub use profile::*;
pub use version::*;
pub use version_choice::*;

use std::sync::{LazyLock, OnceLock};

/// The id and the bytes of each profile.
const PROFILES: &[(&str, &[u8])] = &include!(concat!(env!("OUT_DIR"), "/profiles.rs"));

static PLATFORMS: LazyLock<Vec<Platform>> = LazyLock::new(|| PROFILES.iter().map(|(_, bytes)| read(bytes)).collect());

/// Those that were asked for by their id: reading all of them took an eighth of a check.
static FOUND: [OnceLock<Platform>; PROFILES.len()] = [const { OnceLock::new() }; PROFILES.len()];

#[expect(clippy::expect_used, reason = "build.rs wrote these bytes from a value of the same type")]
fn read(bytes: &[u8]) -> Platform {
    postcard::from_bytes(bytes).expect("a profile as build.rs wrote it")
}

/// Every platform, in the order in which they are listed to users.
#[must_use]
pub fn all() -> &'static [Platform] {
    &PLATFORMS
}

/// The platform of this id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Platform> {
    let place = PROFILES.iter().position(|(known, _)| *known == id)?;
    Some(FOUND[place].get_or_init(|| read(PROFILES[place].1)))
}
