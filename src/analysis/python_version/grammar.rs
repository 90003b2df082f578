//! How a version is written, grammar by grammar.

use std::ops::Range;

use crate::platform::{Request, Series, Version, VersionGrammar};

use super::constraint;

/// What a platform makes of a text.
pub(super) struct Reading {
    /// What is asked for; none if the text is not in the grammar.
    pub(super) request: Option<Request>,
    /// Where that stands; empty if there is nothing.
    pub(super) range: Range<usize>,
    /// Whether nothing around it keeps the platform from finding it.
    pub(super) is_exact: bool,
}

/// Reads a whole file, or the value of a variable.
pub(super) fn read(grammar: VersionGrammar, text: &str) -> Reading {
    let range = match grammar {
        VersionGrammar::CommentedName | VersionGrammar::Commented => value_lines(text, is_space_of_bash),
        VersionGrammar::CommentedLoosely => value_lines(text, char::is_whitespace),
        VersionGrammar::SeriesOfAny | VersionGrammar::Range | VersionGrammar::NamedRange | VersionGrammar::Lenient => {
            trimmed(text, 0..text.len(), char::is_whitespace)
        }
        VersionGrammar::FirstNumber => first_number(text).unwrap_or_else(|| trimmed(text, 0..text.len(), char::is_whitespace)),
        VersionGrammar::FullName
        | VersionGrammar::ExactName
        | VersionGrammar::KnownSeries
        | VersionGrammar::Number
        | VersionGrammar::FullNumber => trimmed(text, 0..text.len(), is_space_of_bash),
    };
    let is_exact = grammar != VersionGrammar::ExactName || range == (0..text.len());
    let value = &text[range.clone()];
    let request = if loses_nuls(grammar) { parse(grammar, &value.replace('\0', "")) } else { parse(grammar, value) };
    Reading { request, range, is_exact }
}

/// Whether the platform reads the file with Bash, which drops every NUL.
pub(super) fn loses_nuls(grammar: VersionGrammar) -> bool {
    matches!(grammar, VersionGrammar::FullName | VersionGrammar::CommentedName | VersionGrammar::Commented)
}

/// Whether the platform reads nothing but UTF-8.
pub(super) fn needs_utf8(grammar: VersionGrammar) -> bool {
    grammar == VersionGrammar::CommentedLoosely
}

/// What a text asks for by this grammar, what may stand around it left out.
#[must_use]
pub fn parse(grammar: VersionGrammar, text: &str) -> Option<Request> {
    match grammar {
        VersionGrammar::FullName | VersionGrammar::ExactName => text.strip_prefix("python-")?.parse().ok().map(Request::Version),
        VersionGrammar::CommentedName => text.strip_prefix("python-")?.parse().ok(),
        VersionGrammar::FullNumber => text.parse().ok().map(Request::Version),
        VersionGrammar::Commented | VersionGrammar::KnownSeries | VersionGrammar::Number => text.parse().ok(),
        VersionGrammar::CommentedLoosely => loose(text),
        VersionGrammar::SeriesOfAny => series_of_any(text),
        VersionGrammar::Range | VersionGrammar::NamedRange => constraint::simple(constraint::without_name(grammar, text)),
        VersionGrammar::FirstNumber => text[first_number(text)?].parse().ok(),
        VersionGrammar::Lenient => lenient(text).map(Request::Series),
    }
}

/// How a request is written by this grammar.
#[must_use]
pub fn spell(grammar: VersionGrammar, request: Request) -> String {
    match grammar {
        VersionGrammar::FullName | VersionGrammar::ExactName | VersionGrammar::CommentedName => format!("python-{request}"),
        VersionGrammar::Commented
        | VersionGrammar::CommentedLoosely
        | VersionGrammar::KnownSeries
        | VersionGrammar::Number
        | VersionGrammar::FullNumber
        | VersionGrammar::Range
        | VersionGrammar::FirstNumber => request.to_string(),
        VersionGrammar::NamedRange => match request {
            Request::Version(version) => format!("python-{version}"),
            Request::Series(series) => format!("python-{series}.x"),
        },
        VersionGrammar::SeriesOfAny | VersionGrammar::Lenient => request.series().to_string(),
    }
}

/// Whether a series may be asked for without its third number.
#[must_use]
pub fn takes_series(grammar: VersionGrammar) -> bool {
    !matches!(grammar, VersionGrammar::FullName | VersionGrammar::ExactName | VersionGrammar::FullNumber)
}

/// Whether a range of versions may be asked for.
#[must_use]
pub fn takes_ranges(grammar: VersionGrammar) -> bool {
    constraint::takes_ranges(grammar)
}

/// Bash's `[[:space:]]` knows the blanks of Unicode, but for those that do not break and the next line of old terminals. A
/// NUL never comes to it.
fn is_space_of_bash(char: char) -> bool {
    char == '\0' || (char.is_whitespace() && !matches!(char, '\u{85}' | '\u{a0}' | '\u{2007}' | '\u{202f}'))
}

/// From the first to the last line that is neither blank nor a comment; empty if there is none.
fn value_lines(text: &str, is_space: impl Fn(char) -> bool + Copy) -> Range<usize> {
    let mut extent: Option<Range<usize>> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let value = trimmed(text, start..start + line.len(), is_space);
        start += line.len();
        if !value.is_empty() && !text[value.clone()].starts_with('#') {
            extent = Some(extent.map_or(value.start, |extent| extent.start)..value.end);
        }
    }
    extent.unwrap_or(0..0)
}

/// A range without the blanks around; empty at its start if there is nothing else.
fn trimmed(text: &str, range: Range<usize>, is_space: impl Fn(char) -> bool + Copy) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start_matches(is_space).len());
    let end = range.start + part.trim_end_matches(is_space).len();
    if end <= start { range.start..range.start } else { start..end }
}

/// Two or three numbers as Rust reads them.
fn loose(text: &str) -> Option<Request> {
    let numbers: Vec<u32> = text.split('.').map(|part| part.parse::<u16>().ok().map(u32::from)).collect::<Option<_>>()?;
    match numbers[..] {
        [major, minor] => Some(Request::Series(Series { major, minor })),
        [major, minor, patch] => Some(Request::Version(Version { series: Series { major, minor }, patch })),
        _ => None,
    }
}

/// The first two numbers of whatever is there.
fn series_of_any(text: &str) -> Option<Request> {
    let numbers = text.strip_prefix("python-").unwrap_or(text);
    let (major, rest) = numbers.split_once('.')?;
    let minor = rest.split('.').next()?;
    format!("{major}.{minor}").parse().ok().map(Request::Series)
}

/// The first number with what stands behind its dots.
fn first_number(text: &str) -> Option<Range<usize>> {
    let start = text.find(|char: char| char.is_ascii_digit())?;
    let mut end = start;
    for place in 0..3 {
        let from = if place == 0 { end } else { end + 1 };
        let digits = text[from..].bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            break;
        }
        end = from + digits;
        if !text[end..].starts_with('.') {
            break;
        }
    }
    Some(start..end)
}

/// Two numbers behind letters, blanks, hyphens and quotes, with nothing but a third one and a quote behind them.
fn lenient(text: &str) -> Option<Series> {
    let is_before = |char: char| char.is_whitespace() || char.is_ascii_alphabetic() || matches!(char, '-' | '"' | '\'');
    let is_digit = |char: char| char.is_ascii_digit();
    let numbers = text.trim_start_matches(is_before);
    let (major, rest) = numbers.split_at(numbers.len() - numbers.trim_start_matches(is_digit).len());
    let rest = rest.trim_start_matches('.');
    let (minor, rest) = rest.split_at(rest.len() - rest.trim_start_matches(is_digit).len());
    let rest = rest.trim_start_matches('.').trim_start_matches(is_digit);
    let is_end = matches!(rest, "" | "\"" | "'");
    Some(Series { major: major.parse().ok()?, minor: minor.parse().ok()? }).filter(|_| is_end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(grammar: VersionGrammar, text: &str) -> Option<String> {
        read(grammar, text).request.map(|request| request.to_string())
    }

    #[test]
    fn herokus_files_may_hold_comments_on_lines_of_their_own() {
        let name = |text: &str| said(VersionGrammar::CommentedName, text);
        assert_eq!(name("# comment\n\n  python-3.13  \r\n").as_deref(), Some("3.13"));
        assert_eq!(name("python-3.13.1").as_deref(), Some("3.13.1"));
        for text in ["", "3.13", "Python-3.12", "python-3.12 # x", "python-3.12\npython-3.12", "\u{feff}python-3.12"] {
            assert_eq!(name(text), None, "{text:?}");
        }
        let plain = |text: &str| said(VersionGrammar::Commented, text);
        assert_eq!(plain("  # comment\r\n\r\n  3.9  \r\n").as_deref(), Some("3.9"));
        assert_eq!(plain("\u{2003}3.12").as_deref(), Some("3.12"));
        for text in [
            "",
            "python-3.12",
            "3.12 # x",
            "3.12\n  2.7  ",
            "\u{a0}3.12",
            "3.12\u{85}",
            "03.12",
            "+3.12",
            "3.012",
            "3",
            "3.12.1.2",
        ] {
            assert_eq!(plain(text), None, "{text:?}");
        }
    }

    #[test]
    fn the_other_buildpack_reads_numbers_more_loosely() {
        let loosely = |text: &str| said(VersionGrammar::CommentedLoosely, text);
        for text in ["+3.+12", "03.12", "3.012", "\u{a0}3.12"] {
            assert_eq!(loosely(text).as_deref(), Some("3.12"), "{text:?}");
        }
        for text in ["// invalid comment\n3.12", "  3.12.0\u{1b}", "-3.12", "3.12.x", "3.12.65536", "3.12\0"] {
            assert_eq!(loosely(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_line_end_is_part_of_an_exact_name() {
        assert!(read(VersionGrammar::ExactName, "python-3.9.16").is_exact);
        assert!(!read(VersionGrammar::ExactName, "python-3.9.16\n").is_exact);
    }

    #[test]
    fn a_range_may_stand_behind_the_letters_of_a_name() {
        for text in ["3.11.x", "python-3.11.x\n", "  python-3.11", "-nohtyp3.11.*", "python- 3.11"] {
            assert_eq!(said(VersionGrammar::NamedRange, text).as_deref(), Some("3.11"), "{text:?}");
        }
        for text in ["Python-3.11.x", "", "3.11.x # c", "python-3.11\npython-3.12", "\u{feff}3.11"] {
            assert_eq!(said(VersionGrammar::NamedRange, text), None, "{text:?}");
        }
        assert_eq!(said(VersionGrammar::Range, "python-3.11"), None);
        assert_eq!(said(VersionGrammar::Range, "3.11.9\n").as_deref(), Some("3.11.9"));
    }

    #[test]
    fn the_first_number_is_found_anywhere() {
        for (text, expected) in [
            ("python-3.12.4\n", "3.12.4"),
            ("# 3.11\n3.12", "3.11"),
            ("cpython@3.12", "3.12"),
            ("3.12.", "3.12"),
            (">=3.10,<4", "3.10"),
        ] {
            assert_eq!(said(VersionGrammar::FirstNumber, text).as_deref(), Some(expected), "{text:?}");
        }
        for text in ["", "latest", "3"] {
            assert_eq!(said(VersionGrammar::FirstNumber, text), None, "{text:?}");
        }
    }

    #[test]
    fn numbers_are_read_behind_letters() {
        for text in ["3.12", "python-3.12.4\n", "Python 3.12", "\"3.12\"", "python3.12", "3..12", "cpython-3.12."] {
            assert_eq!(said(VersionGrammar::Lenient, text).as_deref(), Some("3.12"), "{text:?}");
        }
        for text in ["", "3", "312", ">=3.12", "3.12 # c", "3.12\n3.11", "3.12.4.5", "~3.12"] {
            assert_eq!(said(VersionGrammar::Lenient, text), None, "{text:?}");
        }
    }

    #[test]
    fn two_numbers_of_any_version_are_enough() {
        for text in ["3.12", "python-3.12", "3.12.4", "3.12.x"] {
            assert_eq!(said(VersionGrammar::SeriesOfAny, text).as_deref(), Some("3.12"), "{text:?}");
        }
        for text in ["3", "+3.11", "3.011", "python- 3.11", "\u{feff}3.11"] {
            assert_eq!(said(VersionGrammar::SeriesOfAny, text), None, "{text:?}");
        }
        assert_eq!(said(VersionGrammar::SeriesOfAny, "\u{3000}3.11\u{a0}").as_deref(), Some("3.11"));
    }
}
