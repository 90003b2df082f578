//! What a file brings to light that is renamed or made.

use std::sync::Arc;

use crate::analysis::Facts;
use crate::analysis::procfile::processes::{PROCFILE, Source};
use crate::analysis::python::python_files::{Parsed, PythonFiles};
use crate::diagnostic::{Diagnostic, Edit, Fix, Safety, Severity, Stage, apply};
use crate::platform::VersionSource;
use crate::syntax::python_module::PythonModule;
use crate::text::Text;

/// A file that is renamed or made begins to count, and so may one that held nothing or was not read. What it says is judged as if it were there
/// already: a fix that brings an error is not safe. Where the project is not recognised, most rules are silent, and what they say later was true before; but it is no
/// small thing to be recognised, where that is not what the fix is for.
pub(super) fn weigh(
    facts: &Facts<'_>,
    diagnostics: &mut [Diagnostic],
    known: &[&'static str],
    errors: impl Fn(&Facts<'_>) -> Vec<&'static str>,
) {
    let is_recognised = facts.is_built_as_python();
    for Diagnostic { fix, stage, severity, .. } in diagnostics {
        let Some(fix) = fix.as_mut().filter(|fix| fix.safety == Safety::Safe) else { continue };
        let is_meant_for_it = !is_recognised && *stage == Stage::Detect;
        if is_meant_for_it || fix.renames.is_empty() && fix.creates.is_empty() && !makes_count(facts, fix, *severity) {
            continue;
        }
        let fixed = apply(facts.project, &[&*fix]).project;
        let untouched = Untouched { files: facts.files, fix };
        let files = PythonFiles::parsed_elsewhere(&fixed, &untouched, "");
        let fixed = Facts::of(&files, facts.predictions, facts.platform, facts.settings);
        let is_unsafe = if is_recognised { are_more(&errors(&fixed), known) } else { fixed.is_built_as_python() };
        if is_unsafe {
            fix.safety = Safety::Unsafe;
        }
    }
}

/// Whether a fix makes count what its file says: in a Procfile that holds nothing but comments or stands beside one that is set on the
/// platform, in a file that could not be read, or in one that asks for a Python. Where an error is mended, the platform had not come to what stands behind it, or has read it already.
fn makes_count(facts: &Facts<'_>, fix: &Fix, severity: Severity) -> bool {
    let says_nothing = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
    let is_empty = |text: &Text<'_>| text.as_str().split(['\n', '\r']).all(says_nothing);
    let asks_for_python = |file: &str| VersionSource::OF_OWN_FILE.iter().any(|source| source.file() == Some(file));
    let is_beside = facts.platform.procfile.keeps_file() && facts.procfile.source == Source::Override;
    fix.edits.iter().any(|Edit { file, .. }| {
        let text = facts.project.text(file);
        let is_unread = || asks_for_python(file) || text.as_ref().is_some_and(|text| !text.encoding.is_utf8());
        (severity != Severity::Error && is_unread()) || (file == PROCFILE && (is_beside || text.as_ref().is_some_and(is_empty)))
    })
}

/// Whether there are more errors of some code. What one rule finds stands together.
fn are_more(errors: &[&str], known: &[&str]) -> bool {
    let count = |codes: &[&str], code: &str| codes.iter().filter(|other| **other == code).count();
    errors.chunk_by(|one, next| one == next).any(|codes| codes.len() > count(known, codes[0]))
}

/// The Python files that a fix leaves as they are, which need not be parsed again.
#[derive(Debug)]
struct Untouched<'f, 'p> {
    files: &'f PythonFiles<'p>,
    fix: &'f Fix,
}

impl Parsed for Untouched<'_, '_> {
    fn module(&self, path: &str) -> Option<Arc<PythonModule>> {
        if self.fix.touched().contains(path) { None } else { self.files.module(path) }
    }
}
