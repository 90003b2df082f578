//! Places of a project whose content is not here.

use std::collections::BTreeSet;

use super::{Project, SkipReason};
use crate::order;

/// The folders that Git fills from other repositories.
const SUBMODULES: &str = ".gitmodules";

/// What was left out, and what Git fills from other repositories; paths without a final `/`.
pub(super) fn elsewhere(project: &Project) -> BTreeSet<String> {
    let skipped = project.skipped.iter().filter(|skipped| skipped.reason != SkipReason::SingleTopFolder);
    let skipped = skipped.map(|skipped| skipped.path.trim_end_matches('/').to_owned());
    let text = project.text(SUBMODULES);
    let text = text.as_ref().map_or("", |text| text.as_str());
    let paths = text.lines().filter_map(|line| line.trim().strip_prefix("path")?.trim_start().strip_prefix('='));
    order::set(skipped.chain(paths.map(|path| path.trim().trim_end_matches('/').to_owned())))
}
