//! PSH214.

use crate::analysis::Facts;
use crate::diagnostic::{Severity, Stage};
use crate::language::Localized;
use crate::rules::{Family, Findings, FixKind, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH214",
    name: "invalid-process-name",
    since: "0.1.0",
    family: Family::Procfile,
    severity: Severity::Warning,
    stage: Stage::Release,
    fix: FixKind::Unsafe,
    summary: Localized { en: "", zh: "" },
    page: Localized { en: include_str!("invalid_process_name.md"), zh: include_str!("invalid_process_name.zh.md") },
    check,
};

fn check(_facts: &Facts<'_>, _findings: &mut Findings<'_, '_>) {}
