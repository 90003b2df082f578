//! Why a configuration is not understood.

use crate::language::{Language, error_in_english, say};
use crate::text::nearest::hint;
use crate::text::{Position, Text};

/// Why a configuration is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigurationError {
    /// The file.
    pub file: String,
    /// The place in it.
    pub position: Position,
    /// What is wrong there.
    pub problem: Problem,
}

/// A kind of value that a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A table of keys.
    Table,
    /// The path of a file.
    Path,
    /// The path of a folder in the project.
    Folder,
    /// A list of texts.
    List,
    /// A table of lists.
    Lists,
    /// Whether a package index is asked, or which.
    Index,
}

/// What is wrong in a configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// It is no TOML.
    Syntax(String),
    /// A key that does not exist.
    UnknownKey {
        /// The key.
        key: String,
        /// The one that was probably meant.
        nearest: Option<String>,
        /// All keys.
        known: String,
    },
    /// A value of another kind than the key takes.
    WrongKind {
        /// The key.
        key: String,
        /// What it takes.
        expected: Kind,
    },
    /// A pattern of files that is not understood.
    Pattern {
        /// The pattern.
        given: String,
    },
    /// A rule that does not exist.
    UnknownRule {
        /// What was given.
        given: String,
        /// What was probably meant.
        nearest: Option<String>,
    },
    /// A platform that does not exist.
    UnknownPlatform {
        /// What was given.
        given: String,
        /// What was probably meant.
        nearest: Option<String>,
    },
    /// A file to extend that is not there.
    NoSuchBase {
        /// Its path.
        path: String,
    },
    /// Files that extend one another without end.
    TooDeep {
        /// The path of the last one.
        path: String,
    },
}

error_in_english!(ConfigurationError);

impl ConfigurationError {
    /// Where and what is wrong, in a sentence without its end.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let Self { file, position, problem } = self;
        let place = format!("{file}:{}:{}", position.line, position.column);
        say!(language, "{place}: {}", "{place}：{}", problem.words(language))
    }

    /// A problem at a byte offset of a file's text.
    pub(super) fn at(file: &str, text: &str, offset: usize, problem: Problem) -> Self {
        Self { file: file.to_owned(), position: Text::new(text.as_bytes()).position(offset), problem }
    }
}

impl Problem {
    /// What is wrong, without the place.
    #[must_use]
    pub fn words(&self, language: Language) -> String {
        match self {
            Self::Syntax(reason) => say!(language, "this is no TOML: {reason}", "不是有效的 TOML：{reason}"),
            Self::UnknownKey { key, nearest, known } => say!(
                language,
                "there is no key `{key}`{}; the keys are {known}",
                "没有 `{key}` 这个键{}；可用的键有 {known}",
                hint(nearest.as_deref(), language)
            ),
            Self::WrongKind { key, expected } => {
                say!(language, "`{key}` must be {}", "`{key}` 必须是{}", expected.words(language))
            }
            Self::Pattern { given } => say!(
                language,
                "`{given}` is not understood as a pattern; `*`, `**`, `?` and `[a-z]` are",
                "无法理解模式 `{given}`；可以使用 `*`、`**`、`?` 和 `[a-z]`"
            ),
            Self::UnknownRule { given, nearest } => say!(
                language,
                "no rule has the code or name `{given}`{}; `pushready rules` lists them all",
                "没有代码或名称为 `{given}` 的规则{}；`pushready rules` 会列出全部规则",
                hint(nearest.as_deref(), language)
            ),
            Self::UnknownPlatform { given, nearest } => say!(
                language,
                "no platform is called `{given}`{}; `pushready platforms` lists them all",
                "没有名为 `{given}` 的平台{}；`pushready platforms` 会列出全部平台",
                hint(nearest.as_deref(), language)
            ),
            Self::NoSuchBase { path } => say!(
                language,
                "`{path}` is not there; a file to extend is named relative to this one",
                "找不到要继承的文件 `{path}`，路径以本文件所在文件夹为准"
            ),
            Self::TooDeep { path } => say!(
                language,
                "`{path}` closes a circle of files that extend one another, or the chain is too long",
                "`{path}` 使文件互相继承形成循环，或层数过多"
            ),
        }
    }
}

impl Kind {
    fn words(self, language: Language) -> &'static str {
        match self {
            Self::Table => language.pick("a table", "表"),
            Self::Path => language.pick("the path of a file", "文件路径"),
            Self::Folder => language.pick("the path of a folder in the project", "项目中的文件夹路径"),
            Self::List => language.pick("a list of texts, each in quotes", "文本列表，每个文本都带引号"),
            Self::Index => language.pick("true, false or the address of a package index", " true、false 或软件包索引的地址"),
            Self::Lists => language.pick(
                "a table of lists, such as { \"requirements/*.txt\" = [\"PSH510\"] }",
                "由列表组成的表，例如 { \"requirements/*.txt\" = [\"PSH510\"] }",
            ),
        }
    }
}
