//! PSH503.

use crate::analysis::Facts;
use crate::diagnostic::{Severity, Stage};
use crate::language::Localized;
use crate::rules::{Family, Findings, FixKind, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH503",
    name: "missing-included-file",
    since: "0.1.0",
    family: Family::Requirements,
    severity: Severity::Error,
    stage: Stage::Build,
    fix: FixKind::Display,
    summary: Localized { en: "", zh: "" },
    page: Localized { en: include_str!("missing_included_file.md"), zh: include_str!("missing_included_file.zh.md") },
    check,
};

fn check(_facts: &Facts<'_>, _findings: &mut Findings<'_, '_>) {}
