//! Arguments and parameters, whose order and commas were freed in steps.

use ruff_python_ast as ast;
use ruff_python_ast::token::TokenKind;
use ruff_python_ast::{Arguments, Expr, Parameters};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::super::piece::Piece;
use super::found::Found;
use super::source::Source;

/// As many as a call could have before Python 3.7.
const MOST_ARGUMENTS: usize = 255;

/// Until Python 3.5, one `*` and one `**` came last, and no comma behind them.
pub(super) fn arguments(source: &Source<'_>, arguments: &Arguments, found: &mut Found) {
    let (mut star, mut double_star) = (false, false);
    let mut ordered: Vec<(TextRange, bool, bool)> = vec![];
    ordered.extend(arguments.args.iter().map(|argument| (argument.range(), matches!(argument, Expr::Starred(_)), true)));
    ordered.extend(arguments.keywords.iter().map(|keyword| (keyword.range(), keyword.arg.is_none(), false)));
    ordered.sort_by_key(|(range, ..)| range.start());
    for &(range, is_starred, by_place) in &ordered {
        if double_star || star && by_place {
            found.add(Piece::Unpacking, range);
        }
        star |= is_starred && by_place;
        double_star |= is_starred && !by_place;
    }
    if let Some(comma) = trailing_comma(source, arguments.end()).filter(|_| star || double_star) {
        found.add(Piece::Unpacking, comma);
    }
    if ordered.len() > MOST_ARGUMENTS {
        found.add(Piece::ManyArguments, ordered[MOST_ARGUMENTS].0);
    }
}

/// `end` is behind the parenthesis of a `def`, or the colon of a `lambda`.
pub(super) fn parameters(source: &Source<'_>, parameters: &Parameters, end: TextSize, found: &mut Found) {
    if let Some(first) = parameters.kwonlyargs.first() {
        found.add(Piece::KeywordOnly, first.range());
    }
    let annotation = parameters.iter().find_map(ast::AnyParameterRef::annotation);
    if let Some(annotation) = annotation {
        found.add(Piece::Annotation, annotation.range());
    }
    let has_star = parameters.vararg.is_some() || parameters.kwarg.is_some() || !parameters.kwonlyargs.is_empty();
    if let Some(comma) = trailing_comma(source, end).filter(|_| has_star) {
        found.add(Piece::TrailingComma, comma);
    }
}

/// The comma before the last token before a place.
fn trailing_comma(source: &Source<'_>, end: TextSize) -> Option<TextRange> {
    let before = source.before(source.before(end)?.start())?;
    (before.kind() == TokenKind::Comma).then(|| before.range())
}
