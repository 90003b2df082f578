//! What the tokens of a file show: numbers, prefixes, names, and the encoding.

use ruff_python_ast::Stmt;
use ruff_python_ast::token::{Token, TokenKind};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::super::piece::Piece;
use super::found::Found;
use super::source::Source;
use super::statement_names;

pub(super) fn find(source: &Source<'_>, suite: &[Stmt], found: &mut Found) {
    for token in source.tokens {
        if let Some(piece) = piece(source, *token) {
            found.add(piece, token.range());
        }
    }
    statement_names::find(source, suite, found);
    if let Some(range) = without_encoding(source.text) {
        found.add(Piece::NoEncoding, range);
    }
}

fn piece(source: &Source<'_>, token: Token) -> Option<Piece> {
    let text = || source.slice(token.range());
    match token.kind() {
        TokenKind::Int | TokenKind::Float | TokenKind::Complex if text().contains('_') => Some(Piece::NumberUnderscore),
        TokenKind::Name if !text().is_ascii() => Some(Piece::NonAsciiName),
        TokenKind::String if matches!(text().as_bytes(), [b'r' | b'R', b'b' | b'B', ..]) => Some(Piece::RawBytes),
        TokenKind::FStringStart => Some(Piece::FString),
        _ => None,
    }
}

/// The first character outside ASCII, unless a comment above it or in its line declares an encoding, or a byte order mark
/// does.
fn without_encoding(text: &str) -> Option<TextRange> {
    let at = text.bytes().position(|byte| !byte.is_ascii())?;
    let char = text[at..].chars().next()?;
    let line_end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    if char == '\u{feff}' && at == 0 || declares_encoding(&text[..line_end]) {
        return None;
    }
    let start = TextSize::try_from(at).ok()?;
    Some(TextRange::at(start, TextSize::of(char)))
}

/// PEP 263: in a comment of the first line, or of the second if the first holds nothing else.
fn declares_encoding(text: &str) -> bool {
    let mut lines = text.split('\n').map(|line| line.trim_matches([' ', '\t', '\x0c', '\r'])).take(2);
    let declares = |line: &str| line.starts_with('#') && (line.contains("coding:") || line.contains("coding="));
    let Some(first) = lines.next() else { return false };
    let is_passed_over = first.is_empty() || first.starts_with('#');
    declares(first) || is_passed_over && lines.next().is_some_and(declares)
}
