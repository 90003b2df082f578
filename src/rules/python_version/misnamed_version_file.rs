//! PSH409.

use crate::analysis::Facts;
use crate::diagnostic::{Severity, Stage};
use crate::language::Localized;
use crate::rules::{Family, Findings, FixKind, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH409",
    name: "misnamed-version-file",
    since: "0.1.0",
    family: Family::PythonVersion,
    severity: Severity::Error,
    stage: Stage::Build,
    fix: FixKind::Safe,
    summary: Localized { en: "", zh: "" },
    page: Localized { en: include_str!("misnamed_version_file.md"), zh: include_str!("misnamed_version_file.zh.md") },
    check,
};

fn check(_facts: &Facts<'_>, _findings: &mut Findings<'_, '_>) {}
