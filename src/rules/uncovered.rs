//! What a file brings to light that is renamed or made.

use std::sync::Arc;

use crate::analysis::Facts;
use crate::analysis::python::python_files::{Parsed, PythonFiles};
use crate::diagnostic::{Diagnostic, Fix, Safety, apply};
use crate::syntax::python_module::PythonModule;

/// A file that is renamed or made begins to count. What it says is judged as if it were there already: a fix that brings an error
/// is not safe. Where the project is not recognised, most rules are silent, and what they say later was true before.
pub(super) fn weigh(
    facts: &Facts<'_>,
    diagnostics: &mut [Diagnostic],
    known: &[&'static str],
    errors: impl Fn(&Facts<'_>) -> Vec<&'static str>,
) {
    if !facts.is_built_as_python() {
        return;
    }
    for fix in diagnostics.iter_mut().filter_map(|diagnostic| diagnostic.fix.as_mut()) {
        if fix.safety != Safety::Safe || fix.renames.is_empty() && fix.creates.is_empty() {
            continue;
        }
        let fixed = apply(facts.project, &[&*fix]).project;
        let untouched = Untouched { files: facts.files, fix };
        let files = PythonFiles::parsed_elsewhere(&fixed, &untouched, "");
        let found = errors(&Facts::of(&files, facts.predictions, facts.platform, facts.settings));
        let count = |codes: &[&str], code: &str| codes.iter().filter(|other| **other == code).count();
        // What one rule finds stands together, so that each is counted once.
        let mut codes = found.clone();
        codes.dedup();
        if codes.iter().any(|code| count(&found, code) > count(known, code)) {
            fix.safety = Safety::Unsafe;
        }
    }
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
