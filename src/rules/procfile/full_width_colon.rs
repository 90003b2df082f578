//! PSH207.

use crate::analysis::Facts;
use crate::diagnostic::{Severity, Stage};
use crate::language::Localized;
use crate::rules::{Family, Findings, FixKind, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH207",
    name: "full-width-colon",
    since: "0.1.0",
    family: Family::Procfile,
    severity: Severity::Error,
    stage: Stage::Release,
    fix: FixKind::Safe,
    summary: Localized { en: "", zh: "" },
    page: Localized { en: include_str!("full_width_colon.md"), zh: include_str!("full_width_colon.zh.md") },
    check,
};

fn check(_facts: &Facts<'_>, _findings: &mut Findings<'_, '_>) {}
