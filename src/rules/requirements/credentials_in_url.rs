//! PSH513.

use crate::analysis::Facts;
use crate::diagnostic::{Severity, Stage};
use crate::language::Localized;
use crate::rules::{Family, Findings, FixKind, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH513",
    name: "credentials-in-url",
    since: "0.1.0",
    family: Family::Requirements,
    severity: Severity::Warning,
    stage: Stage::Build,
    fix: FixKind::Display,
    summary: Localized { en: "", zh: "" },
    page: Localized { en: include_str!("credentials_in_url.md"), zh: include_str!("credentials_in_url.zh.md") },
    check,
};

fn check(_facts: &Facts<'_>, _findings: &mut Findings<'_, '_>) {}
