//! Which pieces of syntax a file has that not every Python reads.

mod calls;
mod evaluated;
mod found;
mod python_2;
mod ruff;
mod source;
mod statement_names;
mod tokens;
mod tree;

use ruff_python_ast::ModModule;
use ruff_python_parser::Parsed;

use super::piece::Need;
use found::Found;
use source::Source;

/// The first place of each piece that not every Python reads, in the order of the places. A file with an error of syntax
/// is for Python 2, or for none; only the former has any.
pub(super) fn needs(text: &str, parsed: &Parsed<ModModule>) -> Vec<Need> {
    let mut found = Found::default();
    let source = Source { text, tokens: parsed.tokens() };
    if parsed.has_invalid_syntax() {
        python_2::find(&source, parsed.errors(), parsed.unsupported_syntax_errors(), &mut found);
    } else {
        ruff::find(&source, parsed.unsupported_syntax_errors(), &mut found);
        tokens::find(&source, parsed.suite(), &mut found);
        tree::find(&source, parsed.suite(), &mut found);
        evaluated::find(parsed.suite(), &mut found);
    }
    found.in_order()
}
