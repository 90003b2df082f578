//! PSH223.

use crate::analysis::Facts;
use crate::diagnostic::{Severity, Stage};
use crate::language::Localized;
use crate::rules::{Family, Findings, FixKind, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH223",
    name: "overridden-by-platform",
    since: "0.1.0",
    family: Family::Procfile,
    severity: Severity::Info,
    stage: Stage::Release,
    fix: FixKind::None,
    summary: Localized { en: "", zh: "" },
    page: Localized { en: include_str!("overridden_by_platform.md"), zh: include_str!("overridden_by_platform.zh.md") },
    check,
};

fn check(_facts: &Facts<'_>, _findings: &mut Findings<'_, '_>) {}
