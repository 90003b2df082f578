//! Reports for people to read in a terminal, 80 columns wide, with or without colour.

mod comparison;
mod facts;
pub mod fixes;
mod frame;
mod labels;
pub mod lists;
mod look;
mod overview;
mod paint;
mod problem;
mod table;
mod words;
mod wrap;

pub use look::Look;
pub use overview::Overview;

use std::collections::{BTreeMap, HashSet};

use unicode_width::UnicodeWidthStr;

use crate::diagnostic::{Diagnostic, Safety};
use crate::language::{Language, say};
use crate::project::{Project, SkipReason, Skipped};
use crate::report::{NotChecked, Output, Report};

use crate::text::visible;
use paint::Paint;
use problem::Problems;
use table::{LabelledLines, table};
use wrap::{WIDTH, wrap};

/// How many names of one kind of left-out files are listed.
const MAX_NAMES: usize = 5;

/// The reports: a block for each platform, then what was left out, then the counts.
#[must_use]
pub fn render(output: &Output, project: &Project, look: &Look) -> String {
    parts(output, project, look, vec![]).collect::<Vec<_>>().join("\n")
}

/// The same in parts, between which a line end belongs. The [`block`]s that were made before are taken from there.
pub fn parts<'o>(
    output: &'o Output,
    project: &'o Project,
    look: &'o Look,
    made: Vec<Option<String>>,
) -> impl Iterator<Item = String> + 'o {
    let Look { language, color, .. } = *look;
    let paint = Paint { color };
    let made = made.into_iter().chain(std::iter::repeat(None));
    let blocks = output.reports.iter().zip(made).map(move |(report, made)| made.unwrap_or_else(|| block(report, project, look)));
    let left_out = left_out(&output.project.skipped, language, paint);
    blocks.chain(left_out).chain(std::iter::once_with(move || summary(output, language, paint)))
}

/// Diagnostics one after the other, with the places in the files that they speak of.
#[must_use]
pub fn problems(diagnostics: &[Diagnostic], project: &Project, look: &Look) -> String {
    let problems = Problems { project, look };
    diagnostics.iter().map(|diagnostic| problems.render(diagnostic)).collect::<Vec<_>>().join("\n")
}

/// What is said of one platform.
#[must_use]
pub fn block(report: &Report, project: &Project, look: &Look) -> String {
    let Look { language, color, .. } = *look;
    let (problems, paint) = (Problems { project, look }, Paint { color });
    let head = format!("{}\n{}", headline(report, language, paint), facts::render(report, language, paint));
    let diagnostics = report.diagnostics.iter().map(|diagnostic| problems.render(diagnostic));
    let parts = std::iter::once(head).chain(diagnostics).chain(not_checked(&report.not_checked, language, paint));
    parts.collect::<Vec<_>>().join("\n")
}

fn headline(report: &Report, language: Language, paint: Paint) -> String {
    let verdict = paint.verdict(report.verdict, words::verdict(report.verdict, language));
    let name = paint.bold(report.platform.name);
    let counts = words::counts(report.counts, language);
    say!(language, "{name}: {verdict} ({counts})", "{name}：{verdict}（{counts}）")
}

/// Commands are not wrapped, since they are there to be copied.
fn not_checked(all: &[NotChecked], language: Language, paint: Paint) -> Option<String> {
    let row = |one: &NotChecked| (words::not_checked(one.what, language), vec![visible(&one.command).into_owned()]);
    list(labels::NOT_CHECKED.get(language), &all.iter().map(row).collect::<Vec<_>>(), paint)
}

fn left_out(skipped: &[Skipped], language: Language, paint: Paint) -> Option<String> {
    let mut by_reason: BTreeMap<SkipReason, Vec<&str>> = BTreeMap::new();
    for Skipped { path, reason } in skipped {
        by_reason.entry(*reason).or_default().push(path);
    }
    let label = |reason: &SkipReason| words::skipped(*reason, language);
    let width = by_reason.keys().map(|reason| label(reason).width()).max()?;
    let row = |(reason, paths): (&SkipReason, &Vec<&str>)| (label(reason), wrap(&names(paths, language), WIDTH - width - 4));
    list(labels::LEFT_OUT.get(language), &by_reason.iter().map(row).collect::<Vec<_>>(), paint)
}

fn names(paths: &[&str], language: Language) -> String {
    let shown = visible(&paths[..paths.len().min(MAX_NAMES)].join(", ")).into_owned();
    match paths.len().saturating_sub(MAX_NAMES) {
        0 => shown,
        more => say!(language, "{shown} and {more} more", "{shown} 等，另有 {more} 项"),
    }
}

/// A heading over a table; none without rows.
fn list(heading: &str, rows: &[LabelledLines], paint: Paint) -> Option<String> {
    (!rows.is_empty()).then(|| format!("{}\n{}", paint.bold(heading), table(rows, paint)))
}

fn summary(output: &Output, language: Language, paint: Paint) -> String {
    let reports = &output.reports;
    let mut lines = if reports.len() > 1 { comparison::render(output, language, paint) } else { vec![] };
    lines.extend((!lines.is_empty()).then(String::new));
    let counts = if let [report] = reports.as_slice() { Some(words::counts(report.counts, language)) } else { None };
    lines.push(words::looked_at(output.project.files, counts, language));
    if reports.iter().any(|report| !report.diagnostics.is_empty()) {
        lines.push(labels::EXPLAIN.get(language).to_owned());
    }
    lines.extend(words::fixable(safe_fixes(reports), language));
    lines.extend(words::silenced(reports.iter().map(|report| report.silenced).max().unwrap_or(0), language));
    lines.push(String::new());
    lines.join("\n")
}

/// How many different safe fixes there are; several platforms may ask for the same.
fn safe_fixes(reports: &[Report]) -> usize {
    let fixes = reports.iter().flat_map(|report| &report.diagnostics).filter_map(|diagnostic| diagnostic.fix.as_ref());
    let safe = fixes.filter(|fix| fix.safety == Safety::Safe);
    safe.map(|fix| (&fix.edits, &fix.renames, &fix.creates, &fix.deletes)).collect::<HashSet<_>>().len()
}

#[cfg(test)]
mod tests;
