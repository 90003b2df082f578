//! An entry with what the parser makes of it.

use crate::analysis::procfile::document::Document;
use crate::analysis::procfile::effect::Effect;
use crate::analysis::procfile::items::Item;
use crate::syntax::procfile::EntryText;

/// An entry, the Procfile that it is in, and what the parser makes of it.
pub(super) struct ReadEntry<'c, 'd> {
    pub(super) document: &'c Document<'d>,
    pub(super) item: &'c Item<'d>,
    pub(super) entry: &'c EntryText<'d>,
    pub(super) effect: Effect,
}

impl ReadEntry<'_, '_> {
    /// Whether the name and the command are told apart by a colon and a blank.
    pub(super) fn is_apart(&self) -> bool {
        self.entry.colon == ":" && (!self.entry.after_colon.is_empty() || self.entry.command.is_empty())
    }
}
