//! `pushready explain`.

use std::process::ExitCode;

use anstyle::Style;

use super::arguments::Explain;
use super::context::Context;
use super::failure::Failure;
use super::request::unknown_rule;
use crate::rules::Rule;
use crate::rules::registry::RULES;

pub(super) fn run(arguments: &Explain, context: &mut Context) -> Result<ExitCode, Failure> {
    let is_meant = |rule: &&&Rule| rule.code.eq_ignore_ascii_case(&arguments.rule) || rule.name == arguments.rule;
    // A name may be that of two rules, in two families.
    let pages: Vec<&str> = RULES.iter().filter(is_meant).map(|rule| rule.page.get(context.language)).collect();
    if pages.is_empty() {
        return Err(unknown_rule(arguments.rule.clone()));
    }
    let text = pages.join("\n");
    context.streams.paged(&if context.streams.color() { styled(&text) } else { text })?;
    Ok(ExitCode::SUCCESS)
}

/// The page with its headings in bold; a `#` inside a fenced block is no heading.
fn styled(page: &str) -> String {
    let bold = Style::new().bold();
    let mut fenced = false;
    let style = |line: &str| {
        fenced ^= line.starts_with("```");
        if line.starts_with('#') && !fenced { format!("{bold}{line}{bold:#}\n") } else { format!("{line}\n") }
    };
    page.lines().map(style).collect()
}
