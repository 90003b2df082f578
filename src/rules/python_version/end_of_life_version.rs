//! PSH404.

use crate::analysis::Facts;
use crate::diagnostic::{Severity, Stage};
use crate::language::Localized;
use crate::rules::{Family, Findings, FixKind, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH404",
    name: "end-of-life-version",
    since: "0.1.0",
    family: Family::PythonVersion,
    severity: Severity::Warning,
    stage: Stage::Build,
    fix: FixKind::Unsafe,
    summary: Localized { en: "", zh: "" },
    page: Localized { en: include_str!("end_of_life_version.md"), zh: include_str!("end_of_life_version.zh.md") },
    check,
};

fn check(_facts: &Facts<'_>, _findings: &mut Findings<'_, '_>) {}
