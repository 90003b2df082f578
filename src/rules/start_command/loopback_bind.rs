//! PSH309.

use crate::analysis::Facts;
use crate::diagnostic::{Severity, Stage};
use crate::language::Localized;
use crate::rules::{Family, Findings, FixKind, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH309",
    name: "loopback-bind",
    since: "0.1.0",
    family: Family::StartCommand,
    severity: Severity::Error,
    stage: Stage::Run,
    fix: FixKind::Safe,
    summary: Localized { en: "", zh: "" },
    page: Localized { en: include_str!("loopback_bind.md"), zh: include_str!("loopback_bind.zh.md") },
    check,
};

fn check(_facts: &Facts<'_>, _findings: &mut Findings<'_, '_>) {}
