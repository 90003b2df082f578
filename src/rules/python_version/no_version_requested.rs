//! PSH401.

use crate::analysis::Facts;
use crate::diagnostic::{Severity, Stage};
use crate::language::Localized;
use crate::rules::{Family, Findings, FixKind, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH401",
    name: "no-version-requested",
    since: "0.1.0",
    family: Family::PythonVersion,
    severity: Severity::Info,
    stage: Stage::Build,
    fix: FixKind::Safe,
    summary: Localized { en: "", zh: "" },
    page: Localized { en: include_str!("no_version_requested.md"), zh: include_str!("no_version_requested.zh.md") },
    check,
};

fn check(_facts: &Facts<'_>, _findings: &mut Findings<'_, '_>) {}
