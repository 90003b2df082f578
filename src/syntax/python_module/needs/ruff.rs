//! What Ruff's parser knows of Python 3.8 and later.

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{UnsupportedSyntaxError, UnsupportedSyntaxErrorKind};
use ruff_text_size::{Ranged, TextRange};

use super::super::piece::Piece;
use super::found::Found;
use super::source::Source;

pub(super) fn find(source: &Source<'_>, unsupported: &[UnsupportedSyntaxError], found: &mut Found) {
    for error in unsupported {
        match piece(error, source.slice(error.range())) {
            Some(Piece::FStringLineBreak) => found.add(Piece::FStringLineBreak, whole_start(source, error.range())),
            Some(piece) => found.add(piece, error.range()),
            None => {}
        }
    }
}

/// The start of the f-string, where a Python without f-strings misses the end of a string.
fn whole_start(source: &Source<'_>, range: TextRange) -> TextRange {
    let starts = source.tokens.iter().filter(|token| token.kind() == TokenKind::FStringStart);
    starts.take_while(|token| token.start() < range.start()).last().map_or(range, Ranged::range)
}

/// The kinds inside some kinds are not public, so the text of the place, or Ruff's sentence, tells them apart.
fn piece(error: &UnsupportedSyntaxError, text: &str) -> Option<Piece> {
    let says = |word: &str| error.to_string().contains(word);
    Some(match error.kind {
        UnsupportedSyntaxErrorKind::Walrus => Piece::Walrus,
        UnsupportedSyntaxErrorKind::ExceptStar => Piece::ExceptStar,
        UnsupportedSyntaxErrorKind::UnparenthesizedNamedExpr(_) if says("sequence index") => Piece::WalrusInIndex,
        UnsupportedSyntaxErrorKind::UnparenthesizedNamedExpr(_) => Piece::WalrusInSet,
        UnsupportedSyntaxErrorKind::StarTuple(_) if says("yield") => Piece::UnpackingInYield,
        UnsupportedSyntaxErrorKind::StarTuple(_) => Piece::UnpackingInReturn,
        UnsupportedSyntaxErrorKind::RelaxedDecorator(_) => Piece::Decorator,
        UnsupportedSyntaxErrorKind::PositionalOnlyParameter => Piece::PositionalOnly,
        UnsupportedSyntaxErrorKind::TypeParameterList => Piece::TypeParameters,
        UnsupportedSyntaxErrorKind::LazyImportStatement => Piece::LazyImport,
        UnsupportedSyntaxErrorKind::TypeAliasStatement => Piece::TypeAlias,
        UnsupportedSyntaxErrorKind::TypeParamDefault => Piece::TypeParameterDefault,
        UnsupportedSyntaxErrorKind::Pep701FString(_) => match text.chars().next() {
            Some('\\') => Piece::FStringBackslash,
            Some('#') => Piece::FStringComment,
            Some('\n' | '\r') => Piece::FStringLineBreak,
            _ if says("line breaks") => Piece::FStringLineBreak,
            _ => Piece::FStringQuotes,
        },
        UnsupportedSyntaxErrorKind::StarExpressionInIndex => Piece::UnpackingInIndex,
        UnsupportedSyntaxErrorKind::StarAnnotation => Piece::StarAnnotation,
        UnsupportedSyntaxErrorKind::UnpackingInComprehension(_) => Piece::UnpackingInComprehension,
        UnsupportedSyntaxErrorKind::UnparenthesizedUnpackInFor => Piece::UnpackingInFor,
        UnsupportedSyntaxErrorKind::TemplateStrings => Piece::TemplateString,
        // The tree shows these better: Ruff takes some of them for new that are not, or passes over some.
        UnsupportedSyntaxErrorKind::Match
        | UnsupportedSyntaxErrorKind::ParenthesizedContextManager
        | UnsupportedSyntaxErrorKind::UnparenthesizedExceptionTypes
        // It was taken away in 3.8, and nobody wrote it.
        | UnsupportedSyntaxErrorKind::ParenthesizedKeywordArgumentName => return None,
    })
}
