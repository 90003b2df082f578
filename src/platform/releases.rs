//! What python.org has released, and until when it is supported.

use std::sync::LazyLock;

use super::embedded;
use super::version::{self, Request, Series, Version};

#[path = "releases_table.rs"]
mod table;

use table::{SeriesReleases, Table};

static TABLE: LazyLock<Table> = LazyLock::new(|| embedded::read(include_bytes!(concat!(env!("OUT_DIR"), "/releases.bin"))));

fn find(series: Series) -> Option<&'static SeriesReleases> {
    TABLE.series.iter().find(|entry| entry.series == series)
}

fn ended(entry: &SeriesReleases) -> bool {
    // Days and months of the form YYYY-MM[-DD] are in the order of their text.
    entry.end_of_life <= TABLE.as_of
}

/// The day, or the month, in which the support of a series ends or ended; none for a series that never was.
#[must_use]
pub fn end_of_life(series: Series) -> Option<&'static str> {
    find(series).map(|entry| entry.end_of_life.as_str())
}

/// The day on which the table was made.
#[must_use]
pub fn as_of() -> &'static str {
    &TABLE.as_of
}

/// Whether the support of a series had ended on the day of the table.
#[must_use]
pub fn is_ended(series: Series) -> bool {
    find(series).is_some_and(ended)
}

/// Whether it is certain that this version was never released. A high patch of a living series is not: it may have
/// come after the day of the table.
#[must_use]
pub fn never_released(version: Version) -> bool {
    match find(version.series) {
        Some(entry) => ended(entry) && version.patch > entry.last_patch,
        None => true,
    }
}

/// The same of a series, whatever its patch.
#[must_use]
pub fn never_was(request: Request) -> bool {
    match request {
        Request::Version(version) => never_released(version),
        Request::Series(series) => find(series).is_none(),
    }
}

/// The highest patch of a series that is known; none for a series that never was.
#[must_use]
pub fn last_patch(series: Series) -> Option<u32> {
    find(series).map(|entry| entry.last_patch)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_cannot_exist_was_never_released() {
        let never = |text: &str| never_released(text.parse().expect("a version"));
        assert!(never("3.6.16") && never("2.8.0") && never("4.0.0") && never("3.99.1"));
        assert!(!never("2.5.4") && !never("3.6.15") && !never("2.7.18") && !never("3.13.99") && !never("3.15.1"));
    }

    #[test]
    fn the_table_is_in_order() {
        assert!(TABLE.series.is_sorted_by(|a, b| a.series < b.series));
    }
}
