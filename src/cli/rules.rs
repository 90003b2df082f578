//! `pushready rules`.

use std::process::ExitCode;

use anstyle::Style;

use super::arguments::{ListFormat, Rules};
use super::context::Context;
use super::failure::Failure;
use super::{json, stream};
use crate::language::Language;
use crate::rules::registry::{RULES, RuleSummary};
use crate::rules::{FixKind, Rule};

pub(super) fn run(arguments: &Rules, context: &mut Context) -> Result<ExitCode, Failure> {
    match arguments.format {
        ListFormat::Text => context.streams.paged(&table(context.language, context.streams.color()))?,
        ListFormat::Json => {
            let rules: Vec<RuleSummary> = RULES.iter().map(|rule| RuleSummary::of(rule, context.language)).collect();
            stream::data(&json::document(&rules))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn table(language: Language, color: bool) -> String {
    let bold = if color { Style::new().bold() } else { Style::new() };
    let row = |rule: &&Rule| {
        let RuleSummary { code, name, summary, stage, severity, fix, .. } = RuleSummary::of(rule, language);
        let words = [severity.name(), stage.name(), fix_words(fix, language)].join(", ");
        format!("{bold}{code}{bold:#}  {bold}{name:<32}{bold:#}  {words}\n        {summary}\n")
    };
    RULES.iter().map(row).collect()
}

fn fix_words(fix: FixKind, language: Language) -> &'static str {
    match fix {
        FixKind::Safe => language.pick("safe fix", "安全修复"),
        FixKind::Unsafe => language.pick("unsafe fix", "需核对的修复"),
        FixKind::Display => language.pick("fix by hand", "手动修复"),
        FixKind::None => language.pick("no fix", "无修复"),
    }
}
