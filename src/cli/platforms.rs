//! `pushready platforms`.

use std::process::ExitCode;

use anstyle::Style;
use serde::Serialize;
use serde_json::{Map, Value};

use super::arguments::{ListFormat, Platforms};
use super::context::Context;
use super::failure::Failure;
use super::request::find;
use super::{json, stream};
use crate::language::Language;
use crate::platform::custom::to_json;
use crate::platform::{self, Platform, Sentence};

/// A platform as the list shows it.
#[derive(Serialize)]
struct PlatformEntry<'a> {
    id: &'a str,
    name: &'a str,
    summary: &'a str,
}

pub(super) fn run(arguments: &Platforms, context: &mut Context) -> Result<ExitCode, Failure> {
    let entries = || platform::all().iter().map(|platform| entry(platform, context.language));
    match (&arguments.id, arguments.format) {
        (None, ListFormat::Text) => context.streams.text(&entries().map(|entry| row(&entry)).collect::<String>())?,
        (None, ListFormat::Json) => stream::data(&json::document(&entries().collect::<Vec<_>>()))?,
        (Some(id), ListFormat::Text) => context.streams.paged(&facts(find(id)?, context.language, context.streams.color()))?,
        (Some(id), ListFormat::Json) => stream::data(&json::document(&to_json(find(id)?)))?,
    }
    Ok(ExitCode::SUCCESS)
}

fn entry(platform: &Platform, language: Language) -> PlatformEntry<'_> {
    PlatformEntry { id: &platform.id, name: &platform.name, summary: sentence(&platform.summary, language) }
}

fn sentence(sentence: &Sentence, language: Language) -> &str {
    language.pick(&sentence.en, &sentence.zh)
}

fn row(PlatformEntry { id, name, summary }: &PlatformEntry<'_>) -> String {
    format!("{id:<16}  {name}\n                  {summary}\n")
}

/// Every fact with its source. The profile's own serialised form is walked, so that no fact can be forgotten.
fn facts(platform: &Platform, language: Language, color: bool) -> String {
    let bold = if color { Style::new().bold() } else { Style::new() };
    let mut lines = vec![format!("{bold}{}{bold:#}", platform.name), sentence(&platform.summary, language).to_owned()];
    let sections = to_json(platform).as_object().cloned().unwrap_or_default();
    for (name, value) in sections.iter().filter(|(name, _)| !["id", "name", "summary"].contains(&name.as_str())) {
        lines.push(format!("\n{bold}{name}{bold:#}"));
        lines.extend(section(value));
    }
    lines.push(String::new());
    lines.join("\n")
}

fn section(value: &Value) -> Vec<String> {
    match value {
        Value::Object(fields) if !fields.is_empty() => fields.iter().flat_map(|(name, value)| fact(name, value)).collect(),
        Value::Array(items) if !items.is_empty() => items.iter().map(|item| format!("  {}", plain(item))).collect(),
        _ => vec!["  -".to_owned()],
    }
}

/// `name: value  [source]`, with longer values and the note below it.
fn fact(name: &str, value: &Value) -> Vec<String> {
    let (value, source, note) = match value.as_object() {
        Some(fact) if fact.contains_key("value") => (&fact["value"], source(fact), text_of(fact, "note")),
        _ => (value, String::new(), None),
    };
    let note = note.map(|note| format!("    {note}"));
    let mut lines = match value.as_array().filter(|items| items.iter().any(Value::is_object)) {
        Some(items) => {
            let items = items.iter().map(|item| format!("    {}", plain(item)));
            std::iter::once(format!("  {name}:{source}")).chain(items).collect()
        }
        None => vec![format!("  {name}: {}{source}", plain(value))],
    };
    lines.extend(note);
    lines
}

fn text_of<'a>(fields: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    fields.get(name).and_then(Value::as_str)
}

fn source(fields: &Map<String, Value>) -> String {
    text_of(fields, "source").map(|source| format!("  [{source}]")).unwrap_or_default()
}

/// A value on one line.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::Bool(value) => if *value { "yes" } else { "no" }.to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(items) if items.is_empty() => "-".to_owned(),
        Value::Array(items) if items.iter().all(|item| item.as_str().is_some_and(|text| !text.contains(' '))) => {
            items.iter().map(plain).collect::<Vec<_>>().join(" ")
        }
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => {
            let shown = fields.iter().filter(|(name, _)| *name != "source");
            let shown = shown.map(|(name, value)| format!("{name}: {}", plain(value))).collect::<Vec<_>>().join("; ");
            format!("{shown}{}", source(fields))
        }
    }
}
