//! Places of a project whose content is not here.

use std::collections::BTreeSet;

use crate::order;

/// What Git fills from other repositories.
pub(super) const SUBMODULES: &str = ".gitmodules";

/// What was left out, and what Git fills by the text of [`SUBMODULES`]; paths without a final `/`.
pub(super) fn elsewhere<'p>(left_out: impl Iterator<Item = &'p str>, submodules: &'p str) -> BTreeSet<String> {
    let paths = submodules.lines().filter_map(|line| line.trim().strip_prefix("path")?.trim_start().strip_prefix('='));
    order::set(left_out.chain(paths.map(str::trim)).map(|path| path.trim_end_matches('/').to_owned()))
}
