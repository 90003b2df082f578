//! Statements of Python 2 that no Python 3 reads.

use ruff_python_ast::token::TokenKind;
use ruff_text_size::{Ranged, TextRange};

use super::super::piece::Piece;
use super::{Found, Source};

/// Looks whether the first error of a file is that something stands behind `print` or `exec` that ends no expression:
/// a string, a name, a number.
pub(super) fn find(source: &Source<'_>, error: TextRange, found: &mut Found) {
    let Some(keyword) = source.before(error.start()).filter(|token| token.end() <= error.start()) else { return };
    let operand = source.tokens.iter().find(|token| token.start() >= error.start());
    let is_operand = operand.is_some_and(|token| {
        matches!(token.kind(), TokenKind::Name | TokenKind::String | TokenKind::Int | TokenKind::Float)
    });
    let begins = source.before(keyword.start()).is_none_or(|token| {
        matches!(token.kind(), TokenKind::Newline | TokenKind::Indent | TokenKind::Dedent | TokenKind::Semi | TokenKind::Colon)
    });
    let piece = match source.slice(keyword.range()) {
        "print" => Piece::PrintStatement,
        "exec" => Piece::ExecStatement,
        _ => return,
    };
    if is_operand && begins && keyword.kind() == TokenKind::Name {
        found.add(piece, keyword.range());
    }
}
