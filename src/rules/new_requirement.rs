//! A line that a fix adds to requirements.txt.

use std::ops::Range;

use crate::analysis::Facts;
use crate::analysis::requirements::ROOT_FILE;

/// A line at the end of the file, with line ends as the file has them; none if something would join it.
pub(in crate::rules) fn addition(facts: &Facts<'_>, package: &str) -> Option<(Range<usize>, String)> {
    let text = facts.project.text(ROOT_FILE).filter(|text| text.encoding.is_utf8())?;
    let text = text.as_str();
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let added = match text.chars().next_back() {
        None | Some('\u{feff}' | '\n' | '\r') => format!("{package}{end}"),
        Some(_) => format!("{end}{package}"),
    };
    let goes_on = text.trim_end_matches(['\r', '\n']).ends_with('\\');
    (!goes_on).then_some((text.len()..text.len(), added))
}
