//! `pushready check`.

use std::process::ExitCode;

use super::arguments::{self, Check, ReportFormat};
use super::context::Context;
use super::failure::Failure;
use super::input::{Contents, shown};
use super::progress::Spinner;
use super::{index, json, many, stream, watch};
use crate::report::render::gitlab::Entries;
use crate::report::render::sarif::Log;
use crate::report::render::{self, text::Look};

/// So many problems of a platform are drawn as soon as they are known; of more, none is before it is written, since they take memory.
const AT_ONCE: usize = 100;

pub(super) fn run(check: &Check, context: &mut Context) -> Result<ExitCode, Failure> {
    if check.watch { watch::run(check, context, once) } else { once(check, context) }
}

/// One check, of one project or many.
fn once(check: &Check, context: &Context) -> Result<ExitCode, Failure> {
    if many::is_asked(check) { many::run(check, context) } else { one(check, context) }
}

fn one(check: &Check, context: &Context) -> Result<ExitCode, Failure> {
    let language = context.language;
    let spinner = Spinner::checking(&shown(&check.target.path), language);
    let (input, request) = check.target.wanted(check.choice.selection()?, language)?.read(&check.target.path, Contents::Read)?;
    let project = &input.bundle.project;
    let mut index = index::open(&check.asking, &input.configuration, language)?;
    let spinner = spinner.unless(index.is_some());
    let look = Look { language, color: context.streams.color(), site: arguments::site() };
    let (output, blocks) = index::check_alone_and(project, &request, &mut index, |report| {
        let is_soon = matches!(check.format, ReportFormat::Text) && report.diagnostics.len() <= AT_ONCE;
        is_soon.then(|| render::text::block(report, project, &look))
    });
    index::close(index, language);
    drop(spinner);
    match check.format {
        ReportFormat::Text => context.streams.texts(render::text::parts(&output, project, &look, blocks))?,
        ReportFormat::Concise => context.streams.text(&render::concise::render(&output))?,
        ReportFormat::Markdown => context.streams.text(&render::markdown::render(&output, language))?,
        ReportFormat::Github => stream::data(render::github::render(&output).as_bytes())?,
        ReportFormat::Gitlab => json::document(&Entries::of(std::slice::from_ref(&output)))?,
        ReportFormat::Sarif => json::document(&Log::of(std::slice::from_ref(&output), language))?,
        ReportFormat::Junit => stream::data(render::junit::render(&output, language).as_bytes())?,
        ReportFormat::Json => json::document(&output)?,
        ReportFormat::Jsonl => json::line(&output)?,
    }
    let diagnostics = output.reports.iter().flat_map(|report| &report.diagnostics);
    Ok(ExitCode::from(u8::from(check.choice.fail_on.is_reached(diagnostics))))
}
