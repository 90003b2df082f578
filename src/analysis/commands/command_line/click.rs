//! The rules of the package `click`.

use std::ops::Range;

use crate::syntax::shell_command::Word;

use super::line::OptionFaultKind;
use super::reading::{Match, Reading};
use super::table::{Scope, Takes};

pub(super) fn read(reading: &mut Reading<'_>) {
    let Some(mut scope) = reading.table.scope("") else { return };
    let mut needs_command = reading.table.has_commands();
    while let Some(word) = reading.next() {
        let text = word.text.as_str();
        if text == "--" {
            for word in reading.rest() {
                reading.positional(word);
            }
        } else if text.starts_with("--") {
            long(reading, scope, word);
        } else if text.starts_with('-') && text != "-" {
            short(reading, scope, word);
        } else if needs_command {
            needs_command = false;
            let Some(command) = reading.enter(word) else { return };
            scope = command;
        } else {
            reading.positional(word);
        }
    }
}

fn long<'c>(reading: &mut Reading<'c>, scope: &'static Scope, word: &'c Word) {
    let name = 0..word.text.find('=').unwrap_or(word.text.len());
    let glued = word.text.find('=').map(|at| at + 1);
    match reading.exact(scope, &word.text[name.clone()]) {
        Match::Option(spec) => {
            reading.option(spec, word, name.clone(), glued);
            if glued.is_some() && spec.takes == Takes::Flag {
                reading.fault(OptionFaultKind::UnwantedValue, word, name);
            } else if glued.is_none() {
                let takes_any = spec.takes == Takes::Value;
                reading.take_values(spec, word, name, |next| takes_any || !next.text.starts_with('-'));
            }
        }
        found => {
            reading.unknown(word, name.clone(), found);
            misplaced(reading, word, name, glued);
        }
    }
}

/// An option of the program itself that stands behind the command: it is refused there, and clear all the same.
fn misplaced<'c>(reading: &mut Reading<'c>, word: &'c Word, name: Range<usize>, glued: Option<usize>) {
    let Some(scope) = reading.table.scope("") else { return };
    if let Match::Option(spec) = reading.exact(scope, &word.text[name.clone()]) {
        reading.option(spec, word, name.clone(), glued);
        if glued.is_none() {
            reading.take_values(spec, word, name, |next| !next.text.starts_with('-'));
        }
    }
}

/// `-p80`, `-p 80`, and several flags in one word. There are options with one hyphen and several letters, too.
fn short<'c>(reading: &mut Reading<'c>, scope: &'static Scope, word: &'c Word) {
    let mut at = 1;
    while let Some(letter) = word.text[at..].chars().next() {
        let end = at + letter.len_utf8();
        let name = if at == 1 { 0..end } else { at..end };
        let Match::Option(spec) = reading.exact(scope, &format!("-{letter}")) else {
            reading.unknown(word, name.clone(), Match::None);
            return misplaced(reading, word, name, (end < word.text.len()).then_some(end));
        };
        let has_more = end < word.text.len();
        let takes_rest = has_more && spec.takes != Takes::Flag;
        reading.option(spec, word, name.clone(), takes_rest.then_some(end));
        if takes_rest {
            return;
        }
        if !has_more {
            let takes_any = spec.takes == Takes::Value;
            return reading.take_values(spec, word, name, |next| takes_any || !next.text.starts_with('-'));
        }
        at = end;
    }
}
