//! `pushready check`.

use std::process::ExitCode;

use super::Context;
use super::arguments::{Check, ReportFormat};
use super::failure::Failure;
use super::stream;
use crate::report::render;

pub(super) fn run(arguments: &Check, context: &mut Context) -> Result<ExitCode, Failure> {
    let selection = arguments.choice.selection()?;
    let (input, request) = arguments.target.read(selection, context.language)?;
    let project = &input.bundle.project;
    let output = crate::check(project, &request);
    match arguments.format {
        ReportFormat::Text => {
            context.streams.text(&render::text::render(&output, project, context.language, context.streams.color()))?;
        }
        ReportFormat::Concise => context.streams.text(&render::concise::render(&output))?,
        ReportFormat::Json => stream::data(output.to_json().as_bytes())?,
    }
    Ok(ExitCode::from(u8::from(arguments.choice.fail_on.is_reached(&output))))
}
