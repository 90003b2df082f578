//! Ports as a command writes them.

use std::ops::Range;

use crate::analysis::Facts;
use crate::syntax::shell_command::Word;

/// The names that platforms use for the variable that holds the port.
pub const VARIABLES: &[&str] = &["PORT", "_PORT"];

/// The port that a server is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Port {
    /// The server, in one word.
    pub tool: &'static str,
    /// As it is written, with its variable.
    pub text: String,
    /// How it is written.
    pub form: PortForm,
    /// Where it stands in the command.
    pub range: Range<usize>,
    /// Where the word stands that it is in.
    pub word: Range<usize>,
    /// Whether the shell would put the value of a variable in its place.
    pub is_expanded: bool,
}

/// How a port is written; a range is the place of the name in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PortForm {
    /// `8000`
    Number,
    /// `$NAME`, `${NAME}`, `${NAME:-8000}`
    Variable(Range<usize>),
    /// `$(NAME)`, which starts a program.
    Program(Range<usize>),
    /// `%NAME%`, as on Windows.
    Windows(Range<usize>),
    /// `NAME`, a word like any other.
    Word(Range<usize>),
    /// In another way.
    Other,
}

impl Port {
    /// Whether it stands behind this host, in the same word.
    #[must_use]
    pub fn is_behind(&self, host: Range<usize>) -> bool {
        self.word.start <= host.start && host.end <= self.word.end
    }

    /// The port in the end of a word, from a place in its text on.
    pub(super) fn at(tool: &'static str, word: &Word, from: usize, command: &str) -> Self {
        let text = word.text[from..].to_owned();
        Self {
            tool,
            form: PortForm::of(&text),
            text,
            range: word.place(from..word.text.len()),
            word: word.range.clone(),
            is_expanded: !command[word.range.clone()].contains('\''),
        }
    }
}

impl PortForm {
    /// How a text is written that stands for a port.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let is_name = |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let inner = |from: usize, to: usize| text.get(from..to).is_some_and(is_name).then_some(from..to);
        let end = text.len();
        let found = if is_number(text) {
            Some(Self::Number)
        } else if let Some(rest) = text.strip_prefix("${") {
            rest.find([':', '-', '}']).and_then(|length| inner(2, 2 + length)).map(Self::Variable)
        } else if text.starts_with("$(") && text.ends_with(')') {
            inner(2, end - 1).map(Self::Program)
        } else if text.starts_with('%') && text.ends_with('%') && end > 1 {
            inner(1, end - 1).map(Self::Windows)
        } else if text.starts_with('$') {
            inner(1, end).map(Self::Variable)
        } else {
            inner(0, end).map(Self::Word)
        };
        found.unwrap_or(Self::Other)
    }
}

/// Where the port begins in an address; none in a path and where there is none.
pub(super) fn port_in(address: &str, may_be_alone: bool) -> Option<usize> {
    if address.starts_with("unix:") || address.contains('/') {
        return None;
    }
    // The colon of `${PORT:-8000}` is none of the address.
    let variable = address.rfind("${").filter(|_| address.ends_with('}'));
    let head = &address[..variable.unwrap_or(address.len())];
    match head.rfind(':') {
        Some(colon) => Some(colon + 1),
        None if may_be_alone && (variable == Some(0) || address.starts_with(['$', '%']) || is_number(address)) => Some(0),
        None => None,
    }
}

/// Whether an address is a port alone: a number, or the variable of the platform's port.
pub(super) fn is_port(address: &str, variable: &str) -> bool {
    let is_variable =
        |name: &str| name == variable || name.strip_prefix('{').and_then(|name| name.strip_suffix('}')) == Some(variable);
    is_number(address) || address.strip_prefix('$').is_some_and(is_variable)
}

/// Whether the platform gives this port: the one that is set there, else the usual one.
pub(super) fn is_given(facts: &Facts<'_>, port: &str) -> bool {
    let runtime = &facts.platform.runtime;
    let usual = runtime.usual_port.as_ref().map(|fact| fact.value.to_string());
    facts.settings.env.get(&runtime.port_variable.value).cloned().or(usual).is_some_and(|given| given == port)
}

pub(super) fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
