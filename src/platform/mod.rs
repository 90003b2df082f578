//! Platforms as data: the profile type, and one TOML file a platform in `profiles/`.
//!
//! `build.rs` reads the files with this very type, so that a profile with an unknown key or a missing fact does not
//! compile. Where platforms differ in values, the profile holds the value; where they differ in behaviour, it names
//! one variant of an enum here, and the analysis has one function a variant.

pub mod custom;
mod embedded;
mod fact;
mod install;
pub mod late;
mod listing;
mod profile;
pub mod releases;
mod version;
mod version_choice;

pub use fact::*;
pub use install::*;
pub use listing::Listing;
pub use profile::*;
pub use version::*;
pub use version_choice::*;

use std::sync::{LazyLock, OnceLock};

/// Every platform, with the bytes of its profile where that comes along with the program.
const PROFILES: &[(Listing, Option<&[u8]>)] = &include!(concat!(env!("OUT_DIR"), "/profiles.rs"));

const LISTED: [Listing; PROFILES.len()] = {
    let mut listed = [PROFILES[0].0; PROFILES.len()];
    let mut place = 0;
    while place < listed.len() {
        listed[place] = PROFILES[place].0;
        place += 1;
    }
    listed
};

static PLATFORMS: LazyLock<Vec<&Platform>> = LazyLock::new(|| (0..PROFILES.len()).filter_map(read).collect());

/// Those that were asked for: reading all of them takes an eighth of a check.
static READ: [OnceLock<Platform>; PROFILES.len()] = [const { OnceLock::new() }; PROFILES.len()];

/// Every platform by name, in the order in which they are listed to users.
#[must_use]
pub fn listed() -> &'static [Listing] {
    &LISTED
}

/// Every platform whose profile comes along with the program, in the same order.
#[must_use]
pub fn all() -> &'static [&'static Platform] {
    &PLATFORMS
}

/// The platform of this id; none if there is none, or if its profile has yet to come.
#[must_use]
pub fn find(id: &str) -> Option<&'static Platform> {
    let place = PROFILES.iter().position(|(known, _)| known.id == id)?;
    read(place).or_else(|| late::find(id))
}

/// The platform at this place of the list, if its profile comes along with the program.
fn read(place: usize) -> Option<&'static Platform> {
    let bytes = PROFILES[place].1?;
    Some(READ[place].get_or_init(|| embedded::read(bytes)))
}

/// Whether every profile is there.
#[must_use]
pub fn are_whole() -> bool {
    late::have_come() || PROFILES.iter().all(|(_, bytes)| bytes.is_some())
}
