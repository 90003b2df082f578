//! `pushready init`: with options, and in a terminal that `script` makes.
#![cfg(all(unix, feature = "cli"))]
#![expect(clippy::disallowed_methods, clippy::expect_used, reason = "these tests are about files and processes")]

#[path = "support/skipped.rs"]
mod skipped;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_pushready");
const APP: &str = "from flask import Flask\n\napp = Flask(__name__)\n";
const REQUIREMENTS: &str = "Flask==2.0.3\nWerkzeug==2.0.3\ngunicorn==20.1.0\n";

fn project(files: &[(&str, &str)]) -> TempDir {
    let place = TempDir::new().expect("a temporary folder");
    for (path, text) in files {
        fs::write(place.path().join(path), text).expect("a file");
    }
    place
}

fn shop() -> TempDir {
    project(&[("app.py", APP), ("requirements.txt", REQUIREMENTS)])
}

fn files(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
    let name = |entry: &fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
    entries.map(|entry| (name(&entry), fs::read_to_string(entry.path()).unwrap_or_default())).collect()
}

fn init(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(PROGRAM);
    command.arg("init").arg(folder).args(arguments).stdin(Stdio::null()).env("LC_ALL", "C.UTF-8");
    command.output().expect("it runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("text")
}

/// That a request was refused with this sentence, and that nothing was done.
fn refused(folder: &Path, arguments: &[&str], sentence: &str) {
    let before = files(folder);
    let output = init(folder, arguments);
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), String::new()), "{arguments:?}");
    let said = text(&output.stderr);
    assert!(said.contains(sentence) && said.lines().count() == 1, "{said}");
    assert_eq!(files(folder), before);
}

#[test]
fn what_is_missing_is_shown_and_written_and_never_twice() {
    let place = shop();
    let shown = init(place.path(), &["--platform", "kato", "--diff"]);
    assert_eq!((shown.status.code(), text(&shown.stderr)), (Some(0), String::new()));
    assert_eq!(files(place.path()).len(), 2, "--diff writes nothing");
    let written = init(place.path(), &["--platform", "kato", "--yes"]);
    assert_eq!(written.status.code(), Some(0), "{}", text(&written.stderr));
    assert!(text(&written.stdout).starts_with(&text(&shown.stdout)), "what is written is what was shown");
    let after = files(place.path());
    assert!(after["Procfile"].starts_with("web: gunicorn app:app "), "{}", after["Procfile"]);
    assert_eq!(after["pushready.toml"], "platforms = [\"kato\"]\n");
    assert_eq!(after["requirements.txt"], REQUIREMENTS, "what is there stays");
    let again = init(place.path(), &["--yes"]);
    assert_eq!(text(&again.stdout), "Nothing is missing.\n");
    assert_eq!(files(place.path()), after);
}

#[test]
fn check_has_no_error_about_what_was_written() {
    let sources: [&[(&str, &str)]; 4] = [
        &[("app.py", APP), ("requirements.txt", REQUIREMENTS)],
        &[("app.py", APP)],
        &[("main.py", "from fastapi import FastAPI\n\napp = FastAPI()\n"), ("requirements.txt", "fastapi\nuvicorn\n")],
        &[("bot.py", "print(1)\n"), ("requirements.txt", "")],
    ];
    let platforms = text(&Command::new(PROGRAM).args(["platforms", "--format", "json"]).output().expect("it runs").stdout);
    let platforms: serde_json::Value = serde_json::from_str(&platforms).expect("JSON");
    let mut written = 0;
    for platform in platforms.as_array().expect("a list") {
        let id = platform["id"].as_str().expect("an id");
        for source in sources {
            let place = project(source);
            let before = files(place.path());
            let output = init(place.path(), &["--platform", id, "--yes"]);
            assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
            let after = files(place.path());
            let new: Vec<&String> = after.keys().filter(|file| !before.contains_key(*file)).collect();
            written += new.len();
            assert!(before.iter().all(|(file, content)| after.get(file) == Some(content)));
            let check = Command::new(PROGRAM).args(["check", "--format", "concise"]).arg(place.path()).output().expect("it runs");
            let said = text(&check.stdout);
            let about = |line: &&str| line.contains(": error ") && new.iter().any(|file| line.starts_with(&format!("{file}:")));
            assert_eq!(said.lines().find(about), None, "{id} {source:?}");
        }
    }
    assert!(written > 20, "{written}");
}

#[test]
fn what_is_configured_is_not_asked_and_not_written_over() {
    let place = shop();
    fs::write(place.path().join("pushready.toml"), "platforms = [\"heroku\"]\nignore = [\"PSH4\"]\n").expect("a file");
    let output = init(place.path(), &["--yes"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(files(place.path()).contains_key("Procfile"));
    assert_eq!(files(place.path())["pushready.toml"], "platforms = [\"heroku\"]\nignore = [\"PSH4\"]\n");
    let place = shop();
    fs::write(place.path().join("pyproject.toml"), "[tool.pushready]\nplatforms = [\"kato\"]\n").expect("a file");
    assert_eq!(init(place.path(), &["--yes"]).status.code(), Some(0));
    assert!(!files(place.path()).contains_key("pushready.toml"));
}

#[test]
fn what_cannot_be_done_is_said_in_one_sentence() {
    let place = shop();
    refused(place.path(), &[], "there is no terminal to ask whether to write");
    refused(place.path(), &["--yes"], "there is no terminal to ask for the platform; name it with `--platform`: ");
    refused(place.path(), &["--yes", "--platform", "kat"], "no platform is called `kat` (`kato` is the nearest)");
    refused(TempDir::new().expect("a folder").path(), &["--yes", "--platform", "kato"], "there is no Python file in it");
    refused(
        place.path(),
        &["--yes", "--platform", "kato", "--lang", "zh"].map(|word| if word == "kato" { "x" } else { word }),
        "没有名为 `x` 的平台",
    );
    fs::write(place.path().join("pushready.toml"), "platform = 1\n").expect("a file");
    refused(place.path(), &["--yes", "--platform", "kato"], "pushready.toml:1:1: there is no key `platform`");
    let file = place.path().join("app.py");
    let output = init(&file, &["--yes", "--platform", "kato"]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    let output = init(Path::new("/nowhere/at/all"), &["--yes"]);
    assert!(text(&output.stderr).contains("nothing is there"));
}

/// What a terminal shows while somebody types, and the exit status.
fn terminal(folder: &Path, typed: &str) -> Option<(String, Option<i32>)> {
    let mut command = Command::new("script");
    command.args(["--quiet", "--return", "--command", &format!("{PROGRAM} init {}", folder.display()), "/dev/null"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).env("LC_ALL", "C.UTF-8").env("NO_COLOR", "1");
    let mut child = command.spawn().ok()?;
    // The input is closed behind what is typed: the terminal says that it is at its end.
    child.stdin.take().expect("an input").write_all(typed.as_bytes()).expect("it is typed");
    let output = child.wait_with_output().expect("it ends");
    Some((text(&output.stdout).replace('\r', ""), output.status.code()))
}

#[test]
fn a_terminal_is_asked_until_it_answers() {
    let place = shop();
    let Some((shown, status)) = terminal(place.path(), "katoo\n0\n99\nKato\nperhaps\ny\n") else {
        skipped::note("a_terminal_is_asked_until_it_answers", "no script on this machine");
        return;
    };
    assert_eq!(status, Some(0), "{shown}");
    assert!(
        shown.contains("`katoo` is none of them (`kato` is the nearest).") && shown.contains("`99` is none of them."),
        "{shown}"
    );
    assert_eq!(shown.matches("Write this? [y/n]").count(), 2, "{shown}");
    assert_eq!(files(place.path())["pushready.toml"], "platforms = [\"kato\"]\n");

    for typed in ["", "kato\n", "kato\nn\n", "\n\n", "kato\n\u{3}"] {
        let place = shop();
        let (shown, status) = terminal(place.path(), typed).expect("a terminal");
        assert_ne!(status, Some(0), "{typed:?}: {shown}");
        assert_eq!(files(place.path()).len(), 2, "{typed:?}: {shown}");
    }
}
