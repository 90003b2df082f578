//! Every rule that applies, asked about one project.

use crate::analysis::{Facts, detection::Builder};
use crate::diagnostic::{Diagnostic, Severity};
use crate::language::Language;
use crate::order;
use crate::platform::{Level, Platform};
use crate::text::lfs;

use super::silence::Silence;
use super::{Family, Findings, Rule, Selection, registry, uncovered};

/// What is wrong with a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// What is said of it, sorted by file, place and code.
    pub diagnostics: Vec<Diagnostic>,
    /// How much more would be said, had the project not asked for silence about it.
    pub silenced: usize,
}

/// Looks for everything that is wrong with a project.
#[must_use]
pub fn run(facts: &Facts<'_>, selection: &Selection, language: Language) -> Judgement {
    let judge = |facts: &Facts<'_>| judge(facts, selection, language);
    let mut diagnostics = judge(facts);
    uncovered::weigh(facts, &mut diagnostics, judge);
    let found = diagnostics.len();
    let silence = Silence::asked_for(facts.project, &diagnostics);
    diagnostics.retain(|diagnostic| !selection.silences(diagnostic) && !silence.covers(diagnostic));
    order::sort_by(&mut diagnostics, |a, b| a.sort_key().cmp(&b.sort_key()));
    keep_first_words(facts.platform, &mut diagnostics);
    Judgement { silenced: found - diagnostics.len(), diagnostics }
}

/// All that the rules find.
fn judge(facts: &Facts<'_>, selection: &Selection, language: Language) -> Vec<Diagnostic> {
    let mut diagnostics = vec![];
    for rule in registry::RULES.iter().filter(|rule| selection.contains(rule) && applies(rule, facts)) {
        let mut findings = Findings::new(rule.usually(facts.platform), facts, language);
        rule.check.run(facts, &mut findings);
        let found = findings.into_diagnostics().into_iter();
        diagnostics.extend(found.filter(|diagnostic| rule.reads_pointers || !is_lfs_pointer(facts, diagnostic)));
    }
    diagnostics
}

/// Whether what is said is said of a file that holds nothing of its own.
fn is_lfs_pointer(facts: &Facts<'_>, diagnostic: &Diagnostic) -> bool {
    let text = diagnostic.file.as_deref().and_then(|file| facts.project.text(file));
    text.is_some_and(|text| lfs::is_pointer(text.as_str()))
}

/// Where the build stops at the first problem, it never comes to print its words about the others.
fn keep_first_words(platform: &Platform, diagnostics: &mut [Diagnostic]) {
    let Some(checks) = &platform.checks else { return };
    let order = |code: &str| checks.value.iter().position(|check| code.starts_with(check.as_str()));
    let stops = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    let Some(first) = stops.filter_map(|diagnostic| order(diagnostic.code)).min() else { return };
    for diagnostic in diagnostics {
        if order(diagnostic.code).is_some_and(|place| place > first) {
            diagnostic.platform_says = None;
        }
    }
}

/// Where a Dockerfile is built, nothing but the recognition matters.
fn applies(rule: &Rule, facts: &Facts<'_>) -> bool {
    rule.level(facts.platform) != Some(Level::Off)
        && (rule.family == Family::Detection || facts.detection.builder != Some(Builder::Dockerfile))
}
