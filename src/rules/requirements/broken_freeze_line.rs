//! PSH506.

use crate::analysis::Facts;
use crate::diagnostic::{Severity, Stage};
use crate::language::Localized;
use crate::rules::{Family, Findings, FixKind, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH506",
    name: "broken-freeze-line",
    since: "0.1.0",
    family: Family::Requirements,
    severity: Severity::Error,
    stage: Stage::Build,
    fix: FixKind::Safe,
    summary: Localized { en: "", zh: "" },
    page: Localized { en: include_str!("broken_freeze_line.md"), zh: include_str!("broken_freeze_line.zh.md") },
    check,
};

fn check(_facts: &Facts<'_>, _findings: &mut Findings<'_, '_>) {}
