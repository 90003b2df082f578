//! A pattern of an output line, and what it means.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::class::FailureClass;
use crate::text::pattern::compiled;

/// How much a line says; the strongest line of the output decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// What remains when nothing was found, whatever the reason for that.
    Empty,
    /// A warning; it explains the failure unless the work went on after it.
    Warning,
    /// A closing line, whose cause usually stands above it.
    Closing,
    /// An error.
    Error,
    /// The cause of errors, which ends the search.
    Cause,
}

/// One row of a table: the first one that fits a line counts.
pub(super) struct PatternRow {
    pub(super) class: FailureClass,
    pub(super) strength: Strength,
    /// A part of every line that fits, looked for first because that is cheap.
    pub(super) needle: &'static str,
    /// The first group that takes part is the subject; the group `more` says more of it.
    pub(super) pattern: &'static str,
}

/// A short way to write a row.
pub(super) const fn row(class: FailureClass, strength: Strength, needle: &'static str, pattern: &'static str) -> PatternRow {
    PatternRow { class, strength, needle, pattern }
}

/// A table that is ready for use.
pub(super) type Table = LazyLock<Vec<(&'static PatternRow, Regex)>>;

/// Makes a table ready. A test makes sure that every pattern compiles.
pub(super) fn compile(rows: &'static [PatternRow]) -> Vec<(&'static PatternRow, Regex)> {
    rows.iter().map(|row| (row, compiled(row.pattern))).collect()
}

/// What a row found in a line.
pub(super) struct Hit {
    pub(super) class: FailureClass,
    pub(super) strength: Strength,
    pub(super) subject: Option<String>,
    pub(super) more: Option<String>,
}

/// The first row of the tables that fits the line.
pub(super) fn find(tables: &[&Table], line: &str) -> Option<Hit> {
    let mut rows = tables.iter().flat_map(|table| table.iter());
    rows.find_map(|(row, regex)| {
        let groups = line.contains(row.needle).then(|| regex.captures(line)).flatten()?;
        let more = groups.name("more").map(|group| group.as_str().to_owned());
        Some(Hit { class: row.class, strength: row.strength, subject: subject(regex, &groups), more })
    })
}

fn subject(regex: &Regex, groups: &Captures<'_>) -> Option<String> {
    let names = regex.capture_names().enumerate().skip(1);
    let mut own = names.filter(|(_, name)| *name != Some("more")).filter_map(|(index, _)| groups.get(index));
    own.next().map(|group| group.as_str().trim().to_owned()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::{general, installing, starting, static_files};
    use super::*;

    #[test]
    fn every_pattern_compiles() {
        for rows in
            [general::ROWS, general::HOOK_ROWS, installing::ROWS, installing::LOADING_ROWS, static_files::ROWS, starting::ROWS]
        {
            compile(rows);
        }
    }
}
