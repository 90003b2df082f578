//! Why a profile of a user's own is not understood.

use crate::language::{Language, error_in_english, list, say};
use crate::text::nearest::hint;

/// Why a profile is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CustomError {
    /// It is no TOML; the reason is in English, as the reader of TOML gives it.
    Syntax(String),
    /// It extends a platform that does not exist.
    UnknownBase {
        /// What it extends.
        id: String,
        /// What was probably meant.
        nearest: Option<String>,
    },
    /// It has a key that profiles do not have.
    UnknownKey {
        /// The key.
        key: String,
        /// The one that was probably meant.
        nearest: Option<String>,
    },
    /// It has no name of its own.
    NoName(&'static str),
    /// A value does not fit, or is missing.
    Misfit {
        /// The keys that lead to it, with dots between them.
        key: String,
        /// What is wrong with it.
        misfit: Misfit,
    },
}

/// What is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misfit {
    /// It is not there, neither in the file nor in what it extends.
    Missing,
    /// It is of another kind.
    WrongKind(Kind),
    /// It is none of the words that there are.
    UnknownWord {
        /// What it is.
        given: String,
        /// The words.
        known: &'static [&'static str],
    },
    /// It is not written as it has to be.
    WrongForm {
        /// What it is.
        given: String,
        /// How it has to be written, such as `X.Y.Z`.
        form: String,
    },
    /// What serde says of it in English.
    Other(String),
}

/// A kind of value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A list.
    List,
    /// A number.
    Number,
    /// `true` or `false`.
    Switch,
    /// A table.
    Table,
    /// A text.
    Text,
    /// One of some words.
    Word(&'static [&'static str]),
}

error_in_english!(CustomError);

impl CustomError {
    /// A misfit whose key is not known yet.
    pub(super) fn misfit(misfit: Misfit) -> Self {
        Self::Misfit { key: String::new(), misfit }
    }

    /// The same, with the key of the table around it.
    pub(super) fn inside(self, table: &str) -> Self {
        match self {
            Self::Misfit { key, misfit } if key.is_empty() => Self::Misfit { key: table.to_owned(), misfit },
            Self::Misfit { key, misfit } => Self::Misfit { key: format!("{table}.{key}"), misfit },
            other => other,
        }
    }

    /// What is wrong and what would be right, in a sentence without its end.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        match self {
            Self::Syntax(reason) => say!(language, "this is no TOML: {reason}", "不是有效的 TOML：{reason}"),
            Self::UnknownBase { id, nearest } => say!(
                language,
                "no platform is called `{id}`{}; `pushready platforms` lists them all",
                "没有名为 `{id}` 的平台{}；`pushready platforms` 会列出全部平台",
                hint(nearest.as_deref(), language)
            ),
            Self::UnknownKey { key, nearest } => say!(
                language,
                "there is no key `{key}` there{}; `pushready platforms ID --format json` shows all keys",
                "此处没有 `{key}` 这个键{}；`pushready platforms ID --format json` 会显示所有的键",
                hint(nearest.as_deref(), language)
            ),
            Self::NoName(name) => {
                say!(language, "it needs `{name}`, which no other platform may have", "缺少 `{name}`，其值不能与其他平台相同")
            }
            Self::Misfit { key, misfit } => misfit.words(key, language),
        }
    }
}

impl Misfit {
    fn words(&self, key: &str, language: Language) -> String {
        match self {
            Self::Missing => say!(
                language,
                "`{key}` is missing, and nothing that the file extends has it",
                "缺少 `{key}`，所继承的平台中也没有"
            ),
            Self::WrongKind(kind) => say!(language, "`{key}` must be {}", "`{key}` 必须是{}", kind.words(language)),
            Self::UnknownWord { given, known } => say!(
                language,
                "`{key}` must be {}, not `{given}`",
                "`{key}` 必须是{}，不能是 `{given}`",
                Kind::Word(known).words(language)
            ),
            Self::WrongForm { given, form } => say!(
                language,
                "`{key}` must be written as {form}, not as `{given}`",
                "`{key}` 必须写成 {form} 的形式，不能是 `{given}`"
            ),
            Self::Other(reason) => say!(language, "`{key}` does not fit: {reason}", "`{key}` 的值不合适：{reason}"),
        }
    }
}

impl Kind {
    fn words(self, language: Language) -> String {
        match self {
            Self::List => language.pick("a list", "列表").to_owned(),
            Self::Number => language.pick("a whole number", "整数").to_owned(),
            Self::Switch => say!(language, "`true` or `false`", " `true` 或 `false`"),
            Self::Table => language.pick("a table", "表").to_owned(),
            Self::Text => language.pick("a text in quotes", "带引号的文本").to_owned(),
            Self::Word(known) => {
                let words = list::or(list::quoted(known), language);
                say!(language, "{words}", " {words}")
            }
        }
    }
}
