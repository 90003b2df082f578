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
        found => misplaced(reading, word, name, glued, found),
    }
}

/// An option that the command does not have. One of the program itself is refused there, and clear all the same.
fn misplaced<'c>(reading: &mut Reading<'c>, word: &'c Word, name: Range<usize>, glued: Option<usize>, found: Match) {
    let own = reading.table.scope("").map(|scope| reading.exact(scope, &word.text[name.clone()]));
    let Some(Match::Option(spec)) = own else { return reading.unknown(word, name, found) };
    let is_alone = name.start == 0 && reading.has(spec);
    match reading.line.command.filter(|_| is_alone) {
        None => reading.unknown(word, name.clone(), found),
        Some(command) => {
            let value = reading.upcoming().next().filter(|next| glued.is_none() && !next.text.starts_with('-'));
            let last = value.filter(|_| spec.takes != Takes::Flag).unwrap_or(word);
            let whole = word.range.start..last.range.end;
            reading.fault(OptionFaultKind::BehindCommand { whole, command: command.range.clone() }, word, name.clone());
        }
    }
    reading.option(spec, word, name.clone(), glued);
    if glued.is_none() {
        reading.take_values(spec, word, name, |next| !next.text.starts_with('-'));
    }
}

/// `-port 80` for `--port 80`: the first letter is no option, or takes the others for its value.
fn with_one_hyphen<'c>(reading: &mut Reading<'c>, scope: &'static Scope, word: &'c Word) -> bool {
    let Some((spec, option, end)) = reading.with_one_hyphen(scope, word) else { return false };
    if let Match::Option(letter) = reading.exact(scope, &word.text[..2])
        && letter.takes == Takes::Flag
    {
        return false;
    }
    reading.fault(OptionFaultKind::OneHyphen { option }, word, 0..end);
    let glued = (end < word.text.len()).then_some(end + 1);
    reading.option(spec, word, 0..end, glued);
    if glued.is_none() {
        reading.take_values(spec, word, 0..end, |next| !next.text.starts_with('-'));
    }
    true
}

/// `-p80`, `-p 80`, and several flags in one word. There are options with one hyphen and several letters, too.
fn short<'c>(reading: &mut Reading<'c>, scope: &'static Scope, word: &'c Word) {
    if with_one_hyphen(reading, scope, word) {
        return;
    }
    let mut at = 1;
    while let Some(letter) = word.text[at..].chars().next() {
        let end = at + letter.len_utf8();
        let name = if at == 1 { 0..end } else { at..end };
        let Match::Option(spec) = reading.exact(scope, &format!("-{letter}")) else {
            return misplaced(reading, word, name, (end < word.text.len()).then_some(end), Match::None);
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
