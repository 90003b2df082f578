//! How the text is to look.

use crate::language::Language;

/// How the text is to look.
#[derive(Debug, Clone, Default)]
pub struct Look {
    /// The language of what stands around the report's own sentences.
    pub language: Language,
    /// Whether colours may be used.
    pub color: bool,
    /// The address of the page; with colours, codes of rules become links to it.
    pub site: Option<String>,
}
