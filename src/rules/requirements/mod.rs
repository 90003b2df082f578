//! The requirements.

pub(super) mod abandoned_package;
pub(super) mod addition;
pub(super) mod broken_freeze_line;
pub(super) mod credentials_in_url;
pub(super) mod duplicate_requirement;
pub(super) mod git_lfs_pointer;
pub(super) mod import_name_as_package;
pub(super) mod imported_but_not_required;
pub(super) mod insecure_index;
pub(super) mod known_broken_combination;
pub(super) mod large_package;
mod listed;
pub(super) mod local_path;
pub(super) mod missing_included_file;
pub(super) mod no_release_for_python;
pub(super) mod outdated_lock_file;
mod pip_words;
pub(super) mod platform_only_package;
pub(super) mod refused_metadata;
pub(super) mod source_only_package;
pub(super) mod standard_library_package;
mod suggestion;
pub(super) mod unpinned_requirement;
pub(super) mod unreadable_requirement;
pub(super) mod vcs_requirement;
mod why;
pub(super) mod wrong_encoding;

use crate::analysis::Facts;
use crate::analysis::package_manager::PackageManager;
use crate::analysis::requirements::Followed;
use crate::diagnostic::FixBuilder;
use crate::platform::Series;
use crate::rules::Finding;
use crate::syntax::requirements::Line;

const BOM: char = '\u{feff}';

/// Whether the platform gives the project's `requirements.txt` to pip.
fn pip_reads_them(facts: &Facts<'_>) -> bool {
    facts.is_built_as_python() && facts.package_manager.as_ref().is_some_and(PackageManager::reads_requirements)
}

/// The requirements files that pip reads on the platform.
fn files<'f>(facts: &'f Facts<'_>) -> &'f [Followed] {
    if pip_reads_them(facts) { &facts.requirements.files } else { &[] }
}

/// All lines of these files, with the file.
fn lines<'f>(facts: &'f Facts<'_>) -> impl Iterator<Item = (&'f Followed, &'f Line)> {
    files(facts).iter().flat_map(|file| file.file.lines.iter().map(move |line| (file, line)))
}

/// The platform's pip.
fn pip(facts: &Facts<'_>) -> Series {
    facts.platform.install.pip.value
}

/// The number of a line in its file, from 1.
fn number(facts: &Facts<'_>, file: &Followed, line: &Line) -> Option<usize> {
    Some(facts.project.text(&file.path)?.position(line.range.start).line)
}

/// Whether edits can be made in a file: they are written as UTF-8.
fn is_editable(facts: &Facts<'_>, path: &str) -> bool {
    facts.project.text(path).is_some_and(|text| text.encoding.is_utf8())
}

/// A fix with the deletion of a line and its end; a byte order mark before it stays.
fn delete(fix: FixBuilder, facts: &Facts<'_>, file: &Followed, line: &Line) -> FixBuilder {
    let text = facts.project.text(&file.path);
    let mark = text.filter(|text| line.range.start == 0 && text.as_str().starts_with(BOM)).map_or(0, |_| BOM.len_utf8());
    fix.edit(&file.path, line.range.start + mark..line.range.end, "")
}

/// A finding with a fix, if there is one.
fn mended<M: crate::rules::Message>(finding: Finding<M>, fix: Option<FixBuilder>) -> Finding<M> {
    finding.fix(fix)
}
