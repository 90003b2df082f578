//! The table of facts under a headline.

use unicode_width::UnicodeWidthStr;

use crate::language::Language;
use crate::report::Report;
use crate::report::render::words::facts::facts;
use crate::text::visible;

use super::labels;
use super::paint::Paint;
use super::table::table;
use super::wrap::{WIDTH, wrap};

pub(super) fn render(report: &Report, language: Language, paint: Paint) -> String {
    let folder = report.root.as_ref().map(|root| (labels::FOLDER, vec![format!("{root}/")]));
    let facts: Vec<_> = folder.into_iter().chain(facts(report, language)).collect();
    let width = facts.iter().map(|(label, _)| label.get(language).width()).max().unwrap_or(0);
    let lines = |paragraphs: &[String]| paragraphs.iter().flat_map(|text| wrap(&visible(text), WIDTH - width - 4)).collect();
    let rows: Vec<_> = facts.iter().map(|(label, paragraphs)| (label.get(language), lines(paragraphs))).collect();
    table(&rows, paint)
}
