//! What is written for CI systems is XML, and a reader of XML finds in it what was to be said.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::disallowed_methods, clippy::expect_used, reason = "the test runs Python, and fails where it does not answer")]

#[path = "support/skipped.rs"]
mod skipped;
mod support;

use std::io::Write as _;
use std::process::{Command, Stdio};

use pushready::diagnostic::{Diagnostic, Severity};
use pushready::language::Language;
use pushready::report::render::junit;
use pushready::report::{Output, Report};
use serde_json::{Value, json};

/// Reads a JSON list of documents and prints what is in each: the attributes of every element, and its cases with theirs.
const SCRIPT: &str = r#"
import json, sys
from xml.etree import ElementTree

def case(element):
    outcome = [{"tag": one.tag, "attributes": one.attrib, "text": one.text} for one in element]
    return {"attributes": element.attrib, "outcome": outcome}

def suite(element):
    return {"attributes": element.attrib, "cases": [case(one) for one in element]}

def document(text):
    root = ElementTree.fromstring(text.encode())
    return {"attributes": root.attrib, "suites": [suite(one) for one in root]}

json.dump([document(text) for text in json.load(sys.stdin)], sys.stdout)
"#;

#[test]
fn a_reader_of_xml_finds_what_was_written() {
    let mut outputs: Vec<Output> = vec![];
    for language in [Language::En, Language::Zh] {
        outputs.extend(support::all().iter().map(|case| case.output(language)));
    }
    outputs.push(with_every_character(outputs.first().expect("a case")));
    let documents: Vec<String> = outputs.iter().map(|output| junit::render(output, Language::En)).collect();
    let Some(read) = ask_python(&documents) else {
        skipped::note("a_reader_of_xml_finds_what_was_written", "no python3 on this machine");
        return;
    };
    assert_eq!(read.len(), outputs.len());
    for (output, read) in outputs.iter().zip(&read) {
        check(output, read);
    }
}

/// A report of which one sentence holds all that a text can hold.
fn with_every_character(output: &Output) -> Output {
    let every: String = ('\0'..='\u{ffff}').chain(['\u{10000}', '\u{1fffe}', '\u{10ffff}']).collect();
    let mut output = output.clone();
    let diagnostic = output.reports.iter_mut().flat_map(|report| &mut report.diagnostics).next().expect("a diagnostic");
    diagnostic.message = every;
    output
}

fn check(output: &Output, read: &Value) {
    let suites = read["suites"].as_array().expect("suites");
    assert_eq!(suites.len(), output.reports.len());
    let sum = |name: &str| suites.iter().map(|suite| number(&suite["attributes"][name])).sum::<usize>();
    for name in ["tests", "failures", "errors"] {
        assert_eq!(number(&read["attributes"][name]), sum(name), "{name}");
    }
    for (report, suite) in output.reports.iter().zip(suites) {
        check_suite(report, suite);
    }
}

fn check_suite(report: &Report, suite: &Value) {
    let (attributes, cases) = (&suite["attributes"], suite["cases"].as_array().expect("cases"));
    assert_eq!(attributes["name"], report.platform.name);
    assert_eq!(number(&attributes["tests"]), cases.len());
    assert_eq!(number(&attributes["failures"]), report.counts.error + report.counts.warning);
    if report.diagnostics.is_empty() {
        assert_eq!((cases.len(), &cases[0]["outcome"]), (1, &json!([])));
        return;
    }
    assert_eq!(cases.len(), report.diagnostics.len());
    for (diagnostic, case) in report.diagnostics.iter().zip(cases) {
        check_case(diagnostic, case);
    }
    let mut names: Vec<&Value> = cases.iter().map(|case| &case["attributes"]["name"]).collect();
    names.sort_by_key(|name| name.as_str());
    names.dedup();
    assert_eq!(names.len(), cases.len(), "no name is there twice");
}

fn check_case(diagnostic: &Diagnostic, case: &Value) {
    let (attributes, outcome) = (&case["attributes"], &case["outcome"][0]);
    let name = attributes["name"].as_str().expect("a name");
    assert!(name.starts_with(&format!("{} {}: {}", diagnostic.code, diagnostic.name, held(&diagnostic.message))), "{name}");
    assert_eq!(attributes["file"].as_str(), diagnostic.file.as_deref().map(held).as_deref());
    assert_eq!(attributes["line"].as_str(), diagnostic.span.map(|span| span.start.line.to_string()).as_deref());
    let failure = |kind| ("failure", json!({ "type": kind, "message": held(&diagnostic.message) }));
    let expected = match diagnostic.severity {
        Severity::Info => ("system-out", json!({})),
        Severity::Warning => failure("warning"),
        Severity::Error => failure("error"),
    };
    assert_eq!((outcome["tag"].as_str().expect("a tag"), &outcome["attributes"]), (expected.0, &expected.1));
    assert!(outcome["text"].as_str().is_some_and(|text| text.contains(&held(&diagnostic.detail))), "{outcome}");
}

/// The text with a sign in the place of each character that XML 1.0 cannot hold.
fn held(text: &str) -> String {
    let is_held = |character: char| matches!(character, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    let picture = |character: char| char::from_u32(0x2400 + u32::from(character)).filter(|_| character < ' ');
    let sign = |character| picture(character).unwrap_or(char::REPLACEMENT_CHARACTER);
    text.chars().map(|character| if is_held(character) { character } else { sign(character) }).collect()
}

fn number(value: &Value) -> usize {
    value.as_str().and_then(|digits| digits.parse().ok()).expect("a number")
}

/// What Python reads in each document; nothing where there is no Python.
fn ask_python(documents: &[String]) -> Option<Vec<Value>> {
    let mut python = Command::new("python3").args(["-c", SCRIPT]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().ok()?;
    let mut input = python.stdin.take().expect("an open input");
    input.write_all(json!(documents).to_string().as_bytes()).expect("Python reads");
    drop(input);
    let output = python.wait_with_output().expect("Python ends");
    assert!(output.status.success(), "Python could not read all documents");
    Some(serde_json::from_slice(&output.stdout).expect("JSON"))
}
