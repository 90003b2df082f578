//! The requirements.

pub(super) mod broken_freeze_line;
pub(super) mod credentials_in_url;
pub(super) mod imported_but_not_required;
pub(super) mod known_broken_combination;
pub(super) mod missing_included_file;
pub(super) mod no_release_for_python;
mod pip_words;
mod suggestion;
pub(super) mod unreadable_requirement;
mod why;
pub(super) mod wrong_encoding;

use crate::analysis::Facts;
use crate::analysis::package_manager::PackageManager;
use crate::analysis::requirements::Followed;
use crate::platform::Series;
use crate::syntax::requirements::Line;

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
