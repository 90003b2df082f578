//! PSH204.

use crate::analysis::Facts;
use crate::diagnostic::{Severity, Stage};
use crate::language::Localized;
use crate::rules::{Family, Findings, FixKind, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH204",
    name: "extra-space-after-colon",
    since: "0.1.0",
    family: Family::Procfile,
    severity: Severity::Info,
    stage: Stage::Release,
    fix: FixKind::Safe,
    summary: Localized { en: "", zh: "" },
    page: Localized { en: include_str!("extra_space_after_colon.md"), zh: include_str!("extra_space_after_colon.zh.md") },
    check,
};

fn check(_facts: &Facts<'_>, _findings: &mut Findings<'_, '_>) {}
