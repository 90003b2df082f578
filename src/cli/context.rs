//! What every command gets.

use super::stream::Streams;
use crate::language::Language;

/// Where the command writes, and in which language.
pub(super) struct Context {
    pub(super) streams: Streams,
    pub(super) language: Language,
    /// The language that the command line names, if it does.
    #[cfg(feature = "lsp")]
    pub(super) asked_language: Option<Language>,
}
