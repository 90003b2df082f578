//! The file that is walked through.

use ruff_python_ast::token::{Token, TokenKind};
use ruff_text_size::{Ranged, TextRange, TextSize};

/// What is known of a file while it is walked through.
pub(super) struct Source<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
}

impl<'a> Source<'a> {
    pub(super) fn slice(&self, range: TextRange) -> &'a str {
        &self.text[range]
    }

    /// The tokens that start in a range.
    pub(super) fn tokens_in(&self, range: TextRange) -> &'a [Token] {
        let first = self.tokens.partition_point(|token| token.start() < range.start());
        let last = self.tokens.partition_point(|token| token.start() < range.end());
        &self.tokens[first..last.max(first)]
    }

    /// The first token of a kind that starts in a range; the whole range if there is none.
    pub(super) fn token(&self, kind: TokenKind, range: TextRange) -> TextRange {
        self.tokens_in(range).iter().find(|token| token.kind() == kind).map_or(range, Ranged::range)
    }

    /// The last token before a place, blanks and comments left out.
    pub(super) fn before(&self, place: TextSize) -> Option<&'a Token> {
        let end = self.tokens.partition_point(|token| token.start() < place);
        let is_blank = |token: &&Token| matches!(token.kind(), TokenKind::Comment | TokenKind::NonLogicalNewline);
        self.tokens[..end].iter().rev().find(|token| !is_blank(token))
    }
}
