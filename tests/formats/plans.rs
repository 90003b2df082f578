//! The plans of all cases in the forms of others, held to those who read them.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

use pushready::analysis::Settings;
use pushready::language::Language;
use pushready::platform;
use pushready::report::Report;
use pushready::report::export::{Form, Obstacle, export};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::checkers::{self, Checkers};
use crate::{skipped, support};

/// What hadolint says of commands that are the platforms' own, and of arguments in JSON that have a backslash before a quote, which
/// it does not read; `plans.py` does.
const IGNORED: [&str; 4] = ["DL3013", "DL3025", "DL3042", "SC2016"];

/// A case on one of its platforms.
type Judged = (Report, Settings);

fn judged() -> Vec<Judged> {
    let of_case = |case: support::Case| {
        let settings = case.options.settings();
        case.output(Language::En).reports.into_iter().map(move |report| (report, settings.clone()))
    };
    support::all().into_iter().flat_map(of_case).collect()
}

/// The plans in this form, each once.
fn plans(judged: &[Judged], form: Form) -> Vec<String> {
    let platform = |report: &Report| platform::find(report.platform.id).expect("a platform");
    let plan = |(report, settings): &Judged| match export(form, report, platform(report), settings) {
        Ok(plan) => Some(plan),
        Err(Obstacle::OwnPlatform) => panic!("{} is known", report.platform.id),
        Err(_) => None,
    };
    let mut all: Vec<String> = judged.iter().filter_map(plan).collect();
    all.sort();
    all.dedup();
    assert!(!all.is_empty(), "{form:?}");
    all
}

/// Has a program read all of them at once, as files of this name.
fn read(checkers: &Checkers, program: &[&str], name: &str, plans: &[String]) -> Output {
    let [program, arguments @ ..] = program else { panic!("no program") };
    let folder = TempDir::new().expect("a folder");
    let write = |(number, plan): (usize, &String)| -> PathBuf {
        let path = folder.path().join(format!("{number}{name}"));
        fs::write(&path, plan).expect("a file");
        path
    };
    let files: Vec<PathBuf> = plans.iter().enumerate().map(write).collect();
    checkers.program(program).args(arguments).args(files).output().expect("the program runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr[..]].concat()).into_owned()
}

#[test]
fn plans_are_taken_by_those_who_read_them() {
    let Some(checkers) = checkers::find() else {
        skipped::note("plans_are_taken_by_those_who_read_them", checkers::MISSING);
        return;
    };
    let judged = judged();
    let plans = |form| plans(&judged, form);
    let dockerfiles = plans(Form::Dockerfile);
    let ignored: Vec<&str> = IGNORED.iter().flat_map(|code| ["--ignore", code]).collect();
    let hadolint = ["hadolint", "--no-color", "--failure-threshold", "warning"];
    let linted = read(&checkers, &[&hadolint[..], &ignored[..]].concat(), ".Dockerfile", &dockerfiles);
    assert!(linted.status.success(), "{}", said(&linted));
    let schema = ["check-jsonschema", "--builtin-schema", "vendor.github-workflows"];
    let checked = read(&checkers, &schema, ".yml", &plans(Form::GithubActions));
    assert!(checked.status.success(), "{}", said(&checked));

    let documents = json!({
        "dockerfile": dockerfiles,
        "kubernetes-job": plans(Form::KubernetesJob),
        "tekton": plans(Form::Tekton),
    });
    assert_eq!(faults(&checkers, &documents), Vec::<String>::new());
    let wrong = json!({
        "dockerfile": ["FROM python:3.13\nSTART app\n"],
        "kubernetes-job": [plan_with("batch/v1", "Job", "completion: 1")],
        "tekton": [plan_with("tekton.dev/v1", "Task", "step: []")],
    });
    assert_eq!(faults(&checkers, &wrong).len(), 3, "{:?}", faults(&checkers, &wrong));
}

/// A resource with a field that there is not.
fn plan_with(version: &str, kind: &str, field: &str) -> String {
    format!("apiVersion: {version}\nkind: {kind}\nmetadata:\n  name: x\nspec:\n  {field}\n")
}

fn faults(checkers: &Checkers, documents: &Value) -> Vec<String> {
    let script: PathBuf = checkers::root().join(Path::new("tests/formats/plans.py"));
    let mut python = checkers.program("python");
    let mut python = python.arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("Python runs");
    let mut input = python.stdin.take().expect("an open input");
    input.write_all(documents.to_string().as_bytes()).expect("Python reads");
    drop(input);
    let output = python.wait_with_output().expect("Python ends");
    assert!(output.status.success(), "the check of the plans stopped");
    serde_json::from_slice(&output.stdout).expect("JSON")
}
