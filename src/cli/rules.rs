//! `pushready rules`.

use std::process::ExitCode;

use anstyle::Style;
use serde::Serialize;

use super::Context;
use super::arguments::{ListFormat, Rules};
use super::failure::Failure;
use super::{json, stream};
use crate::diagnostic::{Severity, Stage};
use crate::language::Language;
use crate::rules::registry::RULES;
use crate::rules::{FixKind, Rule};

/// A rule as programs read it.
#[derive(Serialize)]
struct Entry {
    code: &'static str,
    name: &'static str,
    summary: &'static str,
    stage: Stage,
    severity: Severity,
    fix: FixKind,
    since: &'static str,
}

pub(super) fn run(arguments: &Rules, context: &mut Context) -> Result<ExitCode, Failure> {
    match arguments.format {
        ListFormat::Text => context.streams.text(&table(context.language, context.streams.color()))?,
        ListFormat::Json => {
            let entries: Vec<Entry> = RULES.iter().map(|rule| entry(rule, context.language)).collect();
            stream::data(&json::document(&entries))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn entry(rule: &Rule, language: Language) -> Entry {
    let Rule { code, name, stage, severity, fix, since, summary, .. } = *rule;
    Entry { code, name, summary: summary.get(language), stage, severity, fix, since }
}

fn table(language: Language, color: bool) -> String {
    let bold = if color { Style::new().bold() } else { Style::new() };
    let row = |rule: &&Rule| {
        let Entry { code, name, summary, stage, severity, fix, .. } = entry(rule, language);
        let words = [json::word(&severity), json::word(&stage), fix_words(fix, language).to_owned()].join(", ");
        format!("{bold}{code}{bold:#}  {bold}{name:<32}{bold:#}  {words}\n        {summary}\n")
    };
    RULES.iter().map(row).collect()
}

fn fix_words(fix: FixKind, language: Language) -> &'static str {
    match (fix, language) {
        (FixKind::Safe, Language::En) => "safe fix",
        (FixKind::Safe, Language::Zh) => "安全修复",
        (FixKind::Unsafe, Language::En) => "unsafe fix",
        (FixKind::Unsafe, Language::Zh) => "需核对的修复",
        (FixKind::Display, Language::En) => "fix by hand",
        (FixKind::Display, Language::Zh) => "手动修复",
        (FixKind::None, Language::En) => "no fix",
        (FixKind::None, Language::Zh) => "无修复",
    }
}
