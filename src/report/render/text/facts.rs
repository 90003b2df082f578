//! The table of facts under a headline.

use unicode_width::UnicodeWidthStr;

use crate::language::{Language, Localized};
use crate::report::Report;
use crate::report::render::visible;

use super::wrap::{padded, wrap};
use super::{Paint, WIDTH, labels, words};

/// One row: what, and what is known of it, in one paragraph or more.
type Row = (Localized, Vec<String>);

pub(super) fn render(report: &Report, language: Language, paint: Paint) -> String {
    table(&rows(report, language), language, paint)
}

fn rows(report: &Report, language: Language) -> Vec<Row> {
    let mut rows = vec![(labels::RECOGNISED, vec![words::recognised(&report.detection, language)])];
    if !report.detection.also.is_empty() {
        rows.push((labels::ALSO, vec![report.detection.also.join(", ")]));
    }
    // Where Python is not built, its version and its processes are nobody's.
    if report.is_built_as_python() {
        rows.push((labels::PACKAGE_MANAGER, vec![package_manager(report, language)]));
        rows.push((labels::PYTHON, vec![python(report, language)]));
        rows.push((labels::PROCFILE, procfile(report, language)));
        rows.push((labels::COLLECTSTATIC, vec![words::collectstatic(&report.static_files, language)]));
    }
    rows
}

fn package_manager(report: &Report, language: Language) -> String {
    let manager = report.package_manager.as_ref();
    manager.map_or_else(|| labels::NONE.get(language).to_owned(), |manager| format!("{} ({})", manager.name, manager.file))
}

fn python(report: &Report, language: Language) -> String {
    let until = report.python.end_of_life.map(|day| words::supported_until(day, language)).unwrap_or_default();
    format!("{}{until}", words::python(&report.python, language))
}

fn procfile(report: &Report, language: Language) -> Vec<String> {
    let processes = report.procfile.processes.iter().map(|process| format!("{}: {}", process.name, process.command));
    std::iter::once(words::procfile(&report.procfile, language)).chain(processes).collect()
}

fn table(rows: &[Row], language: Language, paint: Paint) -> String {
    let label_width = rows.iter().map(|(label, _)| label.get(language).width()).max().unwrap_or(0);
    let indent = label_width + 4;
    let mut text = String::new();
    for (label, paragraphs) in rows {
        let mut label = label.get(language);
        for line in paragraphs.iter().flat_map(|paragraph| wrap(&visible(paragraph), WIDTH - indent)) {
            let start = format!("  {}  ", paint.dim(&padded(label, label_width)));
            text.push_str(format!("{start}{line}").trim_end());
            text.push('\n');
            label = "";
        }
    }
    text
}
