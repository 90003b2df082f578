//! SARIF 2.1.0, the form in which code hosts and editors take the results of checkers.

use std::collections::BTreeSet;

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Fix, Safety, Severity};
use crate::language::Language;
use crate::report::{Output, Report, document};
use crate::rules::Rule;
use crate::rules::registry::RULES;
use crate::text::Span;

/// The schema of the format.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The log of one check, as text.
#[must_use]
pub fn render(output: &Output, language: Language) -> String {
    document(&Log::of(std::slice::from_ref(output), language))
}

/// What is found in any number of projects: one run a platform, told apart by the category that code hosts know as the id of the
/// automation. Those of one platform are one run, because code hosts take few runs at once.
#[derive(Debug, Serialize)]
pub struct Log<'o> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: Vec<Run<'o>>,
}

/// What is found on one platform.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'o> {
    tool: Value,
    automation_details: Value,
    column_kind: &'static str,
    results: Results<'o>,
    properties: Value,
}

/// What reports say, of which each is made when it is written: together they are longer than the reports.
#[derive(Debug)]
struct Results<'o>(Vec<&'o Report>);

impl<'o> Log<'o> {
    /// The log of the reports on some projects.
    #[must_use]
    pub fn of(outputs: &'o [Output], language: Language) -> Self {
        let mut platforms: Vec<Vec<&Report>> = vec![];
        for report in outputs.iter().flat_map(|output| &output.reports) {
            match platforms.iter_mut().find(|reports| reports.iter().any(|other| other.platform.id == report.platform.id)) {
                Some(reports) => reports.push(report),
                None => platforms.push(vec![report]),
            }
        }
        let runs = platforms.into_iter().filter_map(|reports| Run::of(reports, language)).collect();
        Self { schema: SCHEMA, version: "2.1.0", runs }
    }
}

impl<'o> Run<'o> {
    /// The run of reports on one platform; none without a report.
    fn of(reports: Vec<&'o Report>, language: Language) -> Option<Self> {
        let (name, version) = (env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
        let platform = &reports.first()?.platform;
        let verdict = reports.iter().map(|report| report.verdict).max()?;
        let codes: BTreeSet<&str> = reports.iter().flat_map(|report| &report.diagnostics).map(|found| found.code).collect();
        let rules = RULES.iter().filter(|rule| codes.contains(rule.code));
        let rules: Vec<Value> = rules.map(|rule| descriptor(rule, language)).collect();
        Some(Self {
            tool: json!({ "driver": { "name": name, "version": version, "semanticVersion": version, "rules": rules } }),
            automation_details: json!({ "id": format!("{name}/{}/", platform.id) }),
            column_kind: "unicodeCodePoints",
            properties: json!({ "platform": platform, "verdict": verdict }),
            results: Results(reports),
        })
    }
}

impl Serialize for Results<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let found = self.0.iter().flat_map(|report| report.diagnostics.iter().map(|found| (found, report.root.as_deref())));
        serializer.collect_seq(found.map(|(diagnostic, root)| result(diagnostic, root)))
    }
}

fn descriptor(rule: &Rule, language: Language) -> Value {
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": { "text": (rule.summary)().get(language) },
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

/// What is in no file says of which folder it is, where that is not the top.
fn result(diagnostic: &Diagnostic, root: Option<&str>) -> Value {
    let root = root.filter(|_| diagnostic.file.is_none()).map(|root| format!("{root}: ")).unwrap_or_default();
    let mut result = json!({
        "ruleId": diagnostic.code,
        "level": level(diagnostic.severity),
        "message": { "text": format!("{root}{}\n\n{}", diagnostic.message, diagnostic.detail) },
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
