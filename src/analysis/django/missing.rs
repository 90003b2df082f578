//! What settings ask for in vain: a variable, or a module.

use std::ops::Range;

use crate::platform::Series;

use super::modules::MissingModule;

/// What needs a variable, and how it complains when there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VariableReader {
    /// `os.environ["X"]`.
    Environ,
    /// `config("X")` of python-decouple.
    Decouple,
    /// `env("X")` of django-environ.
    DjangoEnviron,
    /// What is done with the `None` of `os.environ.get("X")`: what Python says of it, with [`REAL`] in some words.
    User(String),
}

/// A word that Python says since 3.10.
const REAL: &str = "{real }";
const SAYS_REAL: Series = Series { major: 3, minor: 10 };

/// Functions that refuse `None`, with what Python says then; each was tried on 3.6, 3.9, 3.12 and 3.13.
const REFUSING: &[(&str, &str)] = &[
    ("int", "TypeError: int() argument must be a string, a bytes-like object or a {real }number, not 'NoneType'"),
    ("float", "TypeError: float() argument must be a string or a {real }number, not 'NoneType'"),
    ("list", NOT_ITERABLE),
    ("tuple", NOT_ITERABLE),
    ("set", NOT_ITERABLE),
    ("sorted", NOT_ITERABLE),
    ("len", "TypeError: object of type 'NoneType' has no len()"),
    ("json.loads", "TypeError: the JSON object must be str, bytes or bytearray, not NoneType"),
    ("ast.literal_eval", "ValueError: malformed node or string: None"),
    ("os.path.join", "TypeError: expected str, bytes or os.PathLike object, not NoneType"),
    ("distutils.util.strtobool", "AttributeError: 'NoneType' object has no attribute 'lower'"),
];

const NOT_ITERABLE: &str = "TypeError: 'NoneType' object is not iterable";

impl VariableReader {
    /// A function that is given `None` first; none if it may take it.
    pub(super) fn function(name: &str) -> Option<Self> {
        let (_, says) = REFUSING.iter().find(|(function, _)| *function == name)?;
        Some(Self::User((*says).to_owned()))
    }

    /// `None.name`.
    pub(super) fn attribute(name: &str) -> Self {
        Self::User(format!("AttributeError: 'NoneType' object has no attribute '{name}'"))
    }

    /// `None[…]`.
    pub(super) fn subscript() -> Self {
        Self::User("TypeError: 'NoneType' object is not subscriptable".to_owned())
    }

    /// The last line of the error, to the letter.
    #[must_use]
    pub fn says(&self, variable: &str, python: Option<Series>) -> String {
        match self {
            Self::User(says) => says.replace(REAL, if python.is_some_and(|python| python < SAYS_REAL) { "" } else { "real " }),
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
