//! Every rule that applies, asked about one project.

use crate::analysis::{Facts, detection::Builder};
use crate::diagnostic::{Diagnostic, Severity};
use crate::language::Language;
use crate::order;
use crate::platform::{Level, Platform};

use super::findings::Found;
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
    let Found { errors, diagnostics } = judge(facts, selection, language, true);
    let mut diagnostics = diagnostics.unwrap_or_default();
    uncovered::weigh(facts, &mut diagnostics, &errors, |facts| judge(facts, selection, language, false).errors);
    let found = diagnostics.len();
    let silence = Silence::asked_for(facts.project, &diagnostics);
    diagnostics.retain(|diagnostic| !selection.silences(diagnostic) && !silence.covers(diagnostic));
    order::sort_by(&mut diagnostics, |a, b| a.sort_key().cmp(&b.sort_key()));
    diagnostics.shrink_to_fit();
    keep_first_words(facts.platform, &mut diagnostics);
    Judgement { silenced: found - diagnostics.len(), diagnostics }
}

/// All that the rules find, and what is said of it if that is read.
fn judge(facts: &Facts<'_>, selection: &Selection, language: Language, is_read: bool) -> Found {
    let mut found = Found { errors: vec![], diagnostics: is_read.then(Vec::new) };
    for rule in registry::RULES.iter().filter(|rule| selection.contains(rule) && applies(rule, facts)) {
        rule.check.run(facts, &mut Findings::new(rule.usually(facts.platform), facts, language, &mut found));
    }
    found
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
