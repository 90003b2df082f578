//! Values in YAML, of which JSON is a part.

use serde_json::Value;

/// A text, in quotes in which nothing is special but what JSON escapes.
pub(super) fn text(text: &str) -> String {
    Value::from(text).to_string()
}

/// A script as a block, each of whose lines stands this deep.
pub(super) fn block(lines: &[String], depth: usize) -> String {
    let indent = " ".repeat(depth);
    let lines: Vec<String> = lines.iter().map(|line| format!("\n{indent}{line}")).collect();
    format!("|{}", lines.concat())
}
