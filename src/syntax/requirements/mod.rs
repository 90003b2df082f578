//! `requirements.txt`: pip's file format, line by line.
//!
//! The parser knows no version of pip. Where versions differ in what they read, a node says which of them read it.

mod logical;
mod marker;
mod options;
mod requirement;
mod words;

#[cfg(test)]
mod tests;

pub use marker::is_true as marker_is_true;
pub use options::FileOption;

use std::ops::Range;

use logical::Logical;

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
    /// The content as pip sees it, with its continuations joined.
    pub text: String,
    /// What pip takes for the requirement: without options and marker. None where there are only options.
    pub requirement: Option<Target>,
    /// What it is.
    pub kind: LineKind,
    /// The options on it, in their order; on the line of a requirement only some of them count.
    pub options: Vec<FileOption>,
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
    Editable(Target),
    /// A path or an address without a name.
    Direct(Target),
    /// Options for the whole file and nothing else.
    Options,
    /// Not a requirement until pip has put the values of variables in.
    Variable,
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
    /// The extras as written.
    pub extras: Vec<String>,
    /// The version specifiers as written, such as `>=2,<3`; empty if there are none.
    pub specifiers: String,
    /// Where the specifiers stand.
    pub specifiers_range: Range<usize>,
    /// The address behind `@`.
    pub url: Option<String>,
    /// The environment marker as written.
    pub marker: Option<String>,
    /// Which versions of pip read it.
    pub pips: Pips,
}

/// Versions of pip, by their first two numbers: from one up to another, which is none of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pips {
    since: (u32, u32),
    before: (u32, u32),
}

impl Pips {
    /// Every version.
    pub const ALL: Self = Self { since: (0, 0), before: (u32::MAX, 0) };
    /// Those that take nearly any text for a version.
    pub const OF_OLD_GRAMMAR: Self = Self { before: NEW_GRAMMAR, ..Self::ALL };
    /// Those that read versions by PEP 440.
    pub const OF_NEW_GRAMMAR: Self = Self { since: NEW_GRAMMAR, ..Self::ALL };

    /// Those that let a bracket stand behind a version.
    pub const WITHOUT_EXTRAS_CHECK: Self = Self { before: (21, 0), ..Self::ALL };

    /// Whether a version is one of them.
    #[must_use]
    pub fn contain(self, version: (u32, u32)) -> bool {
        self.since <= version && version < self.before
    }
}

/// The version of pip that got a new parser of requirements.
const NEW_GRAMMAR: (u32, u32) = (24, 1);

/// A path or an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// As written.
    pub text: String,
    /// Where it stands.
    pub range: Range<usize>,
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

/// Why pip cannot read a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// No requirement, path or address.
    Requirement,
    /// A requirement, but what stands behind its `;` is no marker.
    Marker,
    /// An option that pip does not have in files.
    UnknownOption(String),
    /// The start of several options.
    AmbiguousOption(String),
    /// An option without its value.
    MissingValue(String),
    /// A value for an option that takes none.
    UnwantedValue(String),
    /// A value that the option cannot have, such as a `--hash` without its algorithm.
    WrongValue(String),
    /// `-e` with the address of a file.
    EditableAddress,
    /// `-e` with the address of a repository that does not say the name of the package, as `#egg=name` does.
    EditableWithoutName,
    /// A quote that is not closed, or a backslash at the very end.
    Quote,
}

impl RequirementsFile {
    /// Reads a text.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self { lines: logical::split(text).iter().map(Line::parse).collect() }
    }

    /// The text that the tree was read from, put together from its tokens.
    #[must_use]
    pub fn print(&self, text: &str) -> String {
        self.lines.iter().map(|line| &text[line.range.clone()]).collect()
    }
}

impl Line {
    fn parse(logical: &Logical) -> Self {
        let (options, kind) = match options::read(logical) {
            Ok(options) => {
                let kind = kind(logical, &options);
                (options, kind)
            }
            Err(problem) => (vec![], LineKind::Unreadable(problem)),
        };
        Self {
            range: logical.range.clone(),
            content: logical.content(),
            text: logical.text.clone(),
            requirement: requirement::body(logical),
            kind: if has_variable(&logical.text) { kind.whatever_its_variables() } else { kind },
            options,
        }
    }
}

impl LineKind {
    /// What is wrong may come right when pip has put the values of variables in.
    fn whatever_its_variables(self) -> Self {
        match self {
            Self::Unreadable(_) => Self::Variable,
            Self::Named(named) => Self::Named(Named { pips: Pips::ALL, ..named }),
            other => other,
        }
    }
}

/// What stands before the first option decides; then `-e`, then `-r` and `-c`.
fn kind(logical: &Logical, found: &[FileOption]) -> LineKind {
    let requirement = options::before(&logical.text);
    if logical.text.is_empty() {
        return LineKind::Blank;
    }
    if !requirement.is_empty() {
        return requirement::classify(logical, requirement);
    }
    let first = |name: &str| found.iter().find(|option| option.name == name);
    let include = |option: &FileOption, constraint| {
        let path = option.value.clone().unwrap_or_default();
        LineKind::Include(Include { constraint, path, path_range: option.value_range.clone() })
    };
    if let Some(option) = first("--editable") {
        let text = option.value.clone().unwrap_or_default();
        return requirement::editable(Target { text, range: option.value_range.clone() });
    }
    let required = first("--requirement").map(|option| include(option, false));
    required.or_else(|| first("--constraint").map(|option| include(option, true))).unwrap_or(LineKind::Options)
}

/// Whether a text holds a variable in the only form that pip replaces: `${NAME}`, in capitals.
#[must_use]
pub fn has_variable(text: &str) -> bool {
    text.split("${").skip(1).any(|rest| {
        let name = rest.split('}').next().unwrap_or_default();
        let capital = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
        name.len() < rest.len() && !name.is_empty() && name.bytes().all(capital)
    })
}

/// A package's name as the index knows it (PEP 503).
#[must_use]
pub fn normalize_name(name: &str) -> String {
    let parts = name.split(['-', '_', '.']).filter(|part| !part.is_empty());
    parts.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-")
}
