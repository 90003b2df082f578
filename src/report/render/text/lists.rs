//! What there is to know beside reports: the rules and their pages, the platforms and what is known of one.

use anstyle::Style;
use serde_json::{Map, Value};

use crate::language::Language;
use crate::platform::custom::to_json;
use crate::platform::{self, Platform};
use crate::rules::registry::{RULES, RuleSummary};
use crate::rules::{FixKind, Rule};

/// All rules.
#[must_use]
pub fn rules(language: Language, color: bool) -> String {
    let bold = if color { Style::new().bold() } else { Style::new() };
    let row = |rule: &&Rule| {
        let RuleSummary { code, name, summary, stage, severity, fix, .. } = RuleSummary::of(rule, language);
        let words = [severity.name(), stage.name(), fix_words(fix, language)].join(", ");
        format!("{bold}{code}{bold:#}  {bold}{name:<32}{bold:#}  {words}\n        {summary}\n")
    };
    RULES.iter().map(row).collect()
}

fn fix_words(fix: FixKind, language: Language) -> &'static str {
    match fix {
        FixKind::Safe => language.pick("safe fix", "安全修复"),
        FixKind::Unsafe => language.pick("unsafe fix", "需核对的修复"),
        FixKind::Display => language.pick("fix by hand", "手动修复"),
        FixKind::None => language.pick("no fix", "无修复"),
    }
}

/// The page of a rule, given by its code in any case or by its name; none if no rule has it.
#[must_use]
pub fn page(code_or_name: &str, language: Language, color: bool) -> Option<String> {
    let is_meant = |rule: &&&Rule| rule.code.eq_ignore_ascii_case(code_or_name) || rule.name == code_or_name;
    // A name may be that of two rules, in two families.
    let pages: Vec<&str> = RULES.iter().filter(is_meant).map(|rule| rule.page.get(language)).collect();
    let text = pages.join("\n");
    (!pages.is_empty()).then(|| if color { styled(&text) } else { text })
}

/// The page with its headings in bold; a `#` inside a fenced block is no heading.
fn styled(page: &str) -> String {
    let bold = Style::new().bold();
    let mut fenced = false;
    let style = |line: &str| {
        fenced ^= line.starts_with("```");
        if line.starts_with('#') && !fenced { format!("{bold}{line}{bold:#}\n") } else { format!("{line}\n") }
    };
    page.lines().map(style).collect()
}

/// All platforms.
#[must_use]
pub fn platforms(language: Language) -> String {
    let width = platform::all().iter().map(|platform| platform.id.len()).max().unwrap_or_default();
    let row = |Platform { id, name, summary, .. }: &Platform| {
        let summary = language.pick(&summary.en, &summary.zh);
        format!("{id:<width$}  {name}\n{:width$}  {summary}\n", "")
    };
    platform::all().iter().copied().map(row).collect()
}

/// Every fact of a platform with its source. The profile's own serialised form is walked, so that no fact can be forgotten.
#[must_use]
pub fn platform(platform: &Platform, language: Language, color: bool) -> String {
    let bold = if color { Style::new().bold() } else { Style::new() };
    let mut lines =
        vec![format!("{bold}{}{bold:#}", platform.name), language.pick(&platform.summary.en, &platform.summary.zh).to_owned()];
    let sections = to_json(platform).as_object().cloned().unwrap_or_default();
    for (name, value) in sections.iter().filter(|(name, _)| !["id", "name", "summary", "family"].contains(&name.as_str())) {
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
