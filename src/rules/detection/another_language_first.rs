//! PSH105.

use crate::analysis::Facts;
use crate::diagnostic::{Severity, Stage};
use crate::language::Localized;
use crate::rules::{Family, Findings, FixKind, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH105",
    name: "another-language-first",
    since: "0.1.0",
    family: Family::Detection,
    severity: Severity::Warning,
    stage: Stage::Detect,
    fix: FixKind::None,
    summary: Localized { en: "", zh: "" },
    page: Localized { en: include_str!("another_language_first.md"), zh: include_str!("another_language_first.zh.md") },
    check,
};

fn check(_facts: &Facts<'_>, _findings: &mut Findings<'_, '_>) {}
