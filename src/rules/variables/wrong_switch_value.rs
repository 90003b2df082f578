//! PSH702.

use crate::analysis::Facts;
use crate::diagnostic::{Severity, Stage};
use crate::language::Localized;
use crate::rules::{Family, Findings, FixKind, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH702",
    name: "wrong-switch-value",
    since: "0.1.0",
    family: Family::Variables,
    severity: Severity::Warning,
    stage: Stage::Build,
    fix: FixKind::Unsafe,
    summary: Localized { en: "", zh: "" },
    page: Localized { en: include_str!("wrong_switch_value.md"), zh: include_str!("wrong_switch_value.zh.md") },
    check,
};

fn check(_facts: &Facts<'_>, _findings: &mut Findings<'_, '_>) {}
