//! From the text of a requirements file to its lines.

use super::logical::{self, Logical};
use super::tree::{FileOption, Include, Line, LineKind, Named, Pips, RequirementsFile, Target};
use super::{options, requirement};

impl RequirementsFile {
    /// Reads a text.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self { lines: logical::split(text).iter().map(Line::parse).collect() }
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
