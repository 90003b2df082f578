//! PSH104.

use crate::analysis::Facts;
use crate::diagnostic::{Severity, Stage};
use crate::language::Localized;
use crate::rules::{Family, Findings, FixKind, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH104",
    name: "dockerfile-wins",
    since: "0.1.0",
    family: Family::Detection,
    severity: Severity::Info,
    stage: Stage::Detect,
    fix: FixKind::None,
    summary: Localized { en: "", zh: "" },
    page: Localized { en: include_str!("dockerfile_wins.md"), zh: include_str!("dockerfile_wins.zh.md") },
    check,
};

fn check(_facts: &Facts<'_>, _findings: &mut Findings<'_, '_>) {}
