//! SARIF 2.1.0, the form in which code hosts and editors take the results of checkers.

use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Fix, Safety, Severity};
use crate::language::Language;
use crate::report::{Output, Report, Tool};
use crate::rules::Rule;
use crate::rules::registry::RULES;
use crate::text::Span;

/// The schema of the format.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The reports: one run a platform, told apart by the category that code hosts know as the id of the automation.
#[must_use]
pub fn render(output: &Output, language: Language) -> String {
    let runs: Vec<Value> = output.reports.iter().map(|report| run(report, &output.tool, language)).collect();
    let log = json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": runs });
    format!("{log:#}\n")
}

fn run(report: &Report, tool: &Tool, language: Language) -> Value {
    let is_used = |rule: &&&Rule| report.diagnostics.iter().any(|found| found.code == rule.code);
    let rules: Vec<Value> = RULES.iter().filter(is_used).map(|rule| descriptor(rule, language)).collect();
    let results: Vec<Value> = report.diagnostics.iter().map(result).collect();
    json!({
        "tool": { "driver": { "name": tool.name, "version": tool.version, "semanticVersion": tool.version, "rules": rules } },
        "automationDetails": { "id": format!("{}/{}/", tool.name, report.platform.id) },
        "columnKind": "unicodeCodePoints",
        "results": results,
        "properties": { "platform": report.platform, "verdict": report.verdict },
    })
}

fn descriptor(rule: &Rule, language: Language) -> Value {
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": { "text": rule.summary.get(language) },
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn result(diagnostic: &Diagnostic) -> Value {
    let mut result = json!({
        "ruleId": diagnostic.code,
        "level": level(diagnostic.severity),
        "message": { "text": format!("{}\n\n{}", diagnostic.message, diagnostic.detail) },
        "properties": {
            "certainty": diagnostic.certainty,
            "stage": diagnostic.stage,
            "platformSays": diagnostic.platform_says,
        },
    });
    if let Some(file) = &diagnostic.file {
        result["locations"] = json!([{ "physicalLocation": location(file, diagnostic.span) }]);
    }
    let related = diagnostic.related.iter();
    let related: Vec<Value> = related
        .map(|related| json!({ "physicalLocation": location(&related.file, related.span), "message": { "text": related.message } }))
        .collect();
    if !related.is_empty() {
        result["relatedLocations"] = related.into();
    }
    if let Some(fix) = diagnostic.fix.as_ref().and_then(fix) {
        result["fixes"] = json!([fix]);
    }
    result
}

fn location(file: &str, span: Option<Span>) -> Value {
    let mut location = json!({ "artifactLocation": { "uri": uri(file) } });
    if let Some(Span { start, end }) = span {
        location["region"] = json!({
            "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column,
            "byteOffset": start.offset, "byteLength": end.offset - start.offset,
        });
    }
    location
}

/// A fix that is nothing but edits; renamings, new files and deletions have no place in the format.
fn fix(fix: &Fix) -> Option<Value> {
    let is_whole = fix.renames.is_empty() && fix.creates.is_empty() && fix.deletes.is_empty();
    if fix.safety == Safety::Display || fix.edits.is_empty() || !is_whole {
        return None;
    }
    let changes = fix.edits.iter().map(|edit| {
        json!({
            "artifactLocation": { "uri": uri(&edit.file) },
            "replacements": [{
                "deletedRegion": { "byteOffset": edit.start, "byteLength": edit.end - edit.start },
                "insertedContent": { "text": edit.text },
            }],
        })
    });
    Some(json!({ "description": { "text": fix.title }, "artifactChanges": changes.collect::<Vec<_>>() }))
}

/// A path as a relative reference: what is no plain letter of one is written as bytes.
fn uri(path: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    path.bytes().map(|byte| if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_references() {
        assert_eq!(uri("src/a b%中.py"), "src/a%20b%25%E4%B8%AD.py");
    }
}
