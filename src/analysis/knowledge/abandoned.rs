//! Packages that nobody keeps up.

use crate::text::table::Table;

static TABLE: Table = Table::new(include_str!("data/abandoned.txt"));

/// The month of the newest release of an abandoned package, and what does its work now.
#[must_use]
pub fn successor(normalized: &str) -> Option<(&'static str, &'static str)> {
    let row = TABLE.rows(normalized).next()?;
    Some((row.get(1)?, row.get(2)?))
}
