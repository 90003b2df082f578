//! PSH304.

use crate::analysis::Facts;
use crate::diagnostic::{Severity, Stage};
use crate::language::Localized;
use crate::rules::{Family, Findings, FixKind, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH304",
    name: "server-not-installed",
    since: "0.1.0",
    family: Family::StartCommand,
    severity: Severity::Error,
    stage: Stage::Boot,
    fix: FixKind::Safe,
    summary: Localized { en: "", zh: "" },
    page: Localized { en: include_str!("server_not_installed.md"), zh: include_str!("server_not_installed.zh.md") },
    check,
};

fn check(_facts: &Facts<'_>, _findings: &mut Findings<'_, '_>) {}
