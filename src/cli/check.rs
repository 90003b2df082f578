//! `pushready check`.

use std::process::ExitCode;

use super::arguments::{self, Check, ReportFormat};
use super::context::Context;
use super::failure::Failure;
use super::{index, stream};
use crate::report::render::{self, text::Look};

pub(super) fn run(check: &Check, context: &mut Context) -> Result<ExitCode, Failure> {
    let selection = check.choice.selection()?;
    let (input, request) = check.target.read(selection, context.language)?;
    let project = &input.bundle.project;
    let mut index = index::open(&check.asking, &input.configuration, context.language)?;
    let output = index::check(project, &request, &mut index);
    index::close(index, context.language);
    match check.format {
        ReportFormat::Text => {
            let look = Look { language: context.language, color: context.streams.color(), site: arguments::site() };
            context.streams.text(&render::text::render(&output, project, &look))?;
        }
        ReportFormat::Concise => context.streams.text(&render::concise::render(&output))?,
        ReportFormat::Markdown => context.streams.text(&render::markdown::render(&output, context.language))?,
        ReportFormat::Github => stream::data(render::github::render(&output).as_bytes())?,
        ReportFormat::Gitlab => stream::data(render::gitlab::render(&output).as_bytes())?,
        ReportFormat::Sarif => stream::data(render::sarif::render(&output, context.language).as_bytes())?,
        ReportFormat::Junit => stream::data(render::junit::render(&output, context.language).as_bytes())?,
        ReportFormat::Json => stream::data(output.to_json().as_bytes())?,
    }
    let diagnostics = output.reports.iter().flat_map(|report| &report.diagnostics);
    Ok(ExitCode::from(u8::from(check.choice.fail_on.is_reached(diagnostics))))
}
