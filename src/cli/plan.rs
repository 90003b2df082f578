//! `pushready plan`.

use std::process::ExitCode;

use anstyle::Style;
use serde::Serialize;

use super::Context;
use super::arguments::{ListFormat, Plan as Arguments};
use super::failure::Failure;
use super::{index, json, stream};
use crate::language::{Language, say};
use crate::plan::{Plan, Step};
use crate::report::{PlatformSummary, Report};
use crate::rules::Selection;
use crate::text::shell;
use crate::text::visible;

/// The version of the JSON.
const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Plans<'a> {
    schema: u32,
    plans: Vec<PlatformPlan<'a>>,
}

#[derive(Serialize)]
struct PlatformPlan<'a> {
    platform: &'a PlatformSummary,
    plan: &'a Plan,
}

pub(super) fn run(arguments: &Arguments, context: &mut Context) -> Result<ExitCode, Failure> {
    let (input, request) = arguments.target.read(Selection::default(), context.language)?;
    let index = index::open(&arguments.asking, &input.configuration, context.language)?;
    let output = crate::check(&input.bundle.project, &request);
    index::close(index, context.language);
    match arguments.format {
        ListFormat::Text => {
            let blocks = output.reports.iter().map(|report| text(report, context.language, context.streams.color()));
            context.streams.text(&blocks.collect::<Vec<_>>().join("\n"))?;
        }
        ListFormat::Json => {
            let plans = output.reports.iter().map(|report| PlatformPlan { platform: &report.platform, plan: &report.plan });
            stream::data(&json::document(&Plans { schema: SCHEMA, plans: plans.collect() }))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn text(report: &Report, language: Language, color: bool) -> String {
    let bold = |text: &str| if color { format!("{0}{text}{0:#}", Style::new().bold()) } else { text.to_owned() };
    let mut lines = vec![bold(report.platform.name)];
    if report.plan.steps.is_empty() {
        lines.push(nothing_to_do(language).to_owned());
    }
    for (number, step) in (1..).zip(&report.plan.steps) {
        lines.push(format!("{number}. {}", bold(&step.title)));
        lines.extend(details(step, language));
    }
    lines.push(String::new());
    lines.join("\n")
}

fn details(step: &Step, language: Language) -> Vec<String> {
    let command = (!step.command.is_empty()).then(|| format!("   $ {}", visible(&shell::line(&step.env, &step.command))));
    let because = say!(language, "   because {}", "   原因：{}", visible(&step.because));
    command.into_iter().chain([because]).collect()
}

fn nothing_to_do(language: Language) -> &'static str {
    language.pick("The platform does not build this project as Python.", "平台不会按 Python 项目构建。")
}
