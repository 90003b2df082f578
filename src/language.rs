//! The languages that sentences are written in.

pub mod list;

use serde::{Deserialize, Serialize};

/// A language of the messages; matching on it makes a missing translation a compile error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Simplified Chinese.
    Zh,
}

impl Language {
    /// Reads a language tag or a locale name, such as `zh-CN`, `zh_CN.UTF-8` or `en`; none if it is another language.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.split(['-', '_', '.', '@']).next()?.to_ascii_lowercase().as_str() {
            "en" => Some(Self::En),
            "zh" => Some(Self::Zh),
            _ => None,
        }
    }

    /// What is said in this language.
    #[must_use]
    pub fn pick<T>(self, en: T, zh: T) -> T {
        match self {
            Self::En => en,
            Self::Zh => zh,
        }
    }

    /// The tag for `lang=` attributes and options.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh",
        }
    }
}

/// A sentence in the language that is asked for: `say!(language, "no {file}", "没有 {file}")`. A placeholder that is missing in
/// either language does not compile.
macro_rules! say {
    ($language:expr, $en:literal, $zh:literal $(, $($argument:tt)*)?) => {{
        const { assert!($crate::language::have_the_same_placeholders($en, $zh), "a placeholder is missing in a language") };
        match $language {
            $crate::language::Language::En => format!($en $(, $($argument)*)?),
            $crate::language::Language::Zh => format!($zh $(, $($argument)*)?),
        }
    }};
}
pub(crate) use say;

/// Makes an error of a type that has its words in every language; where nobody knows which one is wanted, it speaks English.
macro_rules! error_in_english {
    ($error:ty) => {
        impl ::std::fmt::Display for $error {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                formatter.write_str(&self.text($crate::language::Language::En))
            }
        }

        impl ::std::error::Error for $error {}
    };
}
pub(crate) use error_in_english;

/// Whether each placeholder of one format string is in the other as well; those without a name count by their order.
pub(crate) const fn have_the_same_placeholders(one: &str, other: &str) -> bool {
    are_in(one.as_bytes(), other.as_bytes()) && are_in(other.as_bytes(), one.as_bytes())
}

/// Whether each placeholder of one format string is in the other.
const fn are_in(one: &[u8], other: &[u8]) -> bool {
    let (mut at, mut number) = (0, 0);
    while let Some((start, end)) = placeholder(one, at) {
        if !is_in(one, start, end, number, other) {
            return false;
        }
        number += (start == end) as usize;
        at = end;
    }
    true
}

const fn is_in(one: &[u8], start: usize, end: usize, number: usize, other: &[u8]) -> bool {
    let (mut at, mut other_number) = (0, 0);
    while let Some((from, to)) = placeholder(other, at) {
        let is_same = match (start == end, from == to) {
            (true, true) => number == other_number,
            (true, false) => is_number(other, from, to, number),
            (false, true) => is_number(one, start, end, other_number),
            (false, false) => is_equal(one, start, end, other, from, to),
        };
        if is_same {
            return true;
        }
        other_number += (from == to) as usize;
        at = to;
    }
    false
}

/// The name of the next placeholder from an index on: where it starts and ends.
const fn placeholder(text: &[u8], mut at: usize) -> Option<(usize, usize)> {
    while at < text.len() {
        if text[at] == b'{' && at + 1 < text.len() && text[at + 1] == b'{' {
            at += 1;
        } else if text[at] == b'{' {
            let start = at + 1;
            let mut end = start;
            while text[end] != b'}' && text[end] != b':' {
                end += 1;
            }
            return Some((start, end));
        }
        at += 1;
    }
    None
}

const fn is_equal(one: &[u8], start: usize, end: usize, other: &[u8], from: usize, to: usize) -> bool {
    let mut index = 0;
    while start + index < end && from + index < to && one[start + index] == other[from + index] {
        index += 1;
    }
    start + index == end && from + index == to
}

/// Whether a part of a text is a number of one digit.
const fn is_number(text: &[u8], start: usize, end: usize, number: usize) -> bool {
    end - start == 1 && text[start] as usize == b'0' as usize + number
}

/// The same fixed sentence in every language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Localized {
    /// The English text.
    pub en: &'static str,
    /// The Chinese text.
    pub zh: &'static str,
}

impl Localized {
    /// The text in one language.
    #[must_use]
    pub fn get(self, language: Language) -> &'static str {
        language.pick(self.en, self.zh)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_compared_by_name_and_by_order() {
        let same = [("a", "b"), ("{a} {b}", "{b}{a}"), ("{} {}", "{1}{0}"), ("{a:?} {{x}}", "{a}"), ("{a} {a}", "{a}")];
        for (one, other) in same {
            assert!(have_the_same_placeholders(one, other), "{one} {other}");
        }
        let different =
            [("{a}", "a"), ("{a}", "{b}"), ("{a}", "{ab}"), ("{} {}", "{}"), ("{}", "{a}"), ("{{a}}", "{a}"), ("{}", "{1}")];
        for (one, other) in different {
            assert!(!have_the_same_placeholders(one, other), "{one} {other}");
            assert!(!have_the_same_placeholders(other, one), "{other} {one}");
        }
    }
}
