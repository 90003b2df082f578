//! Ranges of versions, as the libraries for semantic versions read them that platforms use.

use std::str::FromStr;

use crate::platform::{Platform, Request, Series, Version, VersionGrammar};

/// What separates alternatives.
const OR: &str = "||";

/// What stands for any number.
const ANY: [&str; 3] = ["x", "X", "*"];

/// Whether a platform takes a range of versions.
pub(super) fn takes_ranges(grammar: VersionGrammar) -> bool {
    matches!(grammar, VersionGrammar::Range | VersionGrammar::NamedRange)
}

/// The range that is written there, without the name that some platforms take off.
pub(super) fn without_name(grammar: VersionGrammar, text: &str) -> &str {
    match grammar {
        // The letters go one by one, and in any order.
        VersionGrammar::NamedRange => text.trim_start_matches(|char| "python-".contains(char)).trim(),
        _ => text,
    }
}

/// A range that is nothing but a version or a series.
pub(super) fn simple(text: &str) -> Option<Request> {
    let bounds = bounds(text)?;
    let [alternative] = bounds.as_slice() else { return None };
    match alternative.as_slice() {
        [Bound { operator: Operator::Equal, at: [Some(major), Some(minor), patch] }] => {
            let series = Series { major: *major, minor: *minor };
            Some(patch.map_or(Request::Series(series), |patch| Request::Version(Version { series, patch })))
        }
        _ => None,
    }
}

/// What a range comes to that is neither: the newest version in it that the platform has, or its first bound if there is none.
pub(super) fn newest(platform: &Platform, grammar: VersionGrammar, text: &str) -> Option<Request> {
    // A first number alone is that of a range.
    if !takes_ranges(grammar) && grammar != VersionGrammar::FirstNumber {
        return None;
    }
    let bounds = bounds(without_name(grammar, text))?;
    let python = &platform.python;
    let ends = python.available.value.iter().flat_map(|range| [range.first, range.last]);
    let known = ends.chain(python.latest.value.iter().copied()).chain([python.default.value]);
    let is_in = |version: &Version| bounds.iter().any(|all| all.iter().all(|bound| bound.allows(*version)));
    known.filter(is_in).max().or_else(|| bounds.first()?.first().map(Bound::first)).map(Request::Version)
}

/// One comparison.
struct Bound {
    operator: Operator,
    at: [Option<u32>; 3],
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Operator {
    Equal,
    NotEqual,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
    Tilde,
    Caret,
}

/// The operators as they are written, longer ones before their beginnings.
const OPERATORS: [(&str, Operator); 12] = [
    (">=", Operator::GreaterOrEqual),
    ("=>", Operator::GreaterOrEqual),
    ("<=", Operator::LessOrEqual),
    ("=<", Operator::LessOrEqual),
    ("!=", Operator::NotEqual),
    ("==", Operator::Equal),
    ("~>", Operator::Tilde),
    ("=", Operator::Equal),
    (">", Operator::Greater),
    ("<", Operator::Less),
    ("~", Operator::Tilde),
    ("^", Operator::Caret),
];

/// The alternatives, each of which is a list of comparisons that have to hold together.
fn bounds(text: &str) -> Option<Vec<Vec<Bound>>> {
    text.split(OR).map(alternative).collect()
}

fn alternative(text: &str) -> Option<Vec<Bound>> {
    // A blank may stand behind an operator, and may stand for a comma.
    let mut joined = text.trim().to_owned();
    for (written, _) in OPERATORS {
        while joined.contains(&format!("{written} ")) {
            joined = joined.replace(&format!("{written} "), written);
        }
    }
    if joined.contains(['\n', '\r']) {
        return None;
    }
    let bounds: Option<Vec<Bound>> =
        joined.split([',', ' ']).map(str::trim).filter(|part| !part.is_empty()).map(|part| part.parse().ok()).collect();
    bounds.filter(|bounds| !bounds.is_empty())
}

impl FromStr for Bound {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let found = OPERATORS.iter().find_map(|(written, operator)| Some((*operator, text.strip_prefix(written)?)));
        let (operator, version) = found.unwrap_or((Operator::Equal, text));
        let parts: Vec<&str> = version.strip_prefix('v').unwrap_or(version).split('.').collect();
        let mut at = [None; 3];
        if parts.len() > at.len() {
            return Err(());
        }
        for (place, part) in at.iter_mut().zip(&parts) {
            let is_number = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            *place = match part {
                part if ANY.contains(part) => break,
                part if is_number => Some(part.parse().map_err(|_| ())?),
                _ => return Err(()),
            };
        }
        Ok(Self { operator, at })
    }
}

impl Bound {
    /// The lowest version of which it speaks.
    fn first(&self) -> Version {
        let [major, minor, patch] = self.at.map(Option::unwrap_or_default);
        Version { series: Series { major, minor }, patch }
    }

    fn allows(&self, version: Version) -> bool {
        let first = self.first();
        let numbers = [version.series.major, version.series.minor, version.patch];
        // How far the numbers that are given agree.
        let is_within =
            |given: usize| self.at.iter().zip(numbers).take(given).all(|(at, number)| at.is_none_or(|at| at == number));
        match self.operator {
            Operator::Equal => is_within(3),
            Operator::NotEqual => !is_within(3),
            Operator::Greater => version > first && !is_within(3),
            Operator::GreaterOrEqual => version >= first,
            Operator::Less => version < first,
            Operator::LessOrEqual => version <= first || is_within(3),
            Operator::Tilde => version >= first && is_within(2),
            Operator::Caret => version >= first && is_within(1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform;

    fn comes_to(text: &str) -> Option<String> {
        let platform = platform::find("cloud-foundry").expect("a platform");
        newest(platform, VersionGrammar::NamedRange, text).map(|request| request.to_string())
    }

    #[test]
    fn a_version_or_a_series_is_told_from_a_range() {
        let said = |text: &str| simple(text).map(|request| request.to_string());
        for (text, expected) in
            [("3.11", "3.11"), ("3.11.x", "3.11"), ("=3.11.*", "3.11"), (" 3.11.9 ", "3.11.9"), ("v3.9.1", "3.9.1")]
        {
            assert_eq!(said(text).as_deref(), Some(expected), "{text:?}");
        }
        for text in
            ["", "3", "3.x", ">=3.9", "~3.11.2", "3.11 || 3.12", "3.11.x.y", "Python-3.11", "3.11 # c", "3.11\n3.12", "three"]
        {
            assert_eq!(said(text), None, "{text:?}");
        }
    }

    #[test]
    fn the_newest_version_of_a_range_is_taken() {
        let platform = platform::find("cloud-foundry").expect("a platform");
        let newest = |minor| {
            let of_series = |version: &&Version| version.series == Series { major: 3, minor };
            platform.python.latest.value.iter().find(of_series).map(Version::to_string)
        };
        assert_eq!(comes_to(">=3.10, <3.12"), newest(11));
        assert_eq!(comes_to(">= 3.10 < 3.12"), newest(11));
        assert_eq!(comes_to("python-3.12.x || 3.10.x"), newest(12));
        assert_eq!(comes_to("~3.12.1"), newest(12));
        assert_eq!(comes_to("^3.10"), comes_to("3.x"));
        assert_eq!(comes_to("<=3.11"), newest(11));
        assert_eq!(comes_to(">3.11, !=3.13.x, <3.14"), newest(12));
        assert_eq!(comes_to(">=4").as_deref(), Some("4.0.0"));
        assert_eq!(comes_to("Python-3.11"), None);
    }
}
