//! `pushready plan`.

use std::process::ExitCode;

use anstyle::Style;
use serde::Serialize;

use super::arguments::{Plan as Arguments, PlanFormat};
use super::context::Context;
use super::failure::{Failure, NoPins};
use super::input::shown;
use super::progress::Spinner;
use super::{index, json, stream};
use indicatif::HumanBytes;

use crate::Request;
use crate::language::{Language, list, say};
use crate::plan::{Form as PackageForm, Plan, PlannedPackage, Step, StepId};
use crate::report::export::{Form, export};
use crate::report::{Output, PlatformSummary, Report};
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
    let spinner = Spinner::checking(&shown(&arguments.target.path), context.language);
    let (input, request) = arguments.target.read(Selection::default(), context.language)?;
    let mut index = index::open(&arguments.asking, &input.configuration, context.language)?;
    let spinner = spinner.unless(index.is_some());
    let output = index::check_alone(&input.bundle.project, &request, &mut index);
    index::close(index, context.language);
    drop(spinner);
    match arguments.format {
        PlanFormat::Text => {
            let blocks = output.reports.iter().map(|report| text(report, context.language, context.streams.color()));
            context.streams.text(&blocks.collect::<Vec<_>>().join("\n"))?;
        }
        PlanFormat::Json => {
            let plans = output.reports.iter().map(|report| PlatformPlan { platform: &report.platform, plan: &report.plan });
            json::document(&Plans { schema: SCHEMA, plans: plans.collect() })?;
        }
        PlanFormat::Dockerfile => write_down(Form::Dockerfile, &output, &request)?,
        PlanFormat::GithubActions => write_down(Form::GithubActions, &output, &request)?,
        PlanFormat::KubernetesJob => write_down(Form::KubernetesJob, &output, &request)?,
        PlanFormat::Tekton => write_down(Form::Tekton, &output, &request)?,
        PlanFormat::Requirements => {
            let [report] = output.reports.as_slice() else { return Err(Failure::NoPins(NoPins::SeveralPlatforms)) };
            if report.plan.packages.is_empty() {
                return Err(Failure::NoPins(NoPins::NotWhole));
            }
            stream::data(report.plan.packages.iter().map(pin).collect::<String>().as_bytes())?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn write_down(form: Form, output: &Output, request: &Request) -> Result<(), Failure> {
    let ([report], [platform]) = (output.reports.as_slice(), request.platforms.as_slice()) else {
        return Err(Failure::NoPins(NoPins::SeveralPlatforms));
    };
    let written = export(form, report, platform, &request.settings);
    let written = written.map_err(|obstacle| Failure::NoExport { platform: platform.name.clone(), obstacle })?;
    stream::data(written.as_bytes())
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
        if step.id == StepId::InstallDependencies {
            lines.extend(packages(&report.plan.packages, language));
        }
    }
    lines.extend(report.plan.without.iter().map(|sentence| visible(sentence).into_owned()));
    lines.push(String::new());
    lines.join("\n")
}

fn pin(PlannedPackage { name, version, .. }: &PlannedPackage) -> String {
    format!("{name}=={version}\n")
}

/// A table: what has to be built stands first.
fn packages(packages: &[PlannedPackage], language: Language) -> Vec<String> {
    let mut sorted: Vec<&PlannedPackage> = packages.iter().collect();
    sorted.sort_by_key(|package| package.form != PackageForm::Source);
    let name = sorted.iter().map(|package| package.name.len()).max().unwrap_or_default();
    let version = sorted.iter().map(|package| package.version.len()).max().unwrap_or_default();
    let row = |package: &PlannedPackage| {
        let form = match package.form {
            PackageForm::Wheel => language.pick("wheel", "wheel"),
            PackageForm::Source => language.pick("source", "源代码"),
        };
        let bytes = package.bytes.map_or_else(String::new, |bytes| format!("  {}", HumanBytes(bytes)));
        let by = list::row(package.required_by.iter().map(String::as_str), language);
        let by = if by.is_empty() { by } else { say!(language, "  for {by}", "  用于 {by}") };
        format!("   {:name$}  {:version$}  {form}{bytes}{by}", package.name, package.version)
    };
    sorted.into_iter().map(row).collect()
}

fn details(step: &Step, language: Language) -> Vec<String> {
    let command = (!step.command.is_empty()).then(|| format!("   $ {}", visible(&shell::line(&step.env, &step.command))));
    let because = say!(language, "   because {}", "   原因：{}", visible(&step.because));
    command.into_iter().chain([because]).collect()
}

fn nothing_to_do(language: Language) -> &'static str {
    language.pick("The platform does not build this project as Python.", "平台不会按 Python 项目构建。")
}
