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

use std::sync::{LazyLock, OnceLock};

/// The id and the text of each profile.
const TEXTS: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/profiles.rs"));

static PLATFORMS: LazyLock<Vec<Platform>> = LazyLock::new(|| TEXTS.iter().map(|(_, text)| read(text)).collect());

/// Those that were asked for by their id: reading all of them took an eighth of a check.
static FOUND: [OnceLock<Platform>; TEXTS.len()] = [const { OnceLock::new() }; TEXTS.len()];

#[expect(clippy::expect_used, reason = "build.rs wrote this text from a value of the same type")]
fn read(text: &str) -> Platform {
    serde_json::from_str(text).expect("a profile as build.rs wrote it")
}

/// Every platform, in the order in which they are listed to users.
#[must_use]
pub fn all() -> &'static [Platform] {
    &PLATFORMS
}

/// The platform of this id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Platform> {
    let place = TEXTS.iter().position(|(known, _)| *known == id)?;
    Some(FOUND[place].get_or_init(|| read(TEXTS[place].1)))
}
