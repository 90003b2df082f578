//! Several platforms at a glance: verdict, Python, what starts, what breaks first.

use unicode_width::UnicodeWidthStr;

use crate::language::Language;
use crate::report::{Output, Report};
use crate::text::visible;

use super::paint::Paint;
use super::wrap::{WIDTH, padded, wrap};
use super::{labels, words};

/// Two spaces in front, and two between the columns.
const GAP: usize = 2;

/// A table with a heading line; a problem stands on lines of its own, below the row that it belongs to.
pub(super) fn render(output: &Output, language: Language, paint: Paint) -> Vec<String> {
    let head = [labels::PLATFORM, labels::VERDICT, labels::PYTHON, labels::STARTS].map(|label| label.get(language).to_owned());
    let rows: Vec<[String; 4]> = output.reports.iter().map(|report| cells(report, language)).collect();
    let width = |column: usize| rows.iter().chain([&head]).map(|row| row[column].width()).max().unwrap_or(0);
    let widths = [width(0), width(1), width(2)];
    let mut lines = vec![paint.bold(&line(&head, widths, str::to_owned))];
    for (row, report) in rows.iter().zip(&output.reports) {
        lines.push(line(row, widths, |text| paint.verdict(report.verdict, text)));
        lines.extend(problem(report));
    }
    lines
}

fn cells(report: &Report, language: Language) -> [String; 4] {
    let none = || labels::NONE.get(language).to_owned();
    let python = report.python.resolved.clone().filter(|_| report.is_built_as_python());
    [
        report.platform.name.to_owned(),
        words::verdict(report.verdict, language).to_owned(),
        python.unwrap_or_else(none),
        report.procfile.main().map_or_else(none, |process| visible(&process.command).into_owned()),
    ]
}

fn line(cells: &[String; 4], widths: [usize; 3], verdict: impl Fn(&str) -> String) -> String {
    let [platform, verdict_text, python, starts] = cells;
    let filler = " ".repeat(widths[1].saturating_sub(verdict_text.width()));
    let used: usize = widths.iter().map(|width| width + GAP).sum();
    let starts = wrap(starts, WIDTH.saturating_sub(used)).into_iter().next().unwrap_or_default();
    let line =
        format!("{}  {}{filler}  {}  {starts}", padded(platform, widths[0]), verdict(verdict_text), padded(python, widths[2]));
    line.trim_end().to_owned()
}

fn problem(report: &Report) -> Vec<String> {
    let Some(first) = report.first_problem() else { return vec![] };
    let text = format!("{} {}", first.code, visible(&first.message));
    wrap(&text, WIDTH - 2 * GAP).into_iter().map(|line| format!("    {line}")).collect()
}
