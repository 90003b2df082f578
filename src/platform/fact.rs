//! What a profile is made of: values with their sources.

use serde::{Deserialize, Serialize};

/// A value together with where it is known from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact<T> {
    /// The value.
    pub value: T,
    /// A key of the profile's list of sources.
    pub source: String,
    /// What contradicts it, and why this value was taken.
    #[serde(default)]
    pub note: Option<String>,
    /// What a user has to know of it; diagnostics say it.
    #[serde(default)]
    pub caveat: Option<Sentence>,
}

/// One sentence in every language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sentence {
    /// English.
    pub en: String,
    /// Chinese.
    pub zh: String,
}
