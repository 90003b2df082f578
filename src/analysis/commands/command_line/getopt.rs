//! The rules of `getopt`: Python's, which ends at the first argument that is no option, and C's `getopt_long`.

use crate::syntax::shell_command::Word;

use super::line::OptionFaultKind;
use super::reading::{Match, Reading};
use super::table::{Scope, Spec, Takes};

pub(super) fn read(reading: &mut Reading<'_>, goes_on: bool) {
    let Some(scope) = reading.table.scope("") else { return };
    while let Some(word) = reading.next() {
        let text = word.text.as_str();
        if text.starts_with("--") && text != "--" {
            long(reading, scope, word);
        } else if text.starts_with('-') && text.len() > 1 && text != "--" {
            short(reading, scope, word);
        } else {
            if text != "--" {
                reading.positional(word);
            }
            if text == "--" || !goes_on {
                for word in reading.rest() {
                    reading.positional(word);
                }
            }
        }
    }
}

fn long<'c>(reading: &mut Reading<'c>, scope: &'static Scope, word: &'c Word) {
    let name = 0..word.text.find('=').unwrap_or(word.text.len());
    let glued = word.text.find('=').map(|at| at + 1);
    match reading.beginning(scope, &word.text[name.clone()]) {
        Match::Option(spec) => {
            if glued.is_some() && spec.takes == Takes::Flag {
                reading.fault(OptionFaultKind::UnwantedValue, word, name.clone());
            }
            take(reading, spec, word, name, glued);
        }
        found => reading.unknown(word, name, found),
    }
}

fn short<'c>(reading: &mut Reading<'c>, scope: &'static Scope, word: &'c Word) {
    let mut at = 1;
    while let Some(letter) = word.text[at..].chars().next() {
        let end = at + letter.len_utf8();
        let name = if at == 1 { 0..end } else { at..end };
        let Match::Option(spec) = reading.exact(scope, &format!("-{letter}")) else {
            return match reading.with_one_hyphen(scope, word).filter(|_| at == 1) {
                Some((_, option, end)) => reading.fault(OptionFaultKind::OneHyphen { option }, word, 0..end),
                None => reading.unknown(word, name, Match::None),
            };
        };
        let has_more = end < word.text.len();
        if !has_more || spec.takes != Takes::Flag {
            return take(reading, spec, word, name, has_more.then_some(end));
        }
        reading.option(spec, word, name, None);
        at = end;
    }
}

fn take<'c>(reading: &mut Reading<'c>, spec: &'static Spec, word: &'c Word, name: std::ops::Range<usize>, glued: Option<usize>) {
    reading.option(spec, word, name.clone(), glued);
    if glued.is_none() {
        let takes_next = spec.takes == Takes::Value;
        reading.take_values(spec, word, name, |_| takes_next);
    }
}
