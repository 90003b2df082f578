//! Characters that strings name: `"\N{DEGREE SIGN}"`.
//!
//! The parser would look each name up in a table that outweighs it, and nothing here looks at the character. So the names are
//! taken out before it sees them, and every build says the same whether it has that table or not. A name that no character
//! has, which Python would refuse, is taken for one all the same: a miss, and no false alarm.

use std::borrow::Cow;
use std::ops::Range;

use ruff_python_ast::token::Token;
use ruff_python_ast::{ModModule, PySourceType};
use ruff_python_parser::{Parsed, parse_unchecked_source};
use ruff_text_size::Ranged;

const BEGIN: &str = "\\N{";

/// The text in which no name has to be looked up; everything else stays where it is.
pub(super) fn taken_out(source: &str) -> Cow<'_, str> {
    // Few files name any.
    if !source.contains(BEGIN) {
        return Cow::Borrowed(source);
    }
    let parsed: Parsed<ModModule> = parse_unchecked_source(source, PySourceType::Python);
    let mut text = source.to_owned();
    for token in parsed.tokens().iter().filter(|token| reads_escapes(**token)) {
        let range = Range::<usize>::from(token.range());
        for name in names(&source[range.clone()]) {
            let place = range.start + name.start..range.start + name.end;
            text.replace_range(place.clone(), &in_place_of(&source[place]));
        }
    }
    Cow::Owned(text)
}

fn reads_escapes(token: Token) -> bool {
    token.string_flags().is_some_and(|flags| !flags.is_raw_string() && !flags.is_byte_string())
}

/// Where the escapes lie, from their backslash to their brace.
fn names(text: &str) -> Vec<Range<usize>> {
    let mut found = vec![];
    let mut from = 0;
    while let Some(at) = text[from..].find('\\').map(|at| from + at) {
        let end = text[at..].strip_prefix(BEGIN).and_then(|rest| rest.find('}')).map(|length| at + BEGIN.len() + length + 1);
        found.extend(end.map(|end| at..end));
        // Behind a backslash comes what it is for, which may be one more.
        let escaped = text[at + 1..].chars().next().map_or(0, char::len_utf8);
        from = end.unwrap_or(at + 1 + escaped);
    }
    found
}

/// As many bytes, which need no table: plain ones, or a name that no table has where none can be.
fn in_place_of(escape: &str) -> String {
    let name = &escape[BEGIN.len()..escape.len() - 1];
    let may_be_in_it = |byte: u8| byte.is_ascii_alphanumeric() || b" -()".contains(&byte);
    match !name.is_empty() && name.bytes().all(may_be_in_it) {
        true => "?".repeat(escape.len()),
        false => format!("{BEGIN}{}}}", "!".repeat(name.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_give_way_in_strings_alone() {
        let cases = [
            ("a = '\\N{DASH}b'", "a = '????????b'"),
            ("a = f'{b}\\N{DASH}{c}'", "a = f'{b}????????{c}'"),
            ("a = '\\\\N{DASH}'", "a = '\\\\N{DASH}'"),
            ("a = '\\\\\\N{DASH}'", "a = '\\\\????????'"),
            ("a = r'\\N{2}'; b = b'\\N{2}' # \\N{DASH}", "a = r'\\N{2}'; b = b'\\N{2}' # \\N{DASH}"),
            ("a = '\\N{a_b}\\N{µ}\\N{}'", "a = '\\N{!!!}\\N{!!}\\N{}'"),
            ("a = '\\N{DASH'", "a = '\\N{DASH'"),
            ("a = '\\µ\\N{DASH}'", "a = '\\µ????????'"),
        ];
        for (source, expected) in cases {
            assert_eq!(taken_out(source), expected, "{source}");
        }
    }
}
