//! Why a fix was not applied.

use serde::Serialize;

/// Why a fix was not applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum Refused {
    /// It is only to be read.
    #[error("this fix has to be made by hand")]
    Display,
    /// It would write over a file that is there, or that another fix writes.
    #[error("`{0}` is already there; move it away first")]
    Exists(String),
    /// Another fix renames, deletes or changes this file in a way that does not go together with it.
    #[error("another fix already renames, deletes or changes `{0}`; run the fixes again")]
    InUse(String),
    /// The file is not there, or its content is not known.
    #[error("`{0}` is not there, or its content is not known")]
    NoSuchFile(String),
    /// An edit lies behind the end of its file, which is not the file that was checked.
    #[error("the file has changed since it was checked; check it again")]
    OutOfBounds,
    /// Another fix already changes the same place.
    #[error("another fix already changes the same place; run the fixes again")]
    Overlaps,
}
