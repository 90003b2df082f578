//! `pushready rules`.

use std::process::ExitCode;

use super::arguments::{ListFormat, Rules};
use super::context::Context;
use super::failure::Failure;
use super::json;
use crate::report::render::text::lists;
use crate::rules::registry::{RULES, RuleSummary};

pub(super) fn run(arguments: &Rules, context: &mut Context) -> Result<ExitCode, Failure> {
    match arguments.format {
        ListFormat::Text => context.streams.paged(&lists::rules(context.language, context.streams.color()))?,
        ListFormat::Json => {
            let rules: Vec<RuleSummary> = RULES.iter().map(|rule| RuleSummary::of(rule, context.language)).collect();
            json::document(&rules)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
