//! `requirements.txt`: pip's file format, line by line.

use std::ops::Range;

/// A requirements file as a list of logical lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequirementsFile {
    /// The logical lines in their order; their ranges lie end to end and cover the text.
    pub lines: Vec<Line>,
}

/// One logical line: one or, with continuations, several lines of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// All of it, with comment and line end.
    pub range: Range<usize>,
    /// What pip looks at: without blanks around it, comment and line end. Empty for blank lines and comments.
    pub content: Range<usize>,
    /// What it is.
    pub kind: LineKind,
}

/// What a logical line is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineKind {
    /// Nothing, or only a comment.
    Blank,
    /// A requirement by name.
    Named(Named),
    /// `-r` or `-c`.
    Include(Include),
    /// `-e`: the path or address behind it.
    Editable(String),
    /// A path or an address without a name.
    Direct(String),
    /// An option for the whole file, such as `--index-url`.
    Option(FileOption),
    /// A line that pip cannot read.
    Unreadable(Unreadable),
}

/// A requirement by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The name as written.
    pub name: String,
    /// Where the name stands.
    pub name_range: Range<usize>,
    /// The name in lower case with runs of `-`, `_` and `.` as one `-` (PEP 503).
    pub normalized: String,
    /// The version specifiers as written, such as `>=2,<3`; empty if there are none.
    pub specifiers: String,
    /// The address behind `@`.
    pub url: Option<String>,
    /// The environment marker as written.
    pub marker: Option<String>,
}

/// `-r` or `-c` with its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Include {
    /// Whether it is `-c`: constraints install nothing.
    pub constraint: bool,
    /// The path as written.
    pub path: String,
    /// Where the path stands.
    pub path_range: Range<usize>,
}

/// An option for the whole file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileOption {
    /// Its long name, such as `--index-url`.
    pub name: &'static str,
    /// Its value, if it takes one.
    pub value: Option<String>,
    /// Where the value stands.
    pub value_range: Range<usize>,
}

/// Why pip cannot read a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// No requirement, path, address or option.
    Requirement,
    /// An option that pip does not have in files.
    UnknownOption(String),
    /// An option without its value.
    MissingValue(String),
}

impl RequirementsFile {
    /// Reads a text.
    #[must_use]
    pub fn parse(_text: &str) -> Self {
        Self { lines: vec![] }
    }
}
