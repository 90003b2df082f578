//! What is said of the syntax of Python files against Python itself: every series that is installed reads the snippets that
//! it is said to read, refuses the others, and says what it is said to say. The test names the series that are absent.
#![cfg(all(not(target_arch = "wasm32"), feature = "python"))]
#![expect(clippy::disallowed_methods, clippy::expect_used, reason = "the test runs Python, and fails where it does not answer")]

#[path = "support/skipped.rs"]
mod skipped;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use pushready::platform::Series;
use pushready::syntax::python_module::parse;

const SNIPPETS: &str = include_str!("python_syntax/snippets.txt");
const SCRIPT: &str = include_str!("python_syntax/ask.py");
const SERIES: &[&str] = &["2.7", "3.6", "3.7", "3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14"];

/// The snippets, each with its name.
fn snippets() -> Vec<(&'static str, &'static str)> {
    SNIPPETS.split("=== ").skip(1).map(|snippet| snippet.split_once('\n').expect("a name in a line of its own")).collect()
}

/// A Python of the series: on the path, or where pyenv puts it.
fn interpreter(series: &str) -> Option<PathBuf> {
    let answers = |program: &PathBuf| {
        let output = Command::new(program).args(["-c", "import sys; print('%d.%d' % sys.version_info[:2])"]).output();
        output.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).trim() == series)
    };
    let home = std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    let versions = std::fs::read_dir(home.join(".pyenv/versions")).into_iter().flatten().flatten();
    let installed = versions.map(|entry| entry.path()).filter(|path| {
        path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with(&format!("{series}.")))
    });
    let programs = [PathBuf::from(format!("python{series}"))].into_iter().chain(installed.map(|path| path.join("bin/python")));
    programs.into_iter().find(answers)
}

/// What a Python says of each snippet; none where it reads it.
fn ask(python: &PathBuf) -> Vec<Option<String>> {
    let mut child =
        Command::new(python).args(["-c", SCRIPT]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("Python starts");
    let sources: Vec<&str> = snippets().into_iter().map(|(_, source)| source).collect();
    let mut stdin = child.stdin.take().expect("an input");
    stdin.write_all(serde_json::to_string(&sources).expect("JSON").as_bytes()).expect("Python reads");
    drop(stdin);
    let output = child.wait_with_output().expect("Python ends");
    serde_json::from_slice(&output.stdout).expect("a list of answers")
}

/// Where the sentence about a snippet and the answer of a Python differ.
fn difference(series: Series, source: &str, answer: Option<&str>) -> Option<String> {
    let module = parse(source);
    let need = module.unread_by(series);
    // Of other errors nothing is said.
    if module.error.is_some() && need.is_none() {
        return None;
    }
    let said = module.error_of(series);
    let is_same = need.is_some() == answer.is_some() && said.is_none_or(|said| answer == Some(said));
    (!is_same).then(|| format!("said {:?} {said:?}, answer {answer:?}", need.map(|need| need.piece)))
}

#[test]
fn every_python_reads_what_it_is_said_to_read() {
    let (mut wrong, mut absent) = (vec![], vec![]);
    for name in SERIES {
        let Some(python) = interpreter(name) else {
            absent.push(*name);
            continue;
        };
        let series: Series = name.parse().expect("a series");
        for ((snippet, source), answer) in snippets().into_iter().zip(ask(&python)) {
            wrong.extend(difference(series, source, answer.as_deref()).map(|text| format!("{name} {snippet}: {text}")));
        }
    }
    if !absent.is_empty() {
        skipped::note("every_python_reads_what_it_is_said_to_read", &format!("no Python {}", absent.join(", ")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_oldest_python_is_decided_by_the_newest_piece() {
    let oldest =
        |source: &str| parse(source).oldest().map(|(series, need)| (series.to_string(), source[need.range.clone()].to_owned()));
    let expected = |series: &str, text: &str| Some((series.to_owned(), text.to_owned()));
    assert_eq!(oldest("x = f'{y}'\nmatch x:\n    case 1:\n        pass\n"), expected("3.10", "match"));
    assert_eq!(oldest("import lazy\nlazy import os\n"), expected("3.15", "lazy"));
    assert_eq!(oldest("@a\nasync def f():\n    pass\n"), expected("3.5", "async"));
    assert_eq!(oldest("x = t'{y}'\n").map(|(series, _)| series), Some("3.14".to_owned()));
    assert_eq!(oldest("class A:\n    pass\n"), None);
    assert_eq!(oldest("print 'x'\n"), None);
}
