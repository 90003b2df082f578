//! `pushready plan`.

use std::process::ExitCode;

use anstyle::Style;
use serde::Serialize;

use super::Context;
use super::arguments::{ListFormat, Plan as Arguments};
use super::failure::Failure;
use super::{json, shell};
use crate::language::Language;
use crate::plan::{Plan, Step};
use crate::report::render::visible;
use crate::report::{PlatformSummary, Report};
use crate::rules::Selection;

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
    let output = crate::check(&input.bundle.project, &request);
    match arguments.format {
        ListFormat::Text => {
            let blocks = output.reports.iter().map(|report| text(report, context.language, context.streams.color()));
            context.streams.text(&blocks.collect::<Vec<_>>().join("\n"))?;
        }
        ListFormat::Json => {
            let plans = output.reports.iter().map(|report| PlatformPlan { platform: &report.platform, plan: &report.plan });
            context.streams.data(&json::document(&Plans { schema: SCHEMA, plans: plans.collect() }))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn text(report: &Report, language: Language, color: bool) -> String {
    let bold = |text: &str| if color { format!("{0}{text}{0:#}", Style::new().bold()) } else { text.to_owned() };
    let mut text = format!("{}\n", bold(report.platform.name));
    if report.plan.steps.is_empty() {
        text.push_str(nothing_to_do(language));
    }
    for (number, step) in (1..).zip(&report.plan.steps) {
        text.push_str(&format!("{number}. {}\n{}", bold(&step.title), details(step)));
    }
    text
}

fn details(step: &Step) -> String {
    let command = (!step.command.is_empty()).then(|| format!("   $ {}\n", visible(&shell::line(&step.env, &step.command))));
    format!("{}   {}\n", command.unwrap_or_default(), visible(&step.because))
}

fn nothing_to_do(language: Language) -> &'static str {
    match language {
        Language::En => "The platform does not build this project as Python.\n",
        Language::Zh => "平台不会按 Python 项目构建。\n",
    }
}
