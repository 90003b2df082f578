//! Tables that the page does without at first: they come with the module that parses Python files and predicts what pip finds,
//! and not with the page itself. Until then nothing is known of what they say.

use std::sync::OnceLock;

/// The texts of the tables.
pub const TEXTS: [&str; COUNT] = [
    include_str!("data/broken_combinations.txt"),
    include_str!("data/dependencies.txt"),
    include_str!("data/import_names.txt"),
    include_str!("data/removed_names.txt"),
    include_str!("data/standard_library.txt"),
];

const COUNT: usize = 5;
pub(super) const BROKEN_COMBINATIONS: usize = 0;
pub(super) const DEPENDENCIES: usize = 1;
pub(super) const IMPORT_NAMES: usize = 2;
pub(super) const REMOVED_NAMES: usize = 3;
pub(super) const STANDARD_LIBRARY: usize = 4;

/// The texts that came later.
static CAME: OnceLock<[String; COUNT]> = OnceLock::new();

/// Takes the texts in their order; what comes a second time changes nothing, as does a list of another length.
pub fn take(texts: Vec<String>) {
    if let Ok(texts) = texts.try_into() {
        CAME.get_or_init(|| texts);
    }
}

/// The text of a table, by its number; empty as long as it has not come.
#[cfg(not(any(feature = "python", test)))]
pub(super) fn text(number: usize) -> &'static str {
    CAME.get().map_or("", |texts| texts[number].as_str())
}
