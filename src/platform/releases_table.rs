//! The shape of `releases.toml`.

use serde::{Deserialize, Serialize};

use super::version::Series;

/// What python.org has released, as of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Table {
    /// The day on which the table was made; a series whose end of life is not after it counts as ended.
    pub(super) as_of: String,
    /// The series, oldest first.
    pub(super) series: Vec<SeriesReleases>,
}

/// One series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct SeriesReleases {
    /// The series.
    pub(super) series: Series,
    /// The highest patch that is known; final once the series has ended.
    pub(super) last_patch: u32,
    /// The day, or the month, in which its support ends.
    pub(super) end_of_life: String,
}
