//! What all ways of reading a command have in common.

use std::ops::Range;

use pep440_rs::Version;

use crate::syntax::shell_command::Word;

use super::line::{CommandLine, OptionFault, OptionFaultKind, OptionValue, UsedOption};
use super::table::{Releases, Scope, Spec, Table, Takes};

/// A command while it is read.
#[derive(Debug)]
pub(super) struct Reading<'c> {
    pub(super) line: CommandLine<'c>,
    pub(super) table: &'static Table,
    /// The releases of the table that may be the one that gets installed.
    in_question: Releases,
    /// Whether the release is one of which the table knows nothing.
    is_beyond: bool,
    words: &'c [&'c Word],
    at: usize,
}

/// What a name may be.
pub(super) enum Match {
    Option(&'static Spec),
    Ambiguous(Vec<&'static str>),
    None,
}

impl<'c> Reading<'c> {
    pub(super) fn new(table: &'static Table, release: Option<&Version>, words: &'c [&'c Word]) -> Self {
        let around = release.map(|release| table.around(release));
        let line = CommandLine {
            tool: table.tool,
            command: None,
            is_known: true,
            is_open: false,
            options: vec![],
            positionals: vec![],
            faults: vec![],
        };
        let in_question = around.flatten().unwrap_or_else(|| table.all());
        Self { line, table, in_question, is_beyond: around == Some(None), words, at: 0 }
    }

    /// Takes the next word.
    pub(super) fn next(&mut self) -> Option<&'c Word> {
        let word = self.words.get(self.at).copied()?;
        self.at += 1;
        Some(word)
    }

    /// Takes the next word if it fits.
    pub(super) fn next_if(&mut self, fits: impl Fn(&Word) -> bool) -> Option<&'c Word> {
        self.words.get(self.at).filter(|word| fits(word))?;
        self.next()
    }

    /// The words that follow.
    pub(super) fn upcoming(&self) -> impl Iterator<Item = &'c Word> + use<'c> {
        self.words[self.at..].iter().copied()
    }

    /// All that is left.
    pub(super) fn rest(&mut self) -> &'c [&'c Word] {
        let rest = &self.words[self.at..];
        self.at = self.words.len();
        rest
    }

    pub(super) fn positional(&mut self, word: &'c Word) {
        // Without quotes a variable may hold several words, or none.
        self.line.is_open |= word.expands;
        self.line.positionals.push(word);
    }

    /// Begins a command; without a table all that follows is taken as it is.
    pub(super) fn enter(&mut self, command: &'c Word) -> Option<&'static Scope> {
        self.line.command = Some(command);
        let scope = self.table.scope(&command.text);
        if scope.is_none() {
            self.line.is_known = false;
            self.line.positionals = self.rest().to_vec();
        }
        scope
    }

    /// The option of this name, as the releases in question have it, or else as any has.
    pub(super) fn exact(&self, scope: &'static Scope, name: &str) -> Match {
        let mut other = Match::None;
        for spec in scope.options.iter().filter(|spec| spec.names.contains(&name)) {
            if self.has(spec) {
                return Match::Option(spec);
            }
            if let Match::None = other {
                other = Match::Option(spec);
            }
        }
        other
    }

    /// The option of this name, or the only one whose long name begins like this in one of the releases.
    pub(super) fn beginning(&self, scope: &'static Scope, name: &str) -> Match {
        if let Match::Option(spec) = self.exact(scope, name) {
            return Match::Option(spec);
        }
        let mut ambiguous = vec![];
        for release in (0..self.table.releases.len()).rev().map(|at| 1 << at).filter(|bit| self.in_question & bit != 0) {
            let specs = scope.options.iter().filter(|spec| spec.releases & release != 0);
            let begin: Vec<_> = specs
                .flat_map(|spec| spec.names.iter().filter(|long| long.starts_with(name)).map(move |long| (*long, spec)))
                .collect();
            match begin.as_slice() {
                [] => {}
                [(_, spec)] => return Match::Option(spec),
                several => ambiguous = several.iter().map(|(long, _)| *long).collect(),
            }
        }
        if ambiguous.is_empty() { Match::None } else { Match::Ambiguous(ambiguous) }
    }

    pub(super) fn fault(&mut self, kind: OptionFaultKind, word: &'c Word, part: Range<usize>) {
        // What cannot be seen is not judged.
        if !self.is_beyond && !self.line.is_open {
            let written = word.text[part.clone()].to_owned();
            self.line.faults.push(OptionFault { kind, written, range: word.place(part), word });
        }
    }

    /// The option that a word means that has one hyphen in the place of two, and where its name ends.
    pub(super) fn with_one_hyphen(&self, scope: &'static Scope, word: &Word) -> Option<(&'static Spec, &'static str, usize)> {
        let end = word.text.find('=').unwrap_or(word.text.len());
        let name = word.text.get(..end).filter(|name| name.len() > 2 && !name.starts_with("--"))?;
        let Match::Option(spec) = self.exact(scope, &format!("-{name}")) else { return None };
        let option = spec.names.iter().find(|long| long.strip_prefix('-') == Some(name))?;
        Some((spec, option, end))
    }

    /// Whether a release in question has an option.
    pub(super) fn has(&self, spec: &Spec) -> bool {
        spec.releases & self.in_question != 0
    }

    /// Notes a name that is no option.
    pub(super) fn unknown(&mut self, word: &'c Word, part: Range<usize>, found: Match) {
        let kind = match found {
            Match::Ambiguous(options) => OptionFaultKind::Ambiguous { options },
            Match::Option(_) | Match::None => OptionFaultKind::Unknown,
        };
        if !word.text[part.clone()].contains(['$', '`']) {
            self.fault(kind, word, part);
        }
    }

    /// Takes an option, whose name is a part of a word, and the value in the same word.
    pub(super) fn option(&mut self, spec: &'static Spec, word: &'c Word, part: Range<usize>, glued: Option<usize>) {
        if !self.has(spec) {
            let known_in = self.table.names(spec.releases);
            self.fault(OptionFaultKind::OfAnotherRelease { known_in }, word, part.clone());
        }
        let value = glued.map(|from| OptionValue::of(word, from..word.text.len()));
        let used =
            UsedOption { name: spec.names[0], written: word.text[part.clone()].to_owned(), value, range: word.place(part) };
        self.line.options.push(used);
    }

    /// Gives a word to the last option as its value.
    pub(super) fn give(&mut self, word: &'c Word) {
        if let Some(option) = self.line.options.last_mut() {
            option.value = Some(OptionValue::of(word, 0..word.text.len()));
        }
    }

    /// Takes the values behind an option, where the grammar says which words can be one.
    pub(super) fn take_values(
        &mut self,
        spec: &'static Spec,
        word: &'c Word,
        part: Range<usize>,
        can_be: impl Fn(&Word) -> bool,
    ) {
        match spec.takes {
            Takes::Flag => {}
            Takes::Value => match self.next_if(&can_be) {
                Some(value) => self.give(value),
                None => self.fault(OptionFaultKind::NoValue { names: spec.names.clone() }, word, part),
            },
            Takes::Optional => {
                if let Some(value) = self.next_if(&can_be) {
                    self.give(value);
                }
            }
            Takes::Many => {
                while let Some(value) = self.next_if(&can_be) {
                    self.give(value);
                }
            }
        }
    }
}

impl<'c> OptionValue<'c> {
    fn of(word: &'c Word, part: Range<usize>) -> Self {
        Self { word, text: &word.text[part.clone()], range: word.place(part) }
    }
}
