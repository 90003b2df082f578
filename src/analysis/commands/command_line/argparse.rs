//! The rules of Python's `argparse`.

use std::ops::Range;

use crate::syntax::shell_command::Word;

use super::line::OptionFaultKind;
use super::reading::{Match, Reading};
use super::table::{Scope, Spec, Takes};

pub(super) fn read(reading: &mut Reading<'_>) {
    let scope = if reading.table.has_commands() {
        let Some(command) = reading.next() else { return };
        reading.enter(command)
    } else {
        reading.table.scope("")
    };
    let Some(scope) = scope else { return };
    while let Some(word) = reading.next() {
        if word.text == "--" {
            for word in reading.rest() {
                reading.positional(word);
            }
        } else if can_be_value(reading, scope, word) {
            reading.positional(word);
        } else if word.text.starts_with("--") {
            long(reading, scope, word);
        } else {
            short(reading, scope, word);
        }
    }
}

/// A lone hyphen, a negative number and a text with blanks are no options.
fn can_be_value(reading: &Reading<'_>, scope: &'static Scope, word: &Word) -> bool {
    let text = word.text.as_str();
    let is_known = || matches!(reading.exact(scope, text.split('=').next().unwrap_or(text)), Match::Option(_));
    !text.starts_with('-') || text == "-" || is_negative_number(text) || (text.contains(' ') && !is_known())
}

fn take_values<'c>(reading: &mut Reading<'c>, scope: &'static Scope, spec: &'static Spec, option: (&'c Word, Range<usize>)) {
    let values = reading.upcoming().take_while(|next| can_be_value(reading, scope, next) && next.text != "--").count();
    let end = reading.upcoming().nth(values).map(|word| word.range.start);
    reading.take_values(spec, option.0, option.1, |next| end.is_none_or(|end| next.range.start < end));
}

fn is_negative_number(text: &str) -> bool {
    let number = text.trim_start_matches('-');
    number.len() + 1 == text.len()
        && number.parse::<f64>().is_ok()
        && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

fn long<'c>(reading: &mut Reading<'c>, scope: &'static Scope, word: &'c Word) {
    let name = 0..word.text.find('=').unwrap_or(word.text.len());
    let glued = word.text.find('=').map(|at| at + 1);
    match reading.beginning(scope, &word.text[name.clone()]) {
        Match::Option(spec) => {
            reading.option(spec, word, name.clone(), glued);
            if glued.is_some() && spec.takes == Takes::Flag {
                reading.fault(OptionFaultKind::UnwantedValue, word, name);
            } else if glued.is_none() {
                take_values(reading, scope, spec, (word, name));
            }
        }
        found => reading.unknown(word, name, found),
    }
}

/// `-w4`, `-w=4`, `-w 4`, and several flags in one word.
fn short<'c>(reading: &mut Reading<'c>, scope: &'static Scope, word: &'c Word) {
    let mut at = 1;
    while let Some(letter) = word.text[at..].chars().next() {
        let end = at + letter.len_utf8();
        let Match::Option(spec) = reading.exact(scope, &format!("-{letter}")) else {
            // Only the first letter makes the whole word unknown.
            let whole = if at == 1 { 0..word.text.find('=').unwrap_or(word.text.len()) } else { 0..word.text.len() };
            return reading.unknown(word, whole, Match::None);
        };
        let name = if at == 1 { 0..end } else { at..end };
        let has_more = end < word.text.len();
        if has_more && spec.takes != Takes::Flag {
            let sign = usize::from(word.text[end..].starts_with('='));
            return reading.option(spec, word, name, Some(end + sign));
        }
        reading.option(spec, word, name.clone(), None);
        if !has_more {
            return take_values(reading, scope, spec, (word, name));
        }
        at = end;
    }
}
