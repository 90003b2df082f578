//! What is found on the way.

use std::collections::BTreeMap;

use ruff_text_size::TextRange;

use super::super::piece::{Need, Piece};

/// The first place of each piece that was found.
#[derive(Default)]
pub(super) struct Found(BTreeMap<Piece, TextRange>);

impl Found {
    pub(super) fn add(&mut self, piece: Piece, range: TextRange) {
        let first = self.0.entry(piece).or_insert(range);
        if range.start() < first.start() {
            *first = range;
        }
    }

    pub(super) fn in_order(self) -> Vec<Need> {
        let mut needs: Vec<Need> = self.0.into_iter().map(|(piece, range)| Need { piece, range: range.into() }).collect();
        needs.sort_by_key(|need| (need.range.start, need.piece));
        needs
    }
}
