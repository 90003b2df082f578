//! Which pieces of syntax a file has that not every Python reads.

mod calls;
mod python_2;
mod ruff;
mod statement_names;
mod tokens;
mod tree;

use std::collections::BTreeMap;

use ruff_python_ast::ModModule;
use ruff_python_ast::token::{Token, TokenKind};
use ruff_python_parser::Parsed;
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::piece::{Need, Piece};

/// What is known of a file while it is walked through.
struct Source<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

/// The first place of each piece that was found.
#[derive(Default)]
struct Found(BTreeMap<Piece, TextRange>);

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
    }
    found.in_order()
}

impl Found {
    fn add(&mut self, piece: Piece, range: TextRange) {
        let first = self.0.entry(piece).or_insert(range);
        if range.start() < first.start() {
            *first = range;
        }
    }

    fn in_order(self) -> Vec<Need> {
        let mut needs: Vec<Need> = self.0.into_iter().map(|(piece, range)| Need { piece, range: range.into() }).collect();
        needs.sort_by_key(|need| (need.range.start, need.piece));
        needs
    }
}

impl<'a> Source<'a> {
    fn slice(&self, range: TextRange) -> &'a str {
        &self.text[range]
    }

    /// The tokens that start in a range.
    fn tokens_in(&self, range: TextRange) -> &'a [Token] {
        let first = self.tokens.partition_point(|token| token.start() < range.start());
        let last = self.tokens.partition_point(|token| token.start() < range.end());
        &self.tokens[first..last.max(first)]
    }

    /// The first token of a kind that starts in a range; the whole range if there is none.
    fn token(&self, kind: TokenKind, range: TextRange) -> TextRange {
        self.tokens_in(range).iter().find(|token| token.kind() == kind).map_or(range, Ranged::range)
    }

    /// The last token before a place, blanks and comments left out.
    fn before(&self, place: TextSize) -> Option<&'a Token> {
        let end = self.tokens.partition_point(|token| token.start() < place);
        let is_blank = |token: &&Token| matches!(token.kind(), TokenKind::Comment | TokenKind::NonLogicalNewline);
        self.tokens[..end].iter().rev().find(|token| !is_blank(token))
    }
}
