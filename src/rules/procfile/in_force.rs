//! How much it matters what stands in the project's file.

use crate::analysis::Facts;
use crate::analysis::procfile::processes::Source;
use crate::diagnostic::Severity;

/// Where the platform's Procfile replaces the file, nothing in the file can break anything: it is good to know.
pub(super) fn severity(facts: &Facts<'_>, severity: Severity) -> Severity {
    if facts.procfile.source == Source::Override { Severity::Info } else { severity }
}
