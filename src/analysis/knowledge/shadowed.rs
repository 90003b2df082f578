//! What packages, and modules of the standard library, need of other modules of the standard library as they are imported.

use super::late;
use crate::text::table::Table;

/// A row a module: who needs it, and the first name that it then lacks, or behind a dot the module inside it.
#[cfg(any(feature = "python", test))]
static TABLE: Table = Table::new(late::TEXTS[late::SHADOWED]);
#[cfg(not(any(feature = "python", test)))]
static TABLE: Table = Table::late(|| late::text(late::SHADOWED));

/// What the import of a module needs of another one: which part of its name is known for it, and the name that it needs.
#[must_use]
pub fn need<'i>(module: &str, importer: &'i str) -> Option<(&'i str, &'static str)> {
    let row = TABLE.rows(module).next()?;
    let ends = importer.match_indices('.').map(|(at, _)| at).chain([importer.len()]);
    ends.map(|end| &importer[..end]).find_map(|part| {
        let needs = row[1..].iter().filter_map(|need| need.split_once('='));
        let mut needs = needs.filter(|(known, _)| *known == part);
        needs.next().map(|(_, name)| (part, name))
    })
}
