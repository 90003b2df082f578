//! What would do in the place of a release that does not install.

use pep440_rs::Version;
use serde::{Deserialize, Serialize};

use crate::platform;

/// What would do in the place of a release that does not install.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Ways {
    /// The nearest release that installs beside all the rest: of the same major version if there is one, a later one rather
    /// than an earlier one.
    pub release: Option<Version>,
    /// Whether that release comes as a wheel. Where none does, one has to be built.
    pub is_wheel: bool,
    /// The newest Python of the platform for which the release comes as a wheel, and for which the others that are pinned can
    /// be installed.
    pub python: Option<platform::Version>,
}
