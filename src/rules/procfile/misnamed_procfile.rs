//! PSH202.

use crate::analysis::Facts;
use crate::diagnostic::{Severity, Stage};
use crate::language::Localized;
use crate::rules::{Family, Findings, FixKind, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH202",
    name: "misnamed-procfile",
    since: "0.1.0",
    family: Family::Procfile,
    severity: Severity::Error,
    stage: Stage::PreCompile,
    fix: FixKind::Safe,
    summary: Localized { en: "", zh: "" },
    page: Localized { en: include_str!("misnamed_procfile.md"), zh: include_str!("misnamed_procfile.zh.md") },
    check,
};

fn check(_facts: &Facts<'_>, _findings: &mut Findings<'_, '_>) {}
