//! The table of facts under a headline.

use unicode_width::UnicodeWidthStr;

use crate::language::{Language, Localized};
use crate::report::Report;
use crate::report::render::visible;

use super::wrap::wrap;
use super::{Paint, WIDTH, labels, table, words};

/// What, and what is known of it, in one paragraph or more.
pub(in crate::report::render) type Fact = (Localized, Vec<String>);

pub(super) fn render(report: &Report, language: Language, paint: Paint) -> String {
    let facts = facts(report, language);
    let width = facts.iter().map(|(label, _)| label.get(language).width()).max().unwrap_or(0);
    let lines = |paragraphs: &[String]| paragraphs.iter().flat_map(|text| wrap(&visible(text), WIDTH - width - 4)).collect();
    let rows: Vec<_> = facts.iter().map(|(label, paragraphs)| (label.get(language), lines(paragraphs))).collect();
    table(&rows, paint)
}

/// What is known of a report, in the order in which it is shown.
pub(in crate::report::render) fn facts(report: &Report, language: Language) -> Vec<Fact> {
    let mut facts = vec![(labels::RECOGNISED, vec![words::recognised(&report.detection, language)])];
    if !report.detection.also.is_empty() {
        facts.push((labels::ALSO, vec![report.detection.also.join(", ")]));
    }
    // Where Python is not built, its version and its processes are nobody's.
    if report.is_built_as_python() {
        facts.push((labels::PACKAGE_MANAGER, vec![package_manager(report, language)]));
        facts.push((labels::PYTHON, vec![python(report, language)]));
        facts.push((labels::PROCFILE, procfile(report, language)));
        facts.push((labels::COLLECTSTATIC, vec![words::collectstatic(&report.static_files, language)]));
    }
    facts
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
