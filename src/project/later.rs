//! Content that is read when somebody asks for it, and not before.

use std::fmt;
use std::sync::{Arc, OnceLock};

use crate::text::Encoded;

/// How the content of a file is got; none if it cannot be read any more.
type Read = dyn Fn() -> Option<Vec<u8>> + Send + Sync;

/// Content that is read when somebody asks for it: most files of a large project decide about nothing.
#[derive(Clone)]
pub struct Later {
    size: u64,
    read: Arc<Read>,
    bytes: Arc<OnceLock<Option<Encoded>>>,
}

impl Later {
    /// Content of this size in bytes, got by `read` at most once.
    pub fn new(size: u64, read: impl Fn() -> Option<Vec<u8>> + Send + Sync + 'static) -> Self {
        Self { size, read: Arc::new(read), bytes: Arc::default() }
    }

    /// The size, as far as it is known without reading.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The bytes; none if they cannot be read.
    #[must_use]
    pub fn bytes(&self) -> Option<&[u8]> {
        self.encoded().map(Encoded::as_bytes)
    }

    pub(super) fn encoded(&self) -> Option<&Encoded> {
        self.bytes.get_or_init(|| (self.read)().map(Encoded::from)).as_ref()
    }

    /// Whether somebody asked for the bytes and did not get them.
    pub(super) fn has_failed(&self) -> bool {
        matches!(self.bytes.get(), Some(None))
    }
}

/// Only a copy is the same: of two files that were not read, nobody knows.
impl PartialEq for Later {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.bytes, &other.bytes)
    }
}

impl Eq for Later {}

impl fmt::Debug for Later {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Later").field("size", &self.size).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comparing_reads_nothing_and_takes_no_size_for_a_content() {
        let unread = || Later::new(1, || unreachable!("nobody asks"));
        let one = unread();
        assert_eq!(one.clone(), one);
        assert_ne!(unread(), one);
    }
}
