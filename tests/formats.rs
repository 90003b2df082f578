//! What is written for other programs holds to the schemas that these go by: the report to that of `docs/schema/`, SARIF and
//! JUnit's XML to those of their authors, GitLab's code quality report to what GitLab documents.
//!
//! `scripts/setup formats` fetches the schemas of others, and the programs that know them.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::disallowed_methods, clippy::expect_used, reason = "the test runs Python, and fails where it does not answer")]

#[path = "formats/checkers.rs"]
mod checkers;
#[cfg(feature = "cli")]
#[path = "formats/plans.rs"]
mod plans;
#[path = "support/skipped.rs"]
mod skipped;
mod support;

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::Stdio;

use pushready::language::Language;
use pushready::report::Output;
use pushready::report::render::{gitlab, junit, sarif};
use serde_json::{Value, json};

/// The crate that comes with the schema of SARIF.
const SARIF_CRATE: &str = "serde-sarif";

fn outputs() -> Vec<Output> {
    support::all().iter().map(|case| case.output(Language::En)).collect()
}

#[test]
fn what_is_written_holds_to_its_schema() {
    let Some(checkers) = checkers::find() else {
        skipped::note("what_is_written_holds_to_its_schema", checkers::MISSING);
        return;
    };
    let outputs = outputs();
    let documents = json!({
        "json": outputs.iter().map(Output::to_json).collect::<Vec<_>>(),
        "sarif": outputs.iter().map(|output| sarif::render(output, Language::En)).collect::<Vec<_>>(),
        "junit": outputs.iter().map(|output| junit::render(output, Language::En)).collect::<Vec<_>>(),
    });
    let root = checkers::root();
    let mut python = checkers
        .program("python")
        .arg(root.join("tests/formats/hold.py"))
        .args([root.join("docs/schema/report-1.json"), schema_of_sarif(&checkers), checkers.folder.join("junit-10.xsd")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python runs");
    let mut input = python.stdin.take().expect("an open input");
    input.write_all(documents.to_string().as_bytes()).expect("Python reads");
    drop(input);
    let output = python.wait_with_output().expect("Python ends");
    assert!(output.status.success(), "the check of the schemas stopped");
    let faults: Vec<String> = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(faults, Vec::<String>::new());
}

/// The file in the sources of the crate, as cargo has fetched them.
fn schema_of_sarif(checkers: &checkers::Checkers) -> PathBuf {
    let crates = std::fs::read(checkers.folder.join("crates.json")).expect("what cargo says of the crates");
    let crates: Value = serde_json::from_slice(&crates).expect("JSON");
    let found = crates["packages"].as_array().into_iter().flatten().find(|package| package["name"] == SARIF_CRATE);
    let manifest = PathBuf::from(found.and_then(|package| package["manifest_path"].as_str()).expect("the crate"));
    manifest.with_file_name("src").join("schema.json")
}

/// What GitLab's documentation asks of an entry: these keys, of these kinds, and a fingerprint that no other entry has.
#[test]
fn gitlab_finds_what_it_needs() {
    for output in outputs() {
        let entries: Vec<Value> = serde_json::from_str(&gitlab::render(&output)).expect("a list");
        let fingerprints: BTreeSet<&str> = entries.iter().filter_map(|entry| entry["fingerprint"].as_str()).collect();
        assert_eq!(fingerprints.len(), entries.len());
        for entry in &entries {
            let is_text = |key: &str| entry[key].as_str().is_some_and(|text| !text.is_empty());
            assert!(is_text("description") && is_text("check_name"), "{entry}");
            let severities = ["info", "minor", "major", "critical", "blocker"];
            assert!(entry["severity"].as_str().is_some_and(|severity| severities.contains(&severity)), "{entry}");
            let location = &entry["location"];
            assert!(location["path"].as_str().is_some_and(|path| !path.starts_with(['/', '\\'])), "{entry}");
            assert!(location["lines"]["begin"].as_u64().is_some_and(|line| line > 0), "{entry}");
        }
    }
}
