//! PSH213.

use crate::analysis::Facts;
use crate::diagnostic::{Severity, Stage};
use crate::language::Localized;
use crate::rules::{Family, Findings, FixKind, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH213",
    name: "no-web-process",
    since: "0.1.0",
    family: Family::Procfile,
    severity: Severity::Error,
    stage: Stage::Boot,
    fix: FixKind::Display,
    summary: Localized { en: "", zh: "" },
    page: Localized { en: include_str!("no_web_process.md"), zh: include_str!("no_web_process.zh.md") },
    check,
};

fn check(_facts: &Facts<'_>, _findings: &mut Findings<'_, '_>) {}
