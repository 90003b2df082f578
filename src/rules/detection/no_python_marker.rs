//! PSH101.

use crate::analysis::Facts;
use crate::diagnostic::{Severity, Stage};
use crate::language::Localized;
use crate::rules::{Family, Findings, FixKind, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH101",
    name: "no-python-marker",
    since: "0.1.0",
    family: Family::Detection,
    severity: Severity::Error,
    stage: Stage::Detect,
    fix: FixKind::Safe,
    summary: Localized { en: "", zh: "" },
    page: Localized { en: include_str!("no_python_marker.md"), zh: include_str!("no_python_marker.zh.md") },
    check,
};

fn check(_facts: &Facts<'_>, _findings: &mut Findings<'_, '_>) {}
