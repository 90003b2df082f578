//! `pushready explain`.

use std::process::ExitCode;

use super::arguments::Explain;
use super::context::Context;
use super::failure::Failure;
use super::request::unknown_rule;
use crate::report::render::text::lists;

pub(super) fn run(arguments: &Explain, context: &mut Context) -> Result<ExitCode, Failure> {
    let page = lists::page(&arguments.rule, context.language, context.streams.color());
    context.streams.paged(&page.ok_or_else(|| unknown_rule(arguments.rule.clone()))?)?;
    Ok(ExitCode::SUCCESS)
}
