//! PSH610.

use crate::analysis::Facts;
use crate::diagnostic::{Severity, Stage};
use crate::language::Localized;
use crate::rules::{Family, Findings, FixKind, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH610",
    name: "collectstatic-disabled",
    since: "0.1.0",
    family: Family::StaticFiles,
    severity: Severity::Info,
    stage: Stage::Build,
    fix: FixKind::None,
    summary: Localized { en: "", zh: "" },
    page: Localized { en: include_str!("collectstatic_disabled.md"), zh: include_str!("collectstatic_disabled.zh.md") },
    check,
};

fn check(_facts: &Facts<'_>, _findings: &mut Findings<'_, '_>) {}
