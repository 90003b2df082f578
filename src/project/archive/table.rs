//! The table of contents of a zip, as far as the zip library does not show it.

use std::collections::BTreeSet;

use super::ArchiveError;
use crate::project::limits;

const SIGNATURE: &[u8] = b"PK\x01\x02";
/// The length of a row without its name, extra field and comment.
const ROW: usize = 46;

/// Refuses a table that is too long to be read into memory.
pub(super) fn check_length(bytes: &[u8]) -> Result<(), ArchiveError> {
    // Rows are counted by their signature, because the count in the archive may lie; a short archive cannot have so many.
    let is_possible = bytes.len() / ROW > limits::MAX_ENTRIES;
    if is_possible && bytes.windows(SIGNATURE.len()).filter(|window| *window == SIGNATURE).count() > limits::MAX_ENTRIES {
        return Err(ArchiveError::TooManyFiles { limit: limits::MAX_ENTRIES });
    }
    Ok(())
}

/// The names that stand in the table more than once; the zip library shows the last row only.
pub(super) fn repeated_names(bytes: &[u8], start: u64) -> BTreeSet<String> {
    let mut rest = usize::try_from(start).ok().and_then(|start| bytes.get(start..)).unwrap_or_default();
    let (mut seen, mut repeated) = (BTreeSet::new(), BTreeSet::new());
    while let Some((name, next)) = row(rest) {
        if !seen.insert(name) {
            repeated.insert(String::from_utf8_lossy(name).into_owned());
        }
        rest = next;
    }
    repeated
}

/// The name in a row, and what follows the row.
fn row(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    if !bytes.starts_with(SIGNATURE) {
        return None;
    }
    let length = |at: usize| Some(usize::from(u16::from_le_bytes([*bytes.get(at)?, *bytes.get(at + 1)?])));
    let (name, extra, comment) = (length(28)?, length(30)?, length(32)?);
    Some((bytes.get(ROW..ROW + name)?, bytes.get(ROW + name + extra + comment..)?))
}
