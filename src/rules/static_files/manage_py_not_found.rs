//! PSH609.

use crate::analysis::Facts;
use crate::diagnostic::{Severity, Stage};
use crate::language::Localized;
use crate::rules::{Family, Findings, FixKind, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH609",
    name: "manage-py-not-found",
    since: "0.1.0",
    family: Family::StaticFiles,
    severity: Severity::Warning,
    stage: Stage::Build,
    fix: FixKind::Display,
    summary: Localized { en: "", zh: "" },
    page: Localized { en: include_str!("manage_py_not_found.md"), zh: include_str!("manage_py_not_found.zh.md") },
    check,
};

fn check(_facts: &Facts<'_>, _findings: &mut Findings<'_, '_>) {}
