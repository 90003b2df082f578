//! What can be wrong with a bundle.

use crate::project::PathProblem;

/// Why a bundle was not read. Each sentence names the field; whoever shows it puts the bundle's name in front.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// Bytes that were to be in base64 are not.
    #[error("{field} must be base64: {reason}")]
    Base64 {
        /// The field.
        field: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A file is given in a way that says nothing of its content.
    #[error("files.{path} must be a text, {{\"base64\": …}} or null, not {found}")]
    File {
        /// The file's path.
        path: String,
        /// What it is.
        found: &'static str,
    },
    /// A field that is needed is not there.
    #[error("{field} is missing; a bundle needs at least {{\"schema\": 1, \"files\": {{…}}}}")]
    Missing {
        /// The field.
        field: &'static str,
    },
    /// The JSON is not an object.
    #[error("a bundle must be a JSON object, not {found}")]
    NotAnObject {
        /// What it is.
        found: &'static str,
    },
    /// The text is no JSON.
    #[error("a bundle must be JSON: {reason}")]
    NotJson {
        /// What is wrong with it.
        reason: String,
    },
    /// A file lies outside the project.
    #[error("files: the path `{path}` {problem}; give it from the root of the project")]
    Path {
        /// The path.
        path: String,
        /// What is wrong with it.
        problem: PathProblem,
    },
    /// The format is of another version.
    #[error("schema must be 1, not {found}")]
    Schema {
        /// What it is.
        found: String,
    },
    /// A field has the wrong type.
    #[error("{field} must be {expected}, not {found}")]
    Type {
        /// The field.
        field: String,
        /// What it must be.
        expected: &'static str,
        /// What it is.
        found: &'static str,
    },
    /// A field does not exist.
    #[error("`{key}` is no key of a bundle; the keys are {}", .known.join(", "))]
    UnknownKey {
        /// The field.
        key: String,
        /// Those that exist.
        known: &'static [&'static str],
    },
}
