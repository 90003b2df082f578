//! Python files that are parsed beside the page.

use crate::web::model::parsed::Parsed;
use crate::web::parser::Parser;

/// What is parsed, and what parses more.
#[derive(Debug, Default)]
pub(super) struct Parsing {
    /// The trees of the last texts.
    pub(super) parsed: Parsed,
    pub(super) parser: Option<Parser>,
}
