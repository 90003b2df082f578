//! A project, and builds of it in an environment in which nothing of this machine's settings counts.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Lines};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, ExitStatus, Output, Stdio};
use std::time::{Duration, SystemTime};

use serde_json::Value;
use tempfile::TempDir;

use crate::machine::Python;
use crate::packages;
use crate::server::Server;

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_pushready");

const APP: &str = "\
def app(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'It works']
";

/// A folder for everything that a test is about.
pub(crate) struct Workplace {
    place: TempDir,
    pub(crate) python: Python,
    /// The index that the builds install from.
    pub(crate) server: Server,
}

impl Workplace {
    /// A project that can be built, started and asked for a page.
    pub(crate) fn new(python: &Python) -> Self {
        let work = Self { place: TempDir::new().expect("a temporary folder"), python: python.clone(), server: Server::start() };
        for folder in ["home", "tmp", "project"] {
            fs::create_dir(work.path(folder)).expect("a folder");
        }
        work.server.add(&packages::gunicorn());
        work.write("app.py", APP);
        work.write("Procfile", "web: gunicorn app:app\n");
        work.write("requirements.txt", "gunicorn==21.2.0\n");
        work.write("runtime.txt", &format!("python-{}\n", python.version));
        work.platform("rainbond", "");
        work
    }

    /// Lets the builds be for a platform of its own, which has the Python of this workplace and extends another.
    pub(crate) fn platform(&self, extends: &str, more: &str) {
        let version = &self.python.version;
        let head = format!("id = 'here'\nname = 'Here'\nextends = '{extends}'\n");
        let python = format!("[python]\navailable = ['{version}']\nlatest = ['{version}']\ndefault = '{version}'\n");
        fs::write(self.path("platform.toml"), format!("{head}{python}{more}")).expect("a file");
    }

    /// A path in the folder of it all.
    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.place.path().join(below)
    }

    pub(crate) fn root(&self) -> &Path {
        self.place.path()
    }

    /// Writes a file of the project.
    pub(crate) fn write(&self, file: &str, text: &str) {
        let path = self.path("project").join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    /// Writes the script of the project that runs before everything else.
    pub(crate) fn write_hook(&self, text: &str) {
        self.write("bin/pre_compile", &format!("#!/bin/bash\n{text}\n"));
    }

    /// The program with nothing of the caller's environment.
    pub(crate) fn pushready(&self, subcommand: &str, input: &str) -> Command {
        let mut command = Command::new(PROGRAM);
        command.current_dir(self.root()).env_clear().stdin(Stdio::null());
        command.env("PATH", "/usr/local/bin:/usr/bin:/bin").env("HOME", self.path("home")).env("TMPDIR", self.path("tmp"));
        command.env("PIP_RETRIES", "0").env("PIP_DEFAULT_TIMEOUT", "20").env("PIP_NO_COMPILE", "1");
        command.args([subcommand, input, "--platform-file", "platform.toml"]);
        command
    }

    /// A build of the project into `output`.
    pub(crate) fn command(&self, more: &[&str]) -> Command {
        self.command_for("project", more)
    }

    /// A build of something else. What `more` gives takes the place of what is usual here.
    pub(crate) fn command_for(&self, input: &str, more: &[&str]) -> Command {
        let index = format!("BUILD_PIP_INDEX_URL={}", self.server.url("/simple"));
        let python = self.python.path.to_string_lossy();
        let usual = [("--output", "output"), ("--cache", "cache"), ("--env", &index), ("--python", &*python)];
        let mut command = self.pushready("build", input);
        let instead = [("--cache", "--no-cache"), ("--python", "--runtime-url"), ("--python", "--python-dir")];
        for (option, value) in usual {
            let is_given =
                more.contains(&option) || instead.iter().any(|(usual, other)| *usual == option && more.contains(other));
            if !is_given {
                command.args([option, value]);
            }
        }
        command.args(["--log-format", "json"]).args(more);
        command
    }

    /// Builds to the end.
    pub(crate) fn build(&self, more: &[&str]) -> Built {
        Built::of(self.command(more).output().expect("the program runs"))
    }

    /// Begins to build.
    pub(crate) fn begin(&self, more: &[&str]) -> Running {
        Running::of(&mut self.command(more))
    }

    /// What lies in the output now.
    pub(crate) fn report(&self) -> Option<Value> {
        let text = fs::read_to_string(self.path("output/build-report.json")).ok()?;
        Some(serde_json::from_str(&text).expect("JSON"))
    }
}

/// A build that has ended.
#[derive(Debug)]
pub(crate) struct Built {
    pub(crate) status: ExitStatus,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) events: Vec<Value>,
}

impl Built {
    pub(crate) fn of(output: Output) -> Self {
        let stdout = String::from_utf8(output.stdout).expect("text");
        let events = stdout.lines().map(event).collect();
        Self { status: output.status, stderr: String::from_utf8_lossy(&output.stderr).into_owned(), stdout, events }
    }

    /// Fails the test unless the build went well.
    pub(crate) fn well(self) -> Self {
        assert!(self.status.success() && self.report()["ok"] == true, "{}\n{}", self.stdout, self.stderr);
        self
    }

    /// Fails the test unless the build failed in this way.
    pub(crate) fn failed(self, class: &str) -> Self {
        assert_eq!(self.status.code(), Some(1), "{}\n{}", self.stdout, self.stderr);
        assert_eq!(self.report()["failure"]["class"], class, "{}", self.stdout);
        self
    }

    /// The last event.
    pub(crate) fn report(&self) -> &Value {
        self.events.last().expect("an event")
    }

    /// The steps of the events of a kind, in their order.
    pub(crate) fn steps(&self, kind: &str) -> Vec<&str> {
        let events = self.events.iter().filter(|event| event["event"] == kind);
        events.filter_map(|event| event["step"].as_str()).collect()
    }

    /// The steps that were begun or left out, in their order.
    pub(crate) fn all_steps(&self) -> Vec<&str> {
        let is_first = |event: &&Value| event["event"] == "step-started" || event["event"] == "step-skipped";
        self.events.iter().filter(is_first).filter_map(|event| event["step"].as_str()).collect()
    }

    /// All that was written by the steps.
    pub(crate) fn output(&self) -> String {
        let lines = self.events.iter().filter_map(|event| event["line"].as_str());
        lines.fold(String::new(), |text, line| text + line + "\n")
    }

    /// What starts the result.
    pub(crate) fn start(&self) -> &str {
        self.report()["start"].as_str().expect("a command")
    }
}

fn event(line: &str) -> Value {
    serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))
}

/// A build on its way.
pub(crate) struct Running {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
    seen: String,
}

impl Running {
    pub(crate) fn of(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs");
        let lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        Self { child, lines, seen: String::new() }
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Reads events until one is as wanted.
    pub(crate) fn wait_for(&mut self, is_wanted: impl Fn(&Value) -> bool) {
        for line in self.lines.by_ref() {
            let line = line.expect("text");
            self.seen += &line;
            self.seen += "\n";
            if is_wanted(&event(&line)) {
                return;
            }
        }
        panic!("the build is over before its time: {}", self.seen);
    }

    /// Reads events until a step begins.
    pub(crate) fn wait_for_step(&mut self, step: &str) {
        self.wait_for(|event| event["event"] == "step-started" && event["step"] == step);
    }

    /// Sends a signal by its name.
    pub(crate) fn signal(&self, name: &str) {
        let status = Command::new("kill").args([&format!("-{name}"), &self.id().to_string()]).status().expect("kill runs");
        assert!(status.success(), "kill -{name}");
    }

    /// Kills it, and no program that it has started.
    pub(crate) fn kill(mut self) {
        self.child.kill().and_then(|()| self.child.wait()).map(drop).expect("a child can be killed");
    }

    /// Reads on until it ends.
    pub(crate) fn end(mut self) -> Built {
        for line in self.lines.by_ref() {
            self.seen += &line.expect("text");
            self.seen += "\n";
        }
        let mut output = self.child.wait_with_output().expect("a child can be waited for");
        output.stdout = self.seen.into_bytes();
        Built::of(output)
    }
}

/// Waits until something holds; fails the test after a minute.
pub(crate) fn eventually(what: &str, holds: impl Fn() -> bool) {
    for _ in 0..600 {
        if holds() {
            return;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("{what}: it does not come to that");
}

/// Whether a process runs; one that only waits to be buried does not.
pub(crate) fn is_alive(id: &str) -> bool {
    let output = Command::new("ps").args(["-o", "stat=", "-p", id.trim()]).output().expect("ps runs");
    let state = String::from_utf8_lossy(&output.stdout);
    !state.trim().is_empty() && !state.trim().starts_with('Z')
}

/// Whether a process works in a folder, as Linux tells. Programs that run apart have numbers of their own, but not folders.
#[cfg(target_os = "linux")]
pub(crate) fn is_worked_in(folder: &Path) -> bool {
    let processes = fs::read_dir("/proc").expect("processes").filter_map(|entry| Some(entry.ok()?.path().join("cwd")));
    processes.filter_map(|link| fs::read_link(link).ok()).any(|place| place.starts_with(folder))
}

/// Everything below a folder, with the time of its last change and its size.
pub(crate) fn listing(folder: &Path) -> BTreeMap<PathBuf, (SystemTime, u64)> {
    let mut all = BTreeMap::new();
    for path in paths(folder) {
        let metadata = fs::symlink_metadata(&path).expect("its data");
        all.insert(path, (metadata.modified().expect("a time"), metadata.len()));
    }
    all
}

/// Everything below a folder; links are not followed.
pub(crate) fn paths(folder: &Path) -> Vec<PathBuf> {
    let mut all = vec![];
    for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry")) {
        if entry.file_type().expect("a kind").is_dir() {
            all.extend(paths(&entry.path()));
        }
        all.push(entry.path());
    }
    all
}
