//! Reports for people to read in a terminal, 80 columns wide, with or without colour.

mod facts;
mod frame;
mod labels;
mod paint;
mod problem;
mod words;
mod wrap;

use std::collections::BTreeMap;

use unicode_width::UnicodeWidthStr;

use crate::diagnostic::Safety;
use crate::language::Language;
use crate::project::{Project, SkipReason, Skipped};
use crate::report::{NotChecked, Output, Report};

use super::visible;
use paint::Paint;
use problem::Problems;
use wrap::{padded, wrap};

/// The width of the text, whatever the terminal's, so that the same project gives the same lines everywhere.
const WIDTH: usize = 80;

/// How many names of one kind of left-out files are listed.
const MAX_NAMES: usize = 5;

/// The reports: a block for each platform, then what was left out, then the counts.
#[must_use]
pub fn render(output: &Output, project: &Project, language: Language, color: bool) -> String {
    let paint = Paint { color };
    let problems = Problems { project, language, color };
    let blocks = output.reports.iter().map(|report| block(report, &problems, paint));
    let left_out = left_out(&output.project.skipped, language, paint);
    let parts = blocks.chain(left_out).chain([summary(output, language, paint)]);
    parts.collect::<Vec<_>>().join("\n")
}

fn block(report: &Report, problems: &Problems<'_>, paint: Paint) -> String {
    let language = problems.language;
    let head = format!("{}\n{}", headline(report, language, paint), facts::render(report, language, paint));
    let diagnostics = report.diagnostics.iter().map(|diagnostic| problems.render(diagnostic));
    let parts = std::iter::once(head).chain(diagnostics).chain(not_checked(&report.not_checked, language, paint));
    parts.collect::<Vec<_>>().join("\n")
}

fn headline(report: &Report, language: Language, paint: Paint) -> String {
    let verdict = paint.verdict(report.verdict, words::verdict(report.verdict, language));
    let name = paint.bold(report.platform.name);
    let counts = words::counts(report.counts, language);
    match language {
        Language::En => format!("{name}: {verdict} ({counts})"),
        Language::Zh => format!("{name}：{verdict}（{counts}）"),
    }
}

fn not_checked(all: &[NotChecked], language: Language, paint: Paint) -> Option<String> {
    let rows: Vec<(&str, String)> = all.iter().map(|one| (one.what, visible(&one.command).into_owned())).collect();
    list(labels::NOT_CHECKED.get(language), &rows, paint)
}

fn left_out(skipped: &[Skipped], language: Language, paint: Paint) -> Option<String> {
    let mut by_reason: BTreeMap<SkipReason, Vec<&str>> = BTreeMap::new();
    for Skipped { path, reason } in skipped {
        by_reason.entry(*reason).or_default().push(path);
    }
    let row = |(reason, paths): (&SkipReason, &Vec<&str>)| (words::skipped(*reason, language), names(paths, language));
    list(labels::LEFT_OUT.get(language), &by_reason.iter().map(row).collect::<Vec<_>>(), paint)
}

fn names(paths: &[&str], language: Language) -> String {
    let shown = visible(&paths[..paths.len().min(MAX_NAMES)].join(", ")).into_owned();
    match (paths.len().saturating_sub(MAX_NAMES), language) {
        (0, _) => shown,
        (more, Language::En) => format!("{shown} and {more} more"),
        (more, Language::Zh) => format!("{shown} 等，另有 {more} 项"),
    }
}

/// A heading with rows of two columns; none without rows.
fn list(heading: &str, rows: &[(&str, String)], paint: Paint) -> Option<String> {
    let width = rows.iter().map(|(label, _)| label.width()).max()?;
    let mut text = format!("{}\n", paint.bold(heading));
    for (label, value) in rows {
        let mut label = *label;
        for line in wrap(value, WIDTH - width - 4) {
            let start = format!("  {}  ", paint.dim(&padded(label, width)));
            text.push_str(format!("{start}{line}").trim_end());
            text.push('\n');
            label = "";
        }
    }
    Some(text)
}

fn summary(output: &Output, language: Language, paint: Paint) -> String {
    let reports = &output.reports;
    let platforms = reports.iter().filter(|_| reports.len() > 1).map(|report| headline(report, language, paint));
    let mut lines: Vec<String> = platforms.collect();
    lines.push(words::looked_at(output.project.files, language));
    if reports.iter().any(|report| !report.diagnostics.is_empty()) {
        lines.push(labels::EXPLAIN.get(language).to_owned());
    }
    lines.extend(words::fixable(safe_fixes(reports), language));
    lines.push(String::new());
    lines.join("\n")
}

fn safe_fixes(reports: &[Report]) -> usize {
    let fixes = |report: &Report| report.diagnostics.iter().filter_map(|diagnostic| diagnostic.fix.clone()).collect::<Vec<_>>();
    let mut safe: Vec<_> = reports.iter().flat_map(fixes).filter(|fix| fix.safety == Safety::Safe).collect();
    // Several platforms may ask for the same.
    let mut different = 0;
    while let Some(fix) = safe.pop() {
        different += usize::from(!safe.iter().any(|other| other.edits == fix.edits && other.renames == fix.renames));
    }
    different
}
