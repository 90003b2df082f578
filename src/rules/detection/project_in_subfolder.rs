//! PSH103.

use crate::analysis::Facts;
use crate::diagnostic::{Severity, Stage};
use crate::language::Localized;
use crate::rules::{Family, Findings, FixKind, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH103",
    name: "project-in-subfolder",
    since: "0.1.0",
    family: Family::Detection,
    severity: Severity::Error,
    stage: Stage::Detect,
    fix: FixKind::Display,
    summary: Localized { en: "", zh: "" },
    page: Localized { en: include_str!("project_in_subfolder.md"), zh: include_str!("project_in_subfolder.zh.md") },
    check,
};

fn check(_facts: &Facts<'_>, _findings: &mut Findings<'_, '_>) {}
