//! The commands that the documents tell their readers to type: each is run in a project, or its options are read by the program
//! where it would ask a network, build, or go on for ever; what installs pushready is tried when its packages are made.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// What starts the program in these documents.
const STARTS: [&str; 4] = ["uvx pushready ", "npx pushready ", "cargo run --release -- ", "pushready "];

/// The commands that end soon by themselves.
const RUN: [&str; 8] = ["check", "fix", "plan", "explain", "rules", "platforms", "completions", "man"];

/// What asks a network, or goes on for ever.
const NOT_RUN: [&str; 4] = ["--index", "--index-url", "--watch", "--offline"];

/// How these begin is tried by `make dist`: the packages, by the ways in which users install them.
const INSTALLS: [&str; 7] = [
    "pip install pushready",
    "uv tool install pushready",
    "npm install pushready",
    "cargo install --profile dist --path .",
    "cargo install --locked --profile dist pushready",
    "apt-get install ./pushready-page_",
    "ln -s ../sites-available/pushready-page /etc/nginx/sites-enabled/",
];

/// How these begin is nobody's to try but the maintainers' with their accounts.
const PUBLISHES: [&str; 3] = ["cargo publish ", "target/packages/tools/bin/maturin upload ", "npm publish "];

/// How these begin needs a container daemon or a cluster. What they are given is judged by its own schemas in `tests/formats.rs`, and its
/// shell lines are carried out in `tests/executor/exports.rs`; the buildpack is driven by its interface in its own tests.
const NEEDS_CONTAINERS: [&str; 4] = ["docker build ", "kubectl ", "tkn ", "pack build "];

/// How these begin lays out the buildpack as its own tests do it, where it is compiled in less time.
const LAYS_OUT: [&str; 4] = [
    "cargo build --profile dist --features cnb ",
    "mkdir -p pushready-buildpack/bin",
    "cp ",
    "ln -s build pushready-buildpack/bin/detect",
];

#[test]
fn every_command_to_be_typed_works() {
    let folder = project();
    for document in super::documents() {
        let text = fs::read_to_string(&document).expect("a text");
        for block in text.split("```sh\n").skip(1).filter_map(|rest| rest.split_once("```")) {
            for line in block.0.lines().filter(|line| !line.trim().is_empty()) {
                try_line(line.split(" # ").next().unwrap_or_default().trim(), folder.path(), &document);
            }
        }
    }
}

fn try_line(line: &str, folder: &Path, document: &Path) {
    let place = format!("{}: {line}", document.display());
    if let Some(target) = line.strip_prefix("make ") {
        let makefile = fs::read_to_string(super::root().join("Makefile")).expect("a Makefile");
        let name = target.split(' ').next().unwrap_or_default();
        assert!(makefile.lines().any(|rule| rule.starts_with(&format!("{name}:"))), "{place}");
        return;
    }
    if INSTALLS.iter().chain(&PUBLISHES).chain(&NEEDS_CONTAINERS).chain(&LAYS_OUT).any(|start| line.starts_with(start)) {
        return;
    }
    let Some((start, call)) = STARTS.iter().find_map(|start| line.split_once(start).map(|(_, call)| (start, call))) else {
        panic!("{place}: nothing tries this command");
    };
    let words: Vec<&str> = call.split(' ').collect();
    let is_run = words.first().is_some_and(|word| RUN.contains(word)) && !words.iter().any(|word| NOT_RUN.contains(word));
    let output = if is_run {
        shell(&line.replace(start, "pushready "), folder)
    } else {
        shell(&format!("pushready {call} --help"), folder)
    };
    let is_answered = matches!(output.status.code(), Some(0 | 1)) && (is_run || output.status.success());
    assert!(is_answered, "{place}\n{}", String::from_utf8_lossy(&output.stderr));
}

fn shell(line: &str, folder: &Path) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_pushready")).parent().expect("a folder");
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
    let mut shell = Command::new("bash");
    shell.args(["-o", "pipefail", "-c", line]).current_dir(folder).env("PATH", path).env("NO_COLOR", "1");
    shell.output().expect("a shell")
}

/// A project in a repository, with the examples and what else the documents take for granted.
fn project() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let examples = super::root().join("examples");
    copy(&examples.join("flask-shop"), folder.path());
    copy(&examples, &folder.path().join("examples"));
    let archive = fs::File::create(folder.path().join("project.zip")).expect("an archive");
    let mut archive = zip::ZipWriter::new(archive);
    archive.start_file("Procfile", zip::write::SimpleFileOptions::default()).expect("a file");
    archive.write_all(b"web: gunicorn app:app\n").expect("its text");
    archive.finish().expect("the end of the archive");
    let commit = "git init -q && git add . && git -c user.name=me -c user.email=me@example.org commit -qm start";
    assert!(shell(commit, folder.path()).status.success());
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let to = to.join(entry.file_name());
        if entry.path().is_dir() { copy(&entry.path(), &to) } else { fs::copy(entry.path(), to).map(|_| ()).expect("a copy") }
    }
}
