//! SARIF 2.1.0, the form in which code hosts and editors take the results of checkers.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Fix, Safety, Severity};
use crate::language::Language;
use crate::report::{Output, PlatformSummary, Verdict};
use crate::rules::Rule;
use crate::rules::registry::RULES;
use crate::text::Span;

/// The schema of the format.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The reports: one run a platform, told apart by the category that code hosts know as the id of the automation.
#[must_use]
pub fn render(output: &Output, language: Language) -> String {
    let mut runs = Runs::default();
    runs.add(output);
    runs.end(language)
}

/// The runs of any number of projects, gathered into one log; those of one platform are one run, because code hosts take
/// few runs at once.
#[derive(Debug, Default)]
pub struct Runs {
    runs: Vec<Run>,
}

/// What is found on one platform.
#[derive(Debug)]
struct Run {
    platform: PlatformSummary,
    verdict: Verdict,
    codes: BTreeSet<&'static str>,
    results: Vec<Value>,
}

impl Runs {
    /// Adds what is found in one project.
    pub fn add(&mut self, output: &Output) {
        for report in &output.reports {
            let place = self.runs.iter().position(|run| run.platform.id == report.platform.id).unwrap_or_else(|| {
                let (platform, verdict) = (report.platform.clone(), report.verdict);
                self.runs.push(Run { platform, verdict, codes: BTreeSet::new(), results: vec![] });
                self.runs.len() - 1
            });
            let run = &mut self.runs[place];
            run.verdict = run.verdict.max(report.verdict);
            run.codes.extend(report.diagnostics.iter().map(|diagnostic| diagnostic.code));
            run.results.extend(report.diagnostics.iter().map(|diagnostic| result(diagnostic, report.root.as_deref())));
        }
    }

    /// The log.
    #[must_use]
    pub fn end(self, language: Language) -> String {
        let runs: Vec<Value> = self.runs.into_iter().map(|run| run.end(language)).collect();
        let log = json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": runs });
        format!("{log:#}\n")
    }
}

impl Run {
    fn end(self, language: Language) -> Value {
        let Self { platform, verdict, codes, results } = self;
        let (name, version) = (env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
        let rules = RULES.iter().filter(|rule| codes.contains(rule.code));
        let rules: Vec<Value> = rules.map(|rule| descriptor(rule, language)).collect();
        json!({
            "tool": { "driver": { "name": name, "version": version, "semanticVersion": version, "rules": rules } },
            "automationDetails": { "id": format!("{name}/{}/", platform.id) },
            "columnKind": "unicodeCodePoints",
            "results": results,
            "properties": { "platform": platform, "verdict": verdict },
        })
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
