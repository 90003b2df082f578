//! PSH403.

use crate::analysis::Facts;
use crate::diagnostic::{Severity, Stage};
use crate::language::Localized;
use crate::rules::{Family, Findings, FixKind, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH403",
    name: "version-not-available",
    since: "0.1.0",
    family: Family::PythonVersion,
    severity: Severity::Error,
    stage: Stage::Build,
    fix: FixKind::Unsafe,
    summary: Localized { en: "", zh: "" },
    page: Localized { en: include_str!("version_not_available.md"), zh: include_str!("version_not_available.zh.md") },
    check,
};

fn check(_facts: &Facts<'_>, _findings: &mut Findings<'_, '_>) {}
