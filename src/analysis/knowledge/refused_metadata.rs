//! Releases whose metadata pip no longer reads.

use std::str::FromStr;

use pep440_rs::Version;

use crate::text::table::Table;

static TABLE: Table = Table::new(include_str!("data/refused_metadata.txt"));

/// The first good release behind a refused one; none if this one is not refused.
#[must_use]
pub fn good_release(normalized: &str, pinned: &Version) -> Option<&'static str> {
    TABLE.rows(normalized).find_map(|row| {
        let &[_, first, last, good] = row.as_slice() else { return None };
        let version = |text| Version::from_str(text).ok();
        (version(first)? <= *pinned && *pinned <= version(last)?).then_some(good)
    })
}
