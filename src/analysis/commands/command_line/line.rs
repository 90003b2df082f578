//! A command as a program reads it: its options, its other arguments, and what it does not take.

use std::ops::Range;

use crate::syntax::shell_command::Word;

/// A command, with its options told from its other arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommandLine<'c> {
    /// The program, by the name of its usual command; `django` for `manage.py`.
    pub tool: &'static str,
    /// The command behind the program, as in `flask run`.
    pub command: Option<&'c Word>,
    /// Whether the options of this command are known. If not, everything behind it is a positional argument.
    pub is_known: bool,
    /// Whether a word may stand for any number of words, so that what follows may be read in another way.
    pub is_open: bool,
    /// The options, in their order.
    pub options: Vec<UsedOption<'c>>,
    /// What is no option, in its order, without the command.
    pub positionals: Vec<&'c Word>,
    /// What the program does not take.
    pub faults: Vec<OptionFault<'c>>,
}

/// An option as it is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedOption<'c> {
    /// Its first name, which is the long one if it has one: `--bind`.
    pub name: &'static str,
    /// The name as it is written: `-b`, `--bin`.
    pub written: String,
    /// Its value; none if it takes none or has none.
    pub value: Option<OptionValue<'c>>,
    /// Where the name stands, in the text of the command.
    pub range: Range<usize>,
}

/// The value of an option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionValue<'c> {
    /// The word that it stands in.
    pub word: &'c Word,
    /// The value, in quotes that are taken away; variables stay as they are written.
    pub text: &'c str,
    /// Where it stands, in the text of the command.
    pub range: Range<usize>,
}

/// Something that the program does not take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionFault<'c> {
    /// What it is.
    pub kind: OptionFaultKind,
    /// The option, without a value that stands in the same word.
    pub written: String,
    /// Where the option stands, in the text of the command.
    pub range: Range<usize>,
    /// The word that it stands in.
    pub word: &'c Word,
}

/// What is wrong with an option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OptionFaultKind {
    /// No release knows it.
    Unknown,
    /// Only other releases know it than the one that gets installed.
    OfAnotherRelease {
        /// Those of the table that do.
        known_in: Vec<&'static str>,
    },
    /// It is an option of the program itself, and stands behind the command.
    BehindCommand {
        /// The option with its value, in the text of the command.
        whole: Range<usize>,
        /// The command that it has to stand before.
        command: Range<usize>,
    },
    /// It has one hyphen in the place of two.
    OneHyphen {
        /// The option as it is.
        option: &'static str,
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
    /// The name of the command behind the program; empty if it has none.
    #[must_use]
    pub fn command_name(&self) -> &'c str {
        self.command.map_or("", |word| word.text.as_str())
    }

    /// The values of an option, by its first name.
    pub fn values(&self, name: &str) -> impl Iterator<Item = &OptionValue<'c>> {
        self.options.iter().filter(move |option| option.name == name).filter_map(|option| option.value.as_ref())
    }

    /// The last value of an option, which is the one that counts.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&OptionValue<'c>> {
        self.values(name).last()
    }

    /// Whether an option is used.
    #[must_use]
    pub fn uses(&self, name: &str) -> bool {
        self.options.iter().any(|option| option.name == name)
    }
}
