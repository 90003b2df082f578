//! What settings ask for in vain: a variable, or a module.

use std::ops::Range;

use super::modules::MissingModule;

/// What reads a variable, and how it complains when there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VariableReader {
    /// `os.environ["X"]`.
    Environ,
    /// `config("X")` of python-decouple.
    Decouple,
    /// `env("X")` of django-environ.
    DjangoEnviron,
}

impl VariableReader {
    /// The last line of the error, to the letter.
    #[must_use]
    pub fn says(self, variable: &str) -> String {
        match self {
            Self::Environ => format!("KeyError: '{variable}'"),
            Self::Decouple => {
                format!("decouple.UndefinedValueError: {variable} not found. Declare it as envvar or define a default value.")
            }
            Self::DjangoEnviron => {
                format!("django.core.exceptions.ImproperlyConfigured: Set the {variable} environment variable")
            }
        }
    }
}

/// A variable that has to be there and is not among those given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingVariable {
    /// Its name.
    pub variable: String,
    /// What reads it.
    pub reader: VariableReader,
    /// The file that reads it.
    pub file: String,
    /// Where.
    pub range: Range<usize>,
}

/// A module that a statement asks for and that is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingImport {
    /// The module.
    pub module: MissingModule,
    /// The file that asks.
    pub file: String,
    /// The statement.
    pub range: Range<usize>,
}
