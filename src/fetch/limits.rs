//! How long is waited, and how much is read.

use std::time::Duration;

/// How long is waited, and how much is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// For a host to take the call.
    pub connect: Duration,
    /// For all of an answer.
    pub whole: Duration,
    /// Before a second try, and twice as long before the third, unless the host says how long.
    pub pause: Duration,
    /// The longest pause that a host may ask for; whoever wants more is not asked again.
    pub longest_pause: Duration,
    /// The bytes of a project's page.
    pub page: u64,
    /// The bytes of the metadata of a file.
    pub metadata: u64,
    /// The bytes of a file that are read to find its metadata in it.
    pub file: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            whole: Duration::from_secs(30),
            pause: Duration::from_millis(500),
            longest_pause: Duration::from_secs(5),
            page: 64 << 20,
            metadata: 5 << 20,
            file: 2 << 20,
        }
    }
}
