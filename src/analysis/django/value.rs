//! Values that settings can have, as far as the files decide them.

use std::collections::BTreeMap;

use super::paths;

/// More than settings hold; what grows over it is given up.
const MOST: usize = 2_000;

/// A value of Python.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// `None`.
    None,
    /// `True`, `False`.
    Bool(bool),
    /// An integer.
    Integer(i64),
    /// A `str`. Paths of the project start with [`paths::ROOT`].
    Text(String),
    /// A `pathlib.Path`.
    Path(String),
    /// A list.
    List(Vec<Value>),
    /// A tuple.
    Tuple(Vec<Value>),
    /// A dictionary.
    Dict(Vec<(Value, Value)>),
    /// A module, a function or a class from outside the project, by its dotted name.
    Named(String),
    /// What a call of such a name gives.
    Made(String),
    /// An `environ.Env(…)`, with the variables that it has defaults for.
    Reader(BTreeMap<String, Option<Value>>),
    /// The default for a variable that is not among those given; it may still be set on the platform.
    Assumed {
        /// The variable.
        variable: String,
        /// The default.
        default: Box<Value>,
    },
    /// Not to be known from the files.
    Unknown,
}

impl Value {
    /// Whether Python takes it for true.
    pub(super) fn truth(&self) -> Option<bool> {
        match self {
            Self::None => Some(false),
            Self::Bool(value) => Some(*value),
            Self::Integer(value) => Some(*value != 0),
            Self::Text(text) => Some(!text.is_empty()),
            Self::Path(_) => Some(true),
            Self::List(items) | Self::Tuple(items) => Some(!items.is_empty()),
            Self::Dict(items) => Some(!items.is_empty()),
            Self::Named(_) | Self::Made(_) | Self::Reader(_) | Self::Assumed { .. } | Self::Unknown => None,
        }
    }

    /// Whether nothing in it is left open.
    #[must_use]
    pub fn is_known(&self) -> bool {
        match self {
            Self::List(items) | Self::Tuple(items) => items.iter().all(Self::is_known),
            Self::Dict(items) => items.iter().all(|(key, value)| key.is_known() && value.is_known()),
            Self::Named(_) | Self::Made(_) | Self::Reader(_) | Self::Assumed { .. } | Self::Unknown => false,
            _ => true,
        }
    }

    /// How much it takes to copy it, in values and in some letters of a text.
    pub(super) fn size(&self) -> usize {
        const LETTERS: usize = 32;
        let more = match self {
            Self::List(items) | Self::Tuple(items) => items.iter().map(Self::size).sum(),
            Self::Dict(items) => items.iter().map(|(key, value)| key.size() + value.size()).sum(),
            Self::Text(text) | Self::Path(text) => text.len() / LETTERS,
            _ => 0,
        };
        1 + more
    }

    /// The text of a string or a path.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Path(text) => Some(text),
            _ => None,
        }
    }

    /// The items of a list or a tuple.
    #[must_use]
    pub fn items(&self) -> Option<&[Self]> {
        match self {
            Self::List(items) | Self::Tuple(items) => Some(items),
            _ => None,
        }
    }

    /// The value behind a key of a dictionary.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        let Self::Dict(items) = self else { return None };
        items.iter().rfind(|(known, _)| known.text() == Some(key)).map(|(_, value)| value)
    }

    /// `self + other`.
    pub(super) fn plus(self, other: Self) -> Self {
        match (self, other) {
            (Self::Text(left), Self::Text(right)) if left.len() + right.len() <= MOST => Self::Text(left + &right),
            (Self::Integer(left), Self::Integer(right)) => left.checked_add(right).map_or(Self::Unknown, Self::Integer),
            (Self::List(left), Self::List(right)) => Self::List(left).extended(right),
            (Self::Tuple(left), Self::Tuple(right)) => Self::Tuple(left).extended(right),
            _ => Self::Unknown,
        }
    }

    /// A list or tuple with more items.
    pub(super) fn extended(self, more: Vec<Self>) -> Self {
        let joined = |mut items: Vec<Self>| {
            items.extend(more);
            (items.len() <= MOST).then_some(items)
        };
        match self {
            Self::List(items) => joined(items).map_or(Self::Unknown, Self::List),
            Self::Tuple(items) => joined(items).map_or(Self::Unknown, Self::Tuple),
            _ => Self::Unknown,
        }
    }

    /// `self / other`.
    pub(super) fn divided(&self, other: &Self) -> Self {
        match (self, other.text()) {
            (Self::Path(left), Some(right)) => Self::Path(paths::join(left, right)),
            _ => Self::Unknown,
        }
    }

    /// `self % other`, for plain `%s`.
    pub(super) fn percent(&self, other: &Self) -> Self {
        let Self::Text(format) = self else { return Self::Unknown };
        let values = match other {
            Self::Tuple(items) => items.clone(),
            single => vec![single.clone()],
        };
        let Some(texts) = values.iter().map(Self::shown).collect::<Option<Vec<String>>>() else { return Self::Unknown };
        let pieces: Vec<&str> = format.split("%s").collect();
        if pieces.len() != texts.len() + 1 || pieces.iter().any(|piece| piece.contains('%')) {
            return Self::Unknown;
        }
        let filled = pieces.iter().skip(1).zip(texts).map(|(piece, text)| text + piece);
        Self::Text(pieces.first().copied().unwrap_or_default().to_owned() + &filled.collect::<String>())
    }

    /// What `str()` makes of it.
    pub(super) fn shown(&self) -> Option<String> {
        match self {
            Self::Text(text) | Self::Path(text) => Some(text.clone()),
            Self::Integer(value) => Some(value.to_string()),
            Self::Bool(value) => Some(if *value { "True" } else { "False" }.to_owned()),
            Self::None => Some("None".to_owned()),
            _ => None,
        }
    }

    /// The variable that this is the lack of: it is `None` as long as that is not set.
    pub(super) fn lacking(&self) -> Option<&str> {
        match self {
            Self::Assumed { variable, default } if **default == Self::None => Some(variable),
            _ => None,
        }
    }

    /// The value behind a default that may be overruled.
    #[must_use]
    pub fn assumed(&self) -> &Self {
        match self {
            Self::Assumed { default, .. } => default.assumed(),
            other => other,
        }
    }
}
