//! What a platform's parser makes of a part of a Procfile.

use crate::platform;

use super::process::Process;

/// Why a platform refuses a whole text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It is no YAML.
    Yaml,
    /// It is no YAML once the platform has put `web: ` before it.
    Prefixed,
    /// It is nothing but `web:`, and the platform looks at the character behind it.
    Crash,
    /// It is no YAML, or no map of texts, which the platform finds out before it installs anything.
    YamlAtFirst,
    /// It does not fit the grammar.
    Grammar,
}

impl Refusal {
    /// The usual reason why a platform refuses a text.
    #[must_use]
    pub fn of(procfile: &platform::Procfile) -> Self {
        let is_first = procfile.read_first.as_ref().is_some_and(|fact| fact.value);
        match procfile.dialect.value.is_yaml() {
            true if is_first => Self::YamlAtFirst,
            true => Self::Yaml,
            false => Self::Grammar,
        }
    }
}

/// What the parser makes of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// What was written.
    Kept,
    /// A reason to refuse the whole text.
    Rejected(Refusal),
    /// Nothing; the rest is read.
    Dropped,
    /// A process with another name or command.
    Misread {
        /// Its name.
        name: String,
        /// Its command.
        command: String,
    },
    /// The end of a command that begins above.
    Folded {
        /// The name of its process.
        name: String,
        /// All of it.
        command: String,
    },
}

impl Effect {
    /// What a process is, of which this name and command are meant.
    pub(super) fn of(process: &Process, written: Option<&(String, String)>) -> Self {
        let (name, command) = (process.name.clone(), process.command.trim_ascii().to_owned());
        let is_kept = written.is_some_and(|written| written.0 == name && written.1 == command);
        if is_kept { Self::Kept } else { Self::Misread { name, command } }
    }

    /// Whether the platform refuses the whole text.
    #[must_use]
    pub fn is_rejected(&self) -> bool {
        matches!(self, Self::Rejected(_))
    }

    /// Whether it becomes a process of this name.
    #[must_use]
    pub fn is_misread_as(&self, process: &str) -> bool {
        matches!(self, Self::Misread { name, .. } if name == process)
    }
}
