//! Whether a marker is true.

use std::cmp::Ordering;
use std::str::FromStr;

use pep440_rs::{Version, VersionSpecifier};

use super::{Token, is_marker, tokens};

/// Whether a marker is true where these are the values of its variables; none if that depends on a value that is not known.
/// Works without recursion, as the grammar does.
pub fn is_true(marker: &str, value: impl Fn(&str) -> Option<String>) -> Option<bool> {
    if !is_marker(marker) {
        return None;
    }
    let mut groups = vec![Group::NEW];
    let mut tokens = tokens(marker)?.into_iter();
    while let Some(token) = tokens.next() {
        match token {
            Token::Open => groups.push(Group::NEW),
            Token::Close => {
                let inner = groups.pop()?.truth();
                groups.last_mut()?.add(inner);
            }
            Token::Or => groups.last_mut()?.begin_alternative(),
            Token::And | Token::Comparison(_) => {}
            left @ (Token::Text(_) | Token::Variable(_)) => {
                let (Some(Token::Comparison(operator)), Some(right)) = (tokens.next(), tokens.next()) else { return None };
                let sides = operand(left, &value).zip(operand(right, &value));
                groups.last_mut()?.add(sides.and_then(|(left, right)| compare(&left, operator, &right)));
            }
        }
    }
    groups.pop()?.truth()
}

fn operand(token: Token<'_>, value: impl Fn(&str) -> Option<String>) -> Option<String> {
    match token {
        Token::Text(text) => Some(text.to_owned()),
        Token::Variable(name) => value(name),
        _ => None,
    }
}

/// What stands between two parentheses, as far as it has been read: alternatives, and the last of them.
#[derive(Debug, Clone, Copy)]
struct Group {
    earlier: Option<bool>,
    last: Option<bool>,
}

impl Group {
    const NEW: Self = Self { earlier: Some(false), last: Some(true) };

    fn add(&mut self, term: Option<bool>) {
        self.last = and(self.last, term);
    }

    fn begin_alternative(&mut self) {
        *self = Self { earlier: self.truth(), ..Self::NEW };
    }

    fn truth(self) -> Option<bool> {
        // a or b is not (not a and not b)
        let not = |side: Option<bool>| side.map(|truth| !truth);
        not(and(not(self.earlier), not(self.last)))
    }
}

fn and(left: Option<bool>, right: Option<bool>) -> Option<bool> {
    match (left, right) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

/// As versions where the right side is one, else as texts, as Python's `packaging` does.
fn compare(left: &str, operator: &str, right: &str) -> Option<bool> {
    match operator {
        "in" => return Some(right.contains(left)),
        "not in" => return Some(!right.contains(left)),
        "===" => return Some(left.eq_ignore_ascii_case(right)),
        _ => {}
    }
    let specifier = VersionSpecifier::from_str(&format!("{operator}{}", right.trim())).ok();
    match (specifier, Version::from_str(left)) {
        (Some(specifier), Ok(version)) => Some(specifier.contains(&version)),
        (Some(_), Err(_)) => None,
        (None, _) => compare_texts(left.cmp(right), operator),
    }
}

fn compare_texts(order: Ordering, operator: &str) -> Option<bool> {
    match operator {
        "==" => Some(order.is_eq()),
        "!=" => Some(order.is_ne()),
        "<" => Some(order.is_lt()),
        "<=" => Some(order.is_le()),
        ">" => Some(order.is_gt()),
        ">=" => Some(order.is_ge()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn truth(marker: &str) -> Option<bool> {
        is_true(marker, |name| match name {
            "python_version" => Some("3.10".to_owned()),
            "python_full_version" => Some("3.10.4".to_owned()),
            "sys_platform" => Some("linux".to_owned()),
            "os_name" => Some("posix".to_owned()),
            "extra" => Some(String::new()),
            _ => None,
        })
    }

    #[test]
    fn versions_are_compared_as_versions_and_texts_as_texts() {
        let cases = [
            ("python_version < '3.8'", false),
            ("python_version >= '3.9'", true),
            ("'3.9' <= python_version", true),
            ("python_version == '3.*'", true),
            ("python_version ~= '3.6'", true),
            ("python_full_version >= '3.10.5'", false),
            ("python_version in '2.7 3.10'", true),
            ("python_version not in '3.10'", false),
            ("sys_platform == 'win32'", false),
            ("sys_platform != 'win32'", true),
            ("'linux' in sys_platform", true),
            ("os_name == \"nt\"", false),
            ("extra == 'dev'", false),
        ];
        for (marker, expected) in cases {
            assert_eq!(truth(marker), Some(expected), "{marker}");
        }
    }

    #[test]
    fn and_binds_closer_than_or_and_parentheses_closest() {
        let cases = [
            ("os_name == 'nt' and os_name == 'nt' or os_name == 'posix'", true),
            ("os_name == 'posix' or os_name == 'nt' and os_name == 'nt'", true),
            ("os_name == 'nt' and (os_name == 'nt' or os_name == 'posix')", false),
            ("((os_name == 'posix'))", true),
        ];
        for (marker, expected) in cases {
            assert_eq!(truth(marker), Some(expected), "{marker}");
        }
    }

    #[test]
    fn what_is_not_known_decides_only_where_the_rest_does_not() {
        assert_eq!(truth("platform_release == '5'"), None);
        assert_eq!(truth("platform_release == '5' and os_name == 'nt'"), Some(false));
        assert_eq!(truth("platform_release == '5' or os_name == 'posix'"), Some(true));
        assert_eq!(truth("platform_release == '5' or os_name == 'nt'"), None);
        assert_eq!(truth("no marker"), None);
    }
}
