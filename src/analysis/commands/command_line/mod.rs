//! A command of a web server or task runner, read as that program reads it.

mod argparse;
mod click;
mod getopt;
mod reading;
mod table;
mod tools;

use std::ops::Range;

use pep440_rs::Version;

use crate::syntax::shell_command::Word;

use crate::analysis::commands::start_command::Invocation;
use reading::Reading;
pub use table::Takes;
use table::{Grammar, Table};

/// A command, with its options told from its other arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommandLine<'c> {
    /// The program, by the name of its usual command; `django` for `manage.py`.
    pub tool: &'static str,
    /// The command behind the program, as in `flask run`; empty if it has none.
    pub command: String,
    /// Whether the options of this command are known. If not, everything behind it is a positional argument.
    pub is_known: bool,
    /// Whether a word may stand for any number of words, so that what follows may be read in another way.
    pub is_open: bool,
    /// The options, in their order.
    pub options: Vec<UsedOption<'c>>,
    /// What is no option, in its order, without the command.
    pub positionals: Vec<&'c Word>,
    /// What the program does not take.
    pub faults: Vec<Fault<'c>>,
}

/// An option as it is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedOption<'c> {
    /// Its first name, which is the long one if it has one: `--bind`.
    pub name: &'static str,
    /// The name as it is written: `-b`, `--bin`.
    pub written: String,
    /// Its value; none if it takes none or has none.
    pub value: Option<Value<'c>>,
    /// Where the name stands, in the text of the command.
    pub range: Range<usize>,
}

/// The value of an option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value<'c> {
    /// The word that it stands in.
    pub word: &'c Word,
    /// The value, in quotes that are taken away; variables stay as they are written.
    pub text: &'c str,
    /// Where it stands, in the text of the command.
    pub range: Range<usize>,
}

/// Something that the program does not take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault<'c> {
    /// What it is.
    pub kind: FaultKind,
    /// The option, without a value that stands in the same word.
    pub written: String,
    /// Where the option stands, in the text of the command.
    pub range: Range<usize>,
    /// The word that it stands in.
    pub word: &'c Word,
}

/// What is wrong with an option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// No release in question knows it.
    Unknown {
        /// The releases of the table that do know it, if the project's release is another one.
        known_in: Vec<&'static str>,
    },
    /// It is the beginning of several options.
    Ambiguous {
        /// The options.
        options: Vec<&'static str>,
    },
    /// The value is missing.
    NoValue {
        /// The names of the option.
        names: Vec<&'static str>,
    },
    /// It has a value and takes none.
    UnwantedValue,
}

impl<'c> CommandLine<'c> {
    /// Reads what an invocation starts; none if that is none of the known programs.
    ///
    /// With the release of the program that gets installed, options of other releases are faults; without it, only
    /// those are that no release has.
    #[must_use]
    pub fn of(invocation: &Invocation<'c>, release: Option<&Version>) -> Option<Self> {
        let (table, words) = tools::find(invocation)?;
        let mut reading = Reading::new(table, release, words);
        match table.grammar {
            Grammar::Argparse => argparse::read(&mut reading),
            Grammar::Click => click::read(&mut reading),
            Grammar::Getopt => getopt::read(&mut reading, false),
            Grammar::GetoptLong => getopt::read(&mut reading, true),
        }
        Some(reading.line)
    }

    /// The program that an invocation starts, if it is a known one.
    #[must_use]
    pub fn tool(invocation: &Invocation<'_>) -> Option<&'static str> {
        tools::find(invocation).map(|(table, _)| table.tool)
    }

    /// The values of an option, by its first name.
    pub fn values(&self, name: &str) -> impl Iterator<Item = &Value<'c>> {
        self.options.iter().filter(move |option| option.name == name).filter_map(|option| option.value.as_ref())
    }

    /// The last value of an option, which is the one that counts.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&Value<'c>> {
        self.values(name).last()
    }

    /// Whether an option is used.
    #[must_use]
    pub fn uses(&self, name: &str) -> bool {
        self.options.iter().any(|option| option.name == name)
    }
}

/// Which rules of Python's standard library a program goes by, for what it prints.
#[must_use]
pub fn uses_argparse(tool: &str) -> bool {
    Table::find(tool).is_some_and(|table| table.grammar == Grammar::Argparse)
}

/// The other names of an option.
#[must_use]
pub fn names_of(tool: &str, command: &str, name: &str) -> Vec<&'static str> {
    let scope = Table::find(tool).and_then(|table| table.scope(command));
    let spec = scope.and_then(|scope| scope.options.iter().find(|option| option.names.contains(&name)));
    spec.map(|spec| spec.names.clone()).unwrap_or_default()
}

/// The names of all options that a command has in one release or another, for suggestions.
#[must_use]
pub fn option_names(tool: &str, command: &str) -> Vec<&'static str> {
    let scope = Table::find(tool).and_then(|table| table.scope(command));
    scope.into_iter().flat_map(|scope| &scope.options).flat_map(|option| option.names.iter().copied()).collect()
}

#[cfg(test)]
mod tests;
