//! PSH212.

use crate::analysis::Facts;
use crate::diagnostic::{Severity, Stage};
use crate::language::Localized;
use crate::rules::{Family, Findings, FixKind, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH212",
    name: "duplicate-process",
    since: "0.1.0",
    family: Family::Procfile,
    severity: Severity::Warning,
    stage: Stage::Release,
    fix: FixKind::Unsafe,
    summary: Localized { en: "", zh: "" },
    page: Localized { en: include_str!("duplicate_process.md"), zh: include_str!("duplicate_process.zh.md") },
    check,
};

fn check(_facts: &Facts<'_>, _findings: &mut Findings<'_, '_>) {}
