//! Statements of Python 2 that no Python 3 reads.

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{ParseError, UnsupportedSyntaxError, UnsupportedSyntaxErrorKind};
use ruff_text_size::{Ranged, TextRange};

use super::super::piece::Piece;
use super::found::Found;
use super::source::Source;

/// A file whose first error is a `print` or `exec` statement is for Python 2. What its other errors are is not looked into.
pub(super) fn find(source: &Source<'_>, errors: &[ParseError], unsupported: &[UnsupportedSyntaxError], found: &mut Found) {
    let mut errors: Vec<&ParseError> = errors.iter().collect();
    errors.sort_by_key(|error| error.location.start());
    let is_for_python_2 = errors.first().is_some_and(|first| statement(source, first.location).is_some());
    for error in errors.into_iter().filter(|_| is_for_python_2) {
        let (piece, range) = statement(source, error.location).unwrap_or((Piece::Python2, error.location));
        found.add(piece, range);
    }
    let except = unsupported.iter().filter(|error| error.kind == UnsupportedSyntaxErrorKind::UnparenthesizedExceptionTypes);
    for error in except.filter(|_| is_for_python_2) {
        found.add(Piece::ExceptPair, error.range);
    }
}

/// `print` or `exec`, if what stands behind it is what the parser does not understand: a string, a name, a number.
fn statement(source: &Source<'_>, error: TextRange) -> Option<(Piece, TextRange)> {
    let keyword = source.before(error.start()).filter(|token| token.kind() == TokenKind::Name && token.end() <= error.start())?;
    let operand = source.tokens.iter().find(|token| token.start() >= error.start())?;
    let is_operand = matches!(operand.kind(), TokenKind::Name | TokenKind::String | TokenKind::Int | TokenKind::Float);
    let begins = source.before(keyword.start()).is_none_or(|token| {
        matches!(token.kind(), TokenKind::Newline | TokenKind::Indent | TokenKind::Dedent | TokenKind::Semi | TokenKind::Colon)
    });
    let piece = match source.slice(keyword.range()) {
        "print" => Piece::PrintStatement,
        "exec" => Piece::ExecStatement,
        _ => return None,
    };
    (is_operand && begins).then(|| (piece, keyword.range()))
}
