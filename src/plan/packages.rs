//! The packages that a build installs, where all of them are known.

use serde::Serialize;

use crate::analysis::Facts;
use crate::index::predict::Package;

/// A package that is installed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PlannedPackage {
    /// Its normalised name.
    pub name: String,
    /// The release.
    pub version: String,
    /// As what it comes.
    pub form: Form,
    /// The size of the file in bytes, where the index says it.
    pub bytes: Option<u64>,
    /// The normalised names of the packages that require it; empty where only the project does.
    pub required_by: Vec<String>,
}

/// As what a package comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// Ready to be unpacked.
    Wheel,
    /// To be built.
    Source,
}

/// All packages that pip installs, sorted by name; empty where some of them are not known.
pub(super) fn packages(facts: &Facts<'_>) -> Vec<PlannedPackage> {
    let predicted = facts.predicted().filter(|predicted| predicted.is_whole());
    predicted.map_or_else(Vec::new, |predicted| predicted.prediction.packages.iter().map(planned).collect())
}

fn planned(package: &Package) -> PlannedPackage {
    PlannedPackage {
        name: package.name.clone(),
        version: package.version.to_string(),
        form: if package.is_wheel { Form::Wheel } else { Form::Source },
        bytes: package.bytes,
        required_by: package.required_by.clone(),
    }
}
