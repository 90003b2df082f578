//! The documents are true: the paths that they name exist, the commands that they show print what they show, and those to be
//! typed work.
//!
//! `PUSHREADY_ACCEPT=1 cargo test --test docs` writes what the commands print now.
#![cfg(feature = "cli")]
#![expect(clippy::disallowed_methods, clippy::expect_used, reason = "the tests read the documents and run the program")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[cfg(unix)]
#[path = "docs/shell.rs"]
mod shell;

#[cfg(feature = "executor")]
use pushready::executor::{FORETOLD, failure::FailureClass};

const FENCE: &str = "```console\n";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn documents() -> Vec<PathBuf> {
    let mut documents = ["README.md", "README.zh.md", "CONTRIBUTING.md"].map(|name| root().join(name)).to_vec();
    documents.extend(fs::read_dir(root().join("docs")).expect("docs").map(|entry| entry.expect("a document").path()));
    documents.retain(|document| document.extension().is_some_and(|extension| extension == "md"));
    documents.sort();
    documents
}

#[test]
fn every_path_that_is_named_exists() {
    let folders = ["src/", "tests/", "docs/", "examples/", "scripts/", "www/"];
    for document in documents() {
        let text = fs::read_to_string(&document).expect("a text");
        for quoted in text.split('`').skip(1).step_by(2) {
            let plain = !quoted.contains(['<', '{', '…', ' ', '\n', '*']);
            if plain && folders.iter().any(|folder| quoted.starts_with(folder)) {
                assert!(root().join(quoted).exists(), "{} names {quoted}", document.display());
            }
        }
    }
}

/// `make serve` and Trunk stop in a fresh clone when they are told to watch a folder that only a build makes.
#[test]
fn what_trunk_watches_is_part_of_the_repository() {
    let read = |name: &str| fs::read_to_string(root().join(name)).expect("a text");
    let (trunk, ignored) = (read("Trunk.toml"), read(".gitignore"));
    let lists: Vec<&str> = trunk.lines().filter(|line| line.starts_with("watch = ") || line.starts_with("ignore = ")).collect();
    assert!(!lists.is_empty(), "Trunk.toml watches nothing");
    for path in lists.iter().flat_map(|list| list.split('"').skip(1).step_by(2)) {
        assert!(root().join(path).exists() && !ignored.lines().any(|line| line == format!("/{path}")), "{path}");
    }
}

#[cfg(feature = "executor")]
#[test]
fn every_class_of_failure_is_described() {
    let described = fs::read_to_string(root().join("docs/build.md")).expect("a text");
    let classes = FailureClass::ALL.iter().map(|class| class.name()).chain([FORETOLD]);
    let rows: Vec<&str> = described.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    for class in classes {
        assert!(rows.contains(&class), "{class}");
    }
}

/// The steps stand in one sentence, in the order of a build.
#[test]
fn every_step_of_a_plan_is_described() {
    use pushready::plan::StepId;

    let described = fs::read_to_string(root().join("docs/report.md")).expect("a text");
    let described = described.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = |step: StepId| serde_json::to_value(step).expect("a step is JSON").as_str().map(|name| format!("`{name}`"));
    let names: Vec<String> = StepId::ALL.into_iter().filter_map(name).collect();
    assert!(described.contains(&format!("in this order: {}.", names.join(", "))), "{names:?}");
}

#[test]
fn the_number_of_rules_is_told() {
    let told = fs::read_to_string(root().join("README.md")).expect("a text");
    let number = format!("{} rules", pushready::rules::registry::RULES.len());
    assert!(told.lines().any(|line| line.starts_with(&number)), "README.md says nothing of {number}");
}

#[test]
fn every_command_prints_what_is_shown() {
    for document in documents() {
        let text = fs::read_to_string(&document).expect("a text");
        let mut parts = text.split(FENCE);
        let mut now = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (block, rest) = part.split_once("```").expect("a closed block");
            let command = block.lines().next().unwrap_or_default();
            let _ = write!(now, "{FENCE}{command}\n{}```{rest}", run(command));
        }
        if std::env::var_os("PUSHREADY_ACCEPT").is_some() {
            fs::write(&document, now).expect("the document can be written");
        } else {
            assert_eq!(text, now, "{}", document.display());
        }
    }
}

fn run(command: &str) -> String {
    let words: Vec<&str> = command.strip_prefix("$ pushready ").expect("a call of pushready").split(' ').collect();
    let mut program = Command::new(env!("CARGO_BIN_EXE_pushready"));
    program.args(words).args(["--color", "never"]).current_dir(root()).env("COLUMNS", "100").env("LC_ALL", "en_GB.UTF-8");
    let output = program.output().expect("the program runs");
    assert!(matches!(output.status.code(), Some(0 | 1)), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}
