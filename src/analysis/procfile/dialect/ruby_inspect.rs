//! How Ruby shows a value in the words of an error.

use std::fmt::Write as _;

use libyaml_safer::{EventData, ScalarStyle};

/// A list, shown event by event; nothing here goes deeper with the text.
#[derive(Debug, Default)]
pub(super) struct Inspection {
    shown: String,
    open: Vec<Open>,
}

/// What has begun and has not ended.
#[derive(Debug, Clone, Copy)]
enum Open {
    Sequence { is_first: bool },
    Key { is_first: bool },
    Value,
}

impl Inspection {
    /// Takes the next event; gives the whole text when the outermost list has ended.
    pub(super) fn next(&mut self, event: &EventData) -> Option<String> {
        match event {
            EventData::SequenceEnd => self.close("]"),
            EventData::MappingEnd => self.close("}"),
            _ => {
                self.separate();
                match event {
                    EventData::SequenceStart { .. } => self.open("[", Open::Sequence { is_first: true }),
                    EventData::MappingStart { .. } => self.open("{", Open::Key { is_first: true }),
                    EventData::Scalar { value, style, .. } => self.shown.push_str(&scalar(value, *style).0),
                    _ => self.shown.push_str("nil"),
                }
            }
        }
        self.open.is_empty().then(|| std::mem::take(&mut self.shown))
    }

    fn open(&mut self, bracket: &str, open: Open) {
        self.shown.push_str(bracket);
        self.open.push(open);
    }

    fn close(&mut self, bracket: &str) {
        self.shown.push_str(bracket);
        self.open.pop();
    }

    fn separate(&mut self) {
        let (mark, next) = match self.open.last() {
            None => return,
            Some(Open::Sequence { is_first }) => (if *is_first { "" } else { ", " }, Open::Sequence { is_first: false }),
            Some(Open::Key { is_first }) => (if *is_first { "" } else { ", " }, Open::Value),
            Some(Open::Value) => ("=>", Open::Key { is_first: false }),
        };
        self.shown.push_str(mark);
        if let Some(last) = self.open.last_mut() {
            *last = next;
        }
    }
}

/// A scalar and its class.
pub(super) fn scalar(value: &str, style: ScalarStyle) -> (String, &'static str) {
    let is_number =
        !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) && (value == "0" || !value.starts_with('0'));
    match value {
        _ if style != ScalarStyle::Plain => (string(value), "String"),
        "" | "~" | "null" | "Null" | "NULL" => ("nil".to_owned(), "NilClass"),
        "true" | "True" | "TRUE" | "yes" | "Yes" | "YES" | "on" | "On" | "ON" => ("true".to_owned(), "TrueClass"),
        "false" | "False" | "FALSE" | "no" | "No" | "NO" | "off" | "Off" | "OFF" => ("false".to_owned(), "FalseClass"),
        _ if is_number => (value.to_owned(), "Integer"),
        _ => (string(value), "String"),
    }
}

fn string(value: &str) -> String {
    let mut shown = String::from('"');
    let mut chars = value.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '"' | '\\' => shown.extend(['\\', char]),
            '#' if matches!(chars.peek(), Some('{' | '$' | '@')) => shown.push_str("\\#"),
            '\n' => shown.push_str("\\n"),
            '\t' => shown.push_str("\\t"),
            '\r' => shown.push_str("\\r"),
            control if control.is_control() => {
                let _ = write!(shown, "\\u{:04X}", u32::from(control));
            }
            _ => shown.push(char),
        }
    }
    shown.push('"');
    shown
}
