//! Indexes that have what PyPI has.

use crate::index::address::DEFAULT;
use crate::platform;

/// Whether an address is that of PyPI, or of what some platform asks in its place.
pub(super) fn is_mirror(address: &str) -> bool {
    let mirrors = platform::listed().iter().filter_map(|platform| platform.index);
    mirrors.chain([DEFAULT]).any(|mirror| is_same(mirror, address))
}

/// Whether two addresses are those of one index.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    one.trim_end_matches('/') == other.trim_end_matches('/')
}
