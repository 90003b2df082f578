//! What a build has come to, for people, on standard output.

use crate::diagnostic::Diagnostic;
use crate::executor::{Actual, Build, BuildReport, Expected, FORETOLD, FailureReport, Prediction, Started};
use crate::language::{Language, say};
use crate::project::Project;
use crate::report::render::text::{Look, problems};
use crate::text::visible;

/// The lines, with a final line end.
pub(in crate::cli) fn text(report: &BuildReport, build: &Build<'_>, project: &Project, look: &Look) -> String {
    let language = look.language;
    let mut lines = match &report.failure {
        None => success(report, build, language),
        Some(failure) => failed(failure, report, language),
    };
    if !report.diagnostics.is_empty() {
        lines.push(String::new());
        lines.push(problems(&report.diagnostics, project, look).trim_end().to_owned());
    }
    lines.extend(prediction(&report.prediction, language).map(str::to_owned));
    if let Some(started) = &report.started {
        lines.push(String::new());
        lines.extend(start(started, language));
        if !started.diagnostics.is_empty() {
            lines.push(String::new());
            lines.push(problems(&started.diagnostics, project, look).trim_end().to_owned());
        }
        lines.extend(prediction(&started.prediction, language).map(str::to_owned));
    }
    lines.push(String::new());
    lines.join("\n")
}

fn start(started: &Started, language: Language) -> Vec<String> {
    let seconds = started.seconds;
    match (&started.failure, started.request) {
        (Some(failure), _) => {
            let class = failure.class;
            let headline = say!(language, "The start fails ({class}).", "启动失败（{class}）。");
            reasons(Some(headline), failure, &started.diagnostics, language)
        }
        (None, Some(request)) => {
            let status = request.status;
            vec![say!(
                language,
                "Started in {seconds:.1} s: the first request is answered with {status}.",
                "已启动，用时 {seconds:.1} 秒：第一个请求的响应是 {status}。"
            )]
        }
        (None, None) => vec![],
    }
}

fn success(report: &BuildReport, build: &Build<'_>, language: Language) -> Vec<String> {
    let name = report.platform.name;
    let seconds = report.seconds;
    let output = build.options.output.join("app");
    let app = output.display();
    let mut lines =
        vec![say!(language, "Built for {name} in {seconds:.1} s: {app}", "已为 {name} 构建，用时 {seconds:.1} 秒：{app}")];
    if let Some(slug) = &report.slug {
        let megabytes = megabytes(slug.bytes);
        lines.push(say!(language, "Packed as {} ({megabytes} MB)", "已打包为 {}（{megabytes} MB）", slug.path));
    }
    if let Some(start) = &report.start {
        lines.push(say!(language, "Start it with:", "启动命令："));
        lines.push(format!("  {}", visible(start)));
    }
    lines
}

/// To a tenth.
fn megabytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100_000);
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn failed(failure: &FailureReport, report: &BuildReport, language: Language) -> Vec<String> {
    reasons(headline(failure, language), failure, &report.diagnostics, language)
}

fn reasons(headline: Option<String>, failure: &FailureReport, diagnostics: &[Diagnostic], language: Language) -> Vec<String> {
    let mut lines: Vec<String> = headline.into_iter().collect();
    lines.push(visible(&failure.message).into_owned());
    lines.extend(failure.evidence.iter().map(|line| format!("  | {}", visible(line))));
    lines.push(visible(&failure.advice).into_owned());
    // Diagnostics that foretold it follow, with their codes.
    if diagnostics.is_empty() && !failure.codes.is_empty() {
        let codes = failure.codes.join(", ");
        lines.push(say!(
            language,
            "Rules about it: {codes} (`pushready explain CODE`)",
            "相关规则：{codes}（`pushready explain 代码`）"
        ));
    }
    lines
}

/// Where it fails; none for a build that was not begun.
fn headline(failure: &FailureReport, language: Language) -> Option<String> {
    let class = failure.class;
    if class == FORETOLD {
        return None;
    }
    Some(match failure.step.map(|step| step.title(language)) {
        Some(title) => say!(language, "The build fails at “{title}” ({class}).", "构建在“{title}”处失败（{class}）。"),
        None => say!(language, "The build fails before its first step ({class}).", "构建在第一步之前失败（{class}）。"),
    })
}

fn prediction(prediction: &Prediction, language: Language) -> Option<&'static str> {
    Some(match (prediction.expected, prediction.actual?, prediction.held?) {
        (_, _, true) => language.pick("The check has predicted this.", "检查的预测与此一致。"),
        (Expected::Built | Expected::Started, Actual::Failed, false) => {
            language.pick("The check has not seen this coming.", "检查没有预见到这一点。")
        }
        (_, _, false) => language.pick("The check has predicted a failure that did not come.", "检查预测的失败没有发生。"),
    })
}
