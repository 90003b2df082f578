//! What can be wrong with a bundle.

use crate::language::{Language, error_in_english, list, say};
use crate::project::PathProblem;

/// Why a bundle was not read. Each sentence names the field; whoever shows it puts the bundle's name in front.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BundleError {
    /// Bytes that were to be in base64 are not.
    Base64 {
        /// The field.
        field: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A file is given in a way that says nothing of its content.
    File {
        /// The file's path.
        path: String,
        /// What it is.
        found: Shape,
    },
    /// A field that is needed is not there.
    Missing {
        /// The field.
        field: &'static str,
    },
    /// The JSON is not an object.
    NotAnObject {
        /// What it is.
        found: Shape,
    },
    /// The text is no JSON.
    NotJson {
        /// What is wrong with it.
        reason: String,
    },
    /// A file lies outside the project.
    Path {
        /// The path.
        path: String,
        /// What is wrong with it.
        problem: PathProblem,
    },
    /// The format is of another version.
    Schema {
        /// What it is.
        found: String,
    },
    /// A field has the wrong type.
    Type {
        /// The field.
        field: String,
        /// What it must be.
        expected: Shape,
        /// What it is.
        found: Shape,
    },
    /// A field does not exist.
    UnknownKey {
        /// The field.
        key: String,
        /// Those that exist.
        known: &'static [&'static str],
    },
}

/// What a value is, or has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// `null`.
    Null,
    /// `true` or `false`.
    Switch,
    /// A number.
    Number,
    /// A text.
    Text,
    /// A text or `null`.
    TextOrNull,
    /// A list.
    List,
    /// An object.
    Object,
    /// An object that has not the right keys.
    OtherObject,
}

error_in_english!(BundleError);

impl BundleError {
    /// What is wrong with which field, in a sentence without its end. What is wrong with JSON or base64 is said in English by
    /// those who read it.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        match self {
            Self::Base64 { field, reason } => {
                say!(language, "{field} must be base64: {reason}", "{field} 必须是 base64：{reason}")
            }
            Self::File { path, found } => say!(
                language,
                "files.{path} must be a text, {{\"base64\": …}} or null, not {}",
                "files.{path} 必须是文本、{{\"base64\": …}} 或 null，不能是{}",
                found.words(language)
            ),
            Self::Missing { field } => say!(
                language,
                "{field} is missing; a bundle needs at least {{\"schema\": 1, \"files\": {{…}}}}",
                "缺少 {field}；项目包至少需要 {{\"schema\": 1, \"files\": {{…}}}}"
            ),
            Self::NotAnObject { found } => say!(
                language,
                "a bundle must be a JSON object, not {}",
                "项目包必须是 JSON 对象，不能是{}",
                found.words(language)
            ),
            Self::NotJson { reason } => say!(language, "a bundle must be JSON: {reason}", "项目包必须是 JSON：{reason}"),
            Self::Path { path, problem } => say!(
                language,
                "files: the path `{path}` {}; give it from the root of the project",
                "files：路径 `{path}` {}；请写成从项目根目录开始的路径",
                problem.text(language)
            ),
            Self::Schema { found } => say!(language, "schema must be 1, not {found}", "schema 必须是 1，不能是 {found}"),
            Self::Type { field, expected, found } => say!(
                language,
                "{field} must be {}, not {}",
                "{field} 必须是{}，不能是{}",
                expected.words(language),
                found.words(language)
            ),
            Self::UnknownKey { key, known } => say!(
                language,
                "`{key}` is no key of a bundle; the keys are {}",
                "`{key}` 不是项目包的键；可用的键有 {}",
                list::row(*known, language)
            ),
        }
    }
}

impl Shape {
    fn words(self, language: Language) -> &'static str {
        match self {
            Self::Null => language.pick("null", " null"),
            Self::Switch => language.pick("true or false", " true 或 false"),
            Self::Number => language.pick("a number", "数字"),
            Self::Text => language.pick("a text", "文本"),
            Self::TextOrNull => language.pick("a text or null", "文本或 null"),
            Self::List => language.pick("a list", "列表"),
            Self::Object => language.pick("an object", "对象"),
            Self::OtherObject => language.pick("another object", "其他对象"),
        }
    }
}
