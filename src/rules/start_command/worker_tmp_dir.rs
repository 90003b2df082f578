//! PSH313.

use crate::analysis::Facts;
use crate::diagnostic::{Severity, Stage};
use crate::language::Localized;
use crate::rules::{Family, Findings, FixKind, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH313",
    name: "worker-tmp-dir",
    since: "0.1.0",
    family: Family::StartCommand,
    severity: Severity::Warning,
    stage: Stage::Run,
    fix: FixKind::Safe,
    summary: Localized { en: "", zh: "" },
    page: Localized { en: include_str!("worker_tmp_dir.md"), zh: include_str!("worker_tmp_dir.zh.md") },
    check,
};

fn check(_facts: &Facts<'_>, _findings: &mut Findings<'_, '_>) {}
