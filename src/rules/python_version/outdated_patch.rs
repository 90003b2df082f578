//! PSH406.

use crate::analysis::Facts;
use crate::diagnostic::{Severity, Stage};
use crate::language::Localized;
use crate::rules::{Family, Findings, FixKind, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH406",
    name: "outdated-patch",
    since: "0.1.0",
    family: Family::PythonVersion,
    severity: Severity::Info,
    stage: Stage::Build,
    fix: FixKind::Unsafe,
    summary: Localized { en: "", zh: "" },
    page: Localized { en: include_str!("outdated_patch.md"), zh: include_str!("outdated_patch.zh.md") },
    check,
};

fn check(_facts: &Facts<'_>, _findings: &mut Findings<'_, '_>) {}
