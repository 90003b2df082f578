//! How a version is written, and what is wrong with that.

use crate::platform::VersionGrammar;

use super::grammar::{parse, takes_ranges, takes_series};
use super::meant::{Number, meant};

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WritingFault {
    /// There is nothing.
    Empty,
    /// This many lines hold something.
    SeveralLines(usize),
    /// Another Python is asked for.
    PyPy,
    /// There is no version at all.
    NoVersion,
    /// A command line instead of a version.
    Command,
    /// One of several versions would do.
    Range,
    /// The third number is missing.
    Incomplete,
    /// Capital letters.
    Capitals,
    /// `python-` is missing.
    NoPrefix,
    /// `python-` is too much.
    Prefix,
    /// A comment stands behind the version.
    CommentBehind,
    /// Blanks inside.
    Blanks,
    /// Something else stands around the version or in it.
    Other,
    /// The exact version of `Pipfile.lock` is not of three numbers.
    NotInLock,
    /// A folder has the name of the file.
    Folder,
    /// `Pipfile.lock` is not JSON.
    NotJson,
    /// `Pipfile.lock` is empty, or JSON of another shape.
    NotALock,
}

/// Finds out what is wrong with what stands where a version is asked for.
#[must_use]
pub fn writing_fault(written: &str, grammar: VersionGrammar) -> WritingFault {
    let is_comment = |line: &str| allows_comments(grammar) && line.starts_with('#');
    let lines = written.lines().map(str::trim).filter(|line| !line.is_empty() && !is_comment(line)).count();
    let number = meant(written).map(|meant| meant.number);
    if lines == 0 {
        WritingFault::Empty
    } else if lines > 1 {
        WritingFault::SeveralLines(lines)
    } else if written.to_ascii_lowercase().starts_with("pypy") {
        WritingFault::PyPy
    } else {
        number.map_or(WritingFault::NoVersion, |number| fault_of_one_line(written, number, grammar))
    }
}

/// Whether lines of comments are left out.
#[must_use]
pub fn allows_comments(grammar: VersionGrammar) -> bool {
    matches!(grammar, VersionGrammar::CommentedName | VersionGrammar::Commented | VersionGrammar::CommentedLoosely)
}

/// Whether the name of a Python is wanted, not only its numbers.
#[must_use]
pub fn wants_prefix(grammar: VersionGrammar) -> bool {
    matches!(
        grammar,
        VersionGrammar::FullName | VersionGrammar::ExactName | VersionGrammar::CommentedName | VersionGrammar::NamedRange
    )
}

fn fault_of_one_line(written: &str, number: Number, grammar: VersionGrammar) -> WritingFault {
    let is_number = |text: &str| parse(VersionGrammar::Number, text).is_some();
    let is_name = |text: &str| text.strip_prefix("python-").is_some_and(is_number);
    let takes_series = takes_series(grammar) && matches!(number, Number::Series(_));
    let without_blanks: String = written.chars().filter(|char| !char.is_whitespace()).collect();
    if written.starts_with(['$', '%']) {
        WritingFault::Command
    } else if takes_ranges(grammar) && !is_name(&written.to_ascii_lowercase()) {
        WritingFault::Other
    } else if written.contains(['~', '<', '>', '^', '*']) || written.to_ascii_lowercase().ends_with(".x") {
        WritingFault::Range
    } else if !matches!(number, Number::Full(_)) && !takes_series {
        WritingFault::Incomplete
    } else if allows_comments(grammar) && written.split_once('#').is_some_and(|(start, _)| is_number_or_name(start.trim())) {
        WritingFault::CommentBehind
    } else if !wants_prefix(grammar) {
        if written.to_ascii_lowercase().starts_with("python") { WritingFault::Prefix } else { WritingFault::Other }
    } else if is_name(&written.to_ascii_lowercase()) {
        WritingFault::Capitals
    } else if is_number(written) {
        WritingFault::NoPrefix
    } else if is_name(&without_blanks) {
        WritingFault::Blanks
    } else {
        WritingFault::Other
    }
}

fn is_number_or_name(text: &str) -> bool {
    parse(VersionGrammar::Number, text.strip_prefix("python-").unwrap_or(text)).is_some()
}
