//! What a requirements file consists of.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use pep440_rs::Version;
use serde::{Deserialize, Serialize};

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

/// An option with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileOption {
    /// Its long name, such as `--index-url`.
    pub name: &'static str,
    /// Its value, if it takes one.
    pub value: Option<String>,
    /// Where the value stands; where there is none, where the option stands.
    pub value_range: Range<usize>,
    /// Which versions of pip read it in files.
    pub pips: Pips,
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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

impl Named {
    /// The only version that is allowed.
    #[must_use]
    pub fn pin(&self) -> Option<Version> {
        Version::from_str(self.specifiers.strip_prefix("==")?.trim_start_matches('=').trim()).ok()
    }
}

/// As pip writes it, without its marker.
impl fmt::Display for Named {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.name)?;
        if !self.extras.is_empty() {
            write!(formatter, "[{}]", self.extras.join(","))?;
        }
        match &self.url {
            Some(url) => write!(formatter, " @ {url}"),
            None => formatter.write_str(&self.specifiers),
        }
    }
}

/// Versions of pip, by their first two numbers: from one up to another, which is none of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pips {
    pub(super) since: (u32, u32),
    pub(super) before: (u32, u32),
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
    /// The text that the tree was read from, put together from its tokens.
    #[must_use]
    pub fn print(&self, text: &str) -> String {
        self.lines.iter().map(|line| &text[line.range.clone()]).collect()
    }
}
