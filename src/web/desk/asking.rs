//! What is being asked, and how far that is.

use std::collections::{BTreeMap, VecDeque};

use super::errand::Errand;

/// What is being asked, and how far that is.
#[derive(Debug, Default)]
pub(super) struct Asking {
    /// The requests that are not answered yet, by their bytes.
    pub(super) left: VecDeque<Vec<u8>>,
    /// How often the first of them was predicted.
    pub(super) rounds: usize,
    /// What is being fetched.
    pub(super) waiting: BTreeMap<u32, Errand>,
    /// Whether an answer has come since it was last predicted.
    pub(super) has_news: bool,
    /// The questions so far.
    pub(super) asked: usize,
    /// How many of them have an answer.
    pub(super) answered: usize,
    /// The bytes that have come.
    pub(super) bytes: usize,
}
