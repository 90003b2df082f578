//! How Ruby shows what it has read: in the words of an error, and when it prints the command of a process.

use super::ruby_scalar::Scalar;

/// The longest text that is shown; what refers to itself again and again has no end.
const LONGEST: usize = 2000;

/// A value, of which parts refer to others by their place among all.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Scalar(Scalar),
    List(Vec<usize>),
    Map(Vec<(usize, usize)>),
    /// The value at another place.
    Alias(usize),
}

/// All values of a document.
pub(super) type Values = [Value];

/// The value at a place, or the one that stands for it, and where that is.
pub(super) fn resolved(values: &Values, place: usize) -> (usize, &Value) {
    match &values[place] {
        Value::Alias(place) => (*place, &values[*place]),
        value => (place, value),
    }
}

/// A value as an error shows it.
pub(super) fn inspect(values: &Values, place: usize) -> String {
    let mut shown = String::new();
    let mut steps = vec![Step::Value(place)];
    let mut open = vec![];
    while let Some(step) = steps.pop() {
        match step {
            _ if shown.len() > LONGEST => break,
            Step::Text(text) => shown.push_str(text),
            Step::Close(text) => {
                open.pop();
                shown.push_str(text);
            }
            Step::Value(place) => match resolved(values, place) {
                (_, Value::Scalar(scalar)) => shown.push_str(&scalar.inspect()),
                (place, Value::List(_)) if open.contains(&place) => shown.push_str("[...]"),
                (place, Value::Map(_)) if open.contains(&place) => shown.push_str("{...}"),
                (_, Value::Alias(_)) => {}
                (place, Value::List(parts)) => {
                    open.push(place);
                    shown.push('[');
                    steps.push(Step::Close("]"));
                    for (at, part) in parts.iter().enumerate().rev() {
                        steps.extend([Step::Value(*part), Step::Text(separator(at))]);
                    }
                }
                (place, Value::Map(pairs)) => {
                    open.push(place);
                    shown.push('{');
                    steps.push(Step::Close("}"));
                    for (at, (key, value)) in pairs.iter().enumerate().rev() {
                        steps.extend([Step::Value(*value), Step::Text("=>"), Step::Value(*key), Step::Text(separator(at))]);
                    }
                }
            },
        }
    }
    shown
}

/// What comes next when a value is shown; nothing here goes deeper with the text.
enum Step {
    Value(usize),
    Text(&'static str),
    Close(&'static str),
}

fn separator(at: usize) -> &'static str {
    if at == 0 { "" } else { ", " }
}

/// What `puts` prints of a value: of a list, each part on a line of its own.
pub(super) fn printed(values: &Values, place: usize) -> String {
    let mut lines: Vec<String> = vec![];
    let (mut wanted, mut left) = (vec![place], LONGEST);
    while let Some(place) = wanted.pop() {
        left = left.saturating_sub(1);
        match resolved(values, place).1 {
            Value::List(parts) if left > 0 => wanted.extend(parts.iter().rev().take(left)),
            Value::Scalar(scalar) => lines.push(scalar.printed()),
            Value::List(_) | Value::Map(_) | Value::Alias(_) => lines.push(inspect(values, place)),
        }
    }
    lines.join("\n")
}

/// Its class.
pub(super) fn class(value: &Value) -> &'static str {
    match value {
        Value::Scalar(scalar) => scalar.class(),
        Value::List(_) => "Array",
        Value::Map(_) => "Hash",
        Value::Alias(_) => "NilClass",
    }
}
