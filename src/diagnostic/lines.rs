//! Which lines of two texts differ.

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// What was done to the old lines to come to the new ones. Lines are bytes here for everybody: what compares them is compiled for
/// each type anew, some 10 kB of the page each time.
pub(crate) fn operations(old: &[&[u8]], new: &[&[u8]]) -> Vec<DiffOp> {
    capture_diff_slices(Algorithm::Myers, old, new)
}
