//! PSH219.

use crate::analysis::Facts;
use crate::diagnostic::{Severity, Stage};
use crate::language::Localized;
use crate::rules::{Family, Findings, FixKind, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH219",
    name: "merge-conflict-marker",
    since: "0.1.0",
    family: Family::Procfile,
    severity: Severity::Error,
    stage: Stage::Build,
    fix: FixKind::Display,
    summary: Localized { en: "", zh: "" },
    page: Localized { en: include_str!("merge_conflict_marker.md"), zh: include_str!("merge_conflict_marker.zh.md") },
    check,
};

fn check(_facts: &Facts<'_>, _findings: &mut Findings<'_, '_>) {}
