//! Which version somebody meant who did not write it as the platform wants it.

use std::fmt;
use std::ops::Range;

use crate::platform::{Request, Series, Version};

/// A version, as far as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// Three numbers.
    Full(Version),
    /// Two.
    Series(Series),
    /// One.
    Major(u32),
}

impl Number {
    /// The first number.
    #[must_use]
    pub fn major(self) -> u32 {
        match self {
            Self::Full(version) => version.series.major,
            Self::Series(series) => series.major,
            Self::Major(major) => major,
        }
    }

    /// Whether a series is one of those that it means.
    #[must_use]
    pub fn includes(self, series: Series) -> bool {
        match self {
            Self::Full(version) => version.series == series,
            Self::Series(wanted) => wanted == series,
            Self::Major(major) => major == series.major,
        }
    }
}

impl From<Request> for Number {
    fn from(request: Request) -> Self {
        match request {
            Request::Version(version) => Self::Full(version),
            Request::Series(series) => Self::Series(series),
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Full(version) => version.fmt(formatter),
            Self::Series(series) => series.fmt(formatter),
            Self::Major(major) => major.fmt(formatter),
        }
    }
}

/// What somebody meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meant {
    /// The version.
    pub number: Number,
    /// Whether it is complete and alone, so that only its spelling is wrong.
    pub is_plain: bool,
}

/// Finds the first version of Python in a text; none if there is nothing that looks like one.
#[must_use]
pub fn meant(text: &str) -> Option<Meant> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let (comments, values): (Vec<&str>, Vec<&str>) = lines.iter().partition(|line| is_comment(line));
    let (prompts, values): (Vec<&str>, Vec<&str>) = values.iter().partition(|line| is_prompt(line));
    let alone = values.len() == 1;
    let found = values.iter().find_map(|line| in_line(line)).map(|found| Meant { is_plain: found.is_plain && alone, ..found });
    found.or_else(|| {
        let mut hidden = prompts.iter().chain(&comments);
        hidden
            .find_map(|line| in_line(line.trim_start_matches(['#', '/', '$', '%', ';', ' '])))
            .map(|found| Meant { is_plain: false, ..found })
    })
}

fn is_comment(line: &str) -> bool {
    ["#", "//", "/*", ";"].iter().any(|start| line.starts_with(start))
}

fn is_prompt(line: &str) -> bool {
    line.starts_with("$ ") || line.starts_with("% ")
}

fn in_line(line: &str) -> Option<Meant> {
    let found = Written::all(line).find(|found| stands_alone(line, &found.range))?;
    let (before, behind) = (&line[..found.range.start], &line[found.range.end..]);
    let dots = found.parts.iter().filter(|(separator, _)| *separator == '.').count();
    let number = found.number()?;
    let is_plain = matches!(number, Number::Full(_)) && dots == 2 && is_no_range(before) && is_only_closing(behind);
    Some(Meant { number, is_plain })
}

/// One to three numbers in a line, of which the first is that of a Python.
struct Written<'a> {
    range: Range<usize>,
    major: &'a str,
    /// Those behind it, each with the sign before it.
    parts: Vec<(char, &'a str)>,
}

impl<'a> Written<'a> {
    /// All of them, one behind the other.
    fn all(line: &'a str) -> impl Iterator<Item = Self> {
        let mut from = 0;
        std::iter::from_fn(move || {
            let start = from + line[from..].find(['2', '3'])?;
            let (mut end, mut parts) = (start + 1, vec![]);
            while parts.len() < 2
                && let Some(separator) = line[end..].chars().next().filter(|sign| matches!(sign, ' ' | '.' | '_' | '-'))
            {
                let behind = &line[end + 1..];
                let digits = &behind[..behind.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(behind.len())];
                if digits.is_empty() {
                    break;
                }
                parts.push((separator, digits));
                end += 1 + digits.len();
            }
            from = end;
            Some(Self { range: start..end, major: &line[start..=start], parts })
        })
    }

    /// Numbers over 99 are dates, ports and the like.
    fn number(&self) -> Option<Number> {
        let read = |digits: &str| digits.parse::<u32>().ok().filter(|number| *number <= 99);
        let part = |place: usize| read(self.parts.get(place)?.1);
        let major = read(self.major)?;
        let Some(minor) = part(0) else { return Some(Number::Major(major)) };
        let series = Series { major, minor };
        Some(part(1).map_or(Number::Series(series), |patch| Number::Full(Version { series, patch })))
    }
}

/// Whether this is no part of a longer number, and all words before it on the line are about Python.
fn stands_alone(line: &str, range: &Range<usize>) -> bool {
    let before = &line[..range.start];
    let mut last = before.chars().rev();
    let in_number = match last.next() {
        Some('.') => last.next().is_some_and(|char| char.is_ascii_digit()),
        Some(char) => char.is_ascii_digit(),
        None => false,
    };
    let goes_on = line[range.end..].starts_with(|char: char| char.is_ascii_digit());
    let words = before.split(|char: char| !char.is_ascii_alphabetic()).filter(|word| !word.is_empty());
    !in_number && !goes_on && words.into_iter().all(is_about_python)
}

fn is_about_python(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    let known = ["py", "v", "ver", "version", "runtime", "cpython", "cat", "echo", "txt"].contains(&word.as_str());
    known || (word.starts_with('p') && strsim::osa_distance(&word, "python") <= 2)
}

fn is_no_range(before: &str) -> bool {
    !before.contains(['~', '<', '>', '^', '!']) && !before.contains("echo")
}

fn is_only_closing(behind: &str) -> bool {
    let rest = behind.trim_start_matches(|char: char| !char.is_ascii_graphic() || "`'\",;.)]".contains(char));
    rest.is_empty() || is_comment(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Option<(String, bool)> {
        meant(text).map(|meant| (meant.number.to_string(), meant.is_plain))
    }

    #[test]
    fn a_complete_version_in_a_wrong_spelling_is_plain() {
        for text in [
            "3.6.6",
            "Python-3.6.6",
            "PYTHON-3.6.6",
            "python 3.6.6",
            "python- 3.6.6",
            "python3.6.6",
            "python_version=3.6.6",
            "python_version = '3.6.6'",
            "python-version=3.6.6 ",
            "ptyhon-3.6.6",
            "pyhton-3.6.6",
            "\"python-3.6.6\"",
            "`python-3.6.6` ",
            "version: python-3.6.6",
            ".python-version 3.6.6",
            "python-3.6.6 # the server's",
            "# runtime.txt\npython-3.6.6",
            "$ cat runtime.txt\r\npython-3.6.6",
            "\u{200b}python-3.6.6",
            "python==3.6.6",
            "v3.6.6",
        ] {
            assert_eq!(said(text), Some(("3.6.6".to_owned(), true)), "{text:?}");
        }
    }

    #[test]
    fn anything_more_or_less_is_a_guess() {
        let cases = [
            ("python-3.8", "3.8"),
            ("python-3", "3"),
            ("python-3.6.x", "3.6"),
            ("3.6.*", "3.6"),
            ("python-3-10", "3.10"),
            ("python-3.8 10", "3.8.10"),
            ("python-3.7s", "3.7"),
            ("python~=3.9.0", "3.9.0"),
            (">=3.6.6", "3.6.6"),
            ("Python 2.7.15rc1", "2.7.15"),
            ("python-3.10.12\npython-3.11.6", "3.10.12"),
            ("python-3.8.3\nFlask==2.0.3", "3.8.3"),
            ("# python-3.6.6", "3.6.6"),
            ("$ echo python-3.11.0 > runtime.txt", "3.11.0"),
            ("Python: 3.11.13 (main, Jun  4 2025, 08:57:29) [GCC 11.4.0]\nsklearn: 1.6.1", "3.11.13"),
            ("python 3.8 2024", "3.8"),
        ];
        for (text, number) in cases {
            assert_eq!(said(text), Some((number.to_owned(), false)), "{text:?}");
        }
    }

    #[test]
    fn other_numbers_are_no_versions_of_python() {
        for text in
            ["", "pyhton", "python-X.Y.Z", "Django>=4.2,<5.0", "numpy==2.1.0\npytest==3.1.0", "pypy-4.0.0", "python-4.0", "541"]
        {
            assert_eq!(said(text), None, "{text:?}");
        }
    }
}
