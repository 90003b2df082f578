//! What an archive may cost: entries and bytes are counted as they come, whatever its headers say.

use super::ArchiveError;
use crate::project::limits;

/// What has been spent.
#[derive(Debug)]
pub(super) struct Budget {
    packed: u64,
    unpacked: u64,
    entries: usize,
}

impl Budget {
    /// For an archive of so many bytes.
    pub(super) fn new(packed: u64) -> Self {
        Self { packed, unpacked: 0, entries: 0 }
    }

    /// Counts one entry.
    pub(super) fn entry(&mut self) -> Result<(), ArchiveError> {
        self.entries += 1;
        if self.entries > limits::MAX_ENTRIES {
            return Err(ArchiveError::TooManyFiles { limit: limits::MAX_ENTRIES });
        }
        Ok(())
    }

    /// Counts bytes that came out while a path was read.
    pub(super) fn unpacked(&mut self, bytes: u64, path: &str) -> Result<(), ArchiveError> {
        self.unpacked = self.unpacked.saturating_add(bytes);
        if self.unpacked > limits::MAX_UNPACKED {
            return Err(ArchiveError::TooLarge { limit: limits::MAX_UNPACKED });
        }
        check_ratio(self.packed, self.unpacked, path)
    }
}

/// Refuses what unpacks to far more than it was packed from.
pub(super) fn check_ratio(packed: u64, unpacked: u64, path: &str) -> Result<(), ArchiveError> {
    let ratio = unpacked / packed.max(1);
    if unpacked > limits::RATIO_FREE && ratio > limits::MAX_RATIO {
        return Err(ArchiveError::Bomb { path: path.to_owned(), ratio });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_counted_together() {
        let mut budget = Budget::new(limits::MAX_ARCHIVE);
        assert_eq!(budget.unpacked(limits::MAX_UNPACKED, "a"), Ok(()));
        assert_eq!(budget.unpacked(1, "b"), Err(ArchiveError::TooLarge { limit: limits::MAX_UNPACKED }));
    }

    #[test]
    fn a_high_ratio_counts_only_for_much() {
        let mut budget = Budget::new(1000);
        assert_eq!(budget.unpacked(limits::RATIO_FREE, "a"), Ok(()));
        let expected = ArchiveError::Bomb { path: "b".to_owned(), ratio: (limits::RATIO_FREE + 1) / 1000 };
        assert_eq!(budget.unpacked(1, "b"), Err(expected));
    }

    #[test]
    fn entries_are_counted() {
        let mut budget = Budget::new(1);
        for _ in 0..limits::MAX_ENTRIES {
            assert_eq!(budget.entry(), Ok(()));
        }
        assert_eq!(budget.entry(), Err(ArchiveError::TooManyFiles { limit: limits::MAX_ENTRIES }));
    }
}
