//! The program against what nobody should give it: it ends, with a sentence, within its memory, and a terminal obeys nothing of it.
#![cfg(all(unix, feature = "cli"))]
#![expect(clippy::disallowed_methods, clippy::expect_used, reason = "the tests write folders and run the program")]

#[cfg(target_os = "linux")]
#[path = "support/skipped.rs"]
mod skipped;

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// The most memory that a check may take.
#[cfg(target_os = "linux")]
const MEMORY: u64 = 200 << 20;
/// A program that goes on for this long is taken for one that never ends; none of these takes a tenth of it.
const SECONDS: &str = "60";

/// A project that is small and well.
fn project(files: &[(&str, &str)]) -> TempDir {
    let place = TempDir::new().expect("a folder");
    let usual = [("Procfile", "web: gunicorn app:app\n"), ("requirements.txt", "gunicorn==21.2.0\n"), ("app.py", "app = 1\n")];
    for (path, text) in usual.iter().chain(files) {
        fs::write(place.path().join(path), text).expect("a file");
    }
    place
}

/// Runs the program in a folder. It is ended where it hangs, and its end shows that.
fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new("timeout");
    command.args([SECONDS, env!("CARGO_BIN_EXE_pushready")]).args(arguments);
    command.current_dir(folder).stdin(Stdio::null()).env("NO_COLOR", "1").output().expect("the program runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The report of a project, which a check gives in good time whatever is in it.
fn checked(files: &[(&str, &str)]) -> serde_json::Value {
    let place = project(files);
    let output = run(place.path(), &["check", ".", "--format", "json"]);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{:?}: {}", output.status, text(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn codes(report: &serde_json::Value) -> Vec<&str> {
    let diagnostics = report["reports"][0]["diagnostics"].as_array().expect("a list");
    diagnostics.iter().filter_map(|diagnostic| diagnostic["code"].as_str()).collect()
}

#[test]
fn files_that_nest_too_deep_are_not_read_and_the_rest_is() {
    let usual = checked(&[]);
    let python = ["[", "(a:=", "{1:", "not ", "-", "lambda:", "f'{"].map(|piece| format!("app = {}", piece.repeat(20_000)));
    let chains = ["+a", ".b", "()", "[0]", "**a"].map(|piece| format!("app = a{}\n", piece.repeat(20_000)));
    for source in python.iter().chain(&chains) {
        assert_eq!(codes(&checked(&[("app.py", source)])), codes(&usual), "{}", &source[..20]);
    }
    let toml = [
        format!("a = {}", "[".repeat(20_000)),
        format!("a = {}", "{a=".repeat(20_000)),
        format!("a{} = 1\n", ".a".repeat(20_000)),
        format!("[{}a]\n", "a.".repeat(20_000)),
    ];
    for text in &toml {
        checked(&[("pyproject.toml", text)]);
    }
    let place = project(&[("pushready.toml", &toml[0])]);
    let output = run(place.path(), &["check", "."]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(text(&output.stderr), "error: pushready.toml:1:305: this is no TOML: nested too deeply to be read\n");
}

#[test]
fn commands_that_start_one_another_are_read_to_their_end() {
    let many = ["exec ", "env ", "if ", "$(", "`", "{ "].map(|piece| piece.repeat(5_000));
    // Each of these is a program of its own, and reads all that stands behind it.
    let few = ["pipenv run ", "ddtrace-run ", "cd a && ", "A=b "].map(|piece| piece.repeat(500));
    for before in many.iter().chain(&few) {
        checked(&[("Procfile", &format!("web: {before}gunicorn app:app\n"))]);
    }
}

const NO_FILE: &str = "this is a pipe or a device, which may never end; give a file, or pipe its content into `-`\n";

fn pipe(path: &Path) {
    let made = Command::new("mkfifo").arg(path).status().expect("mkfifo runs");
    assert!(made.success());
}

#[test]
fn nobody_waits_for_a_pipe_or_a_device() {
    let place = project(&[]);
    pipe(&place.path().join("pipe"));
    for arguments in [
        &["check", "pipe"][..],
        &["plan", "pipe"],
        &["check", ".", "--env-file", "pipe"],
        &["check", ".", "--platform-file", "pipe"],
    ] {
        let output = run(place.path(), arguments);
        assert_eq!((output.status.code(), text(&output.stderr)), (Some(2), format!("error: pipe: {NO_FILE}")), "{arguments:?}");
    }
    let output = run(place.path(), &["check", "/dev/zero"]);
    assert_eq!(text(&output.stderr), format!("error: /dev/zero: {NO_FILE}"));
}

#[test]
fn pipes_and_loops_of_links_in_a_project_are_left_out() {
    let place = project(&[]);
    fs::create_dir(place.path().join(".git")).expect("a folder");
    fs::create_dir(place.path().join("env")).expect("a folder");
    fs::write(place.path().join("env/pyvenv.cfg"), "").expect("a file");
    for name in ["pyproject.toml", "runtime.txt", ".git/index", ".gitignore", "pushready.toml"] {
        pipe(&place.path().join(name));
    }
    for (link, target) in [("a", "b"), ("b", "a"), ("self", "."), ("up", ".."), ("root", "/"), ("zero", "/dev/zero")] {
        std::os::unix::fs::symlink(target, place.path().join(link)).expect("a link");
    }
    let output = run(place.path(), &["check", ".", "--format", "json"]);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{:?}: {}", output.status, text(&output.stderr));
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_of_files_that_are_none_is_read_to_the_end() {
    let output = run(Path::new("/"), &["check", "/proc/self", "--format", "json"]);
    assert!(output.status.code().is_some_and(|code| code <= 2), "{:?}", output.status);
}

/// Whatever a terminal, a workflow or a page would obey.
const TRICKS: [&str; 5] = ["\x1b[31m", "\x1b]52;c;aGk=\x07", "\u{202e}", "\u{9b}31m", "\x08"];

fn is_obeyed(text: &str) -> bool {
    let signs =
        text.chars().any(|char| (char.is_control() && !"\n\t\r".contains(char)) || ('\u{202a}'..='\u{202e}').contains(&char));
    signs || text.lines().any(|line| line.trim_start().starts_with("::error::x"))
}

#[test]
fn nothing_that_a_project_says_is_obeyed() {
    for trick in TRICKS {
        let procfile = format!("web: gunicorn app:app {trick}\n::error::x\nwe{trick}b: x\n");
        let place = project(&[("Procfile", &procfile), ("requirements.txt", &format!("flask=={trick}1\nfoo{trick}==1\n"))]);
        for name in [format!("a{trick}.py"), "n\n::error::x.py".to_owned(), format!("new\n{trick}.txt")] {
            fs::write(place.path().join(name), "import os\n").expect("a file");
        }
        for format in ["text", "concise", "markdown", "github"] {
            let output = run(place.path(), &["check", ".", "--format", format]);
            let said = text(&output.stdout) + &text(&output.stderr);
            assert!(output.status.code().is_some_and(|code| code <= 1) && !is_obeyed(&said), "{format} {trick:?}: {said:?}");
        }
        let configuration = [format!("\"a{trick}\" = 1\n"), format!("select = [\"{trick}\"]\n"), format!("a = {trick}\n")];
        for text_of in &configuration {
            fs::write(place.path().join("pushready.toml"), text_of).expect("a file");
            let output = run(place.path(), &["check", "."]);
            assert_eq!(output.status.code(), Some(2), "{text_of:?}");
            assert!(!is_obeyed(&text(&output.stderr)), "{text_of:?}: {:?}", text(&output.stderr));
        }
        fs::remove_file(place.path().join("pushready.toml")).expect("the file");
        for arguments in
            [vec!["check", trick], vec!["check", ".", "--select", trick], vec![trick], vec!["check", ".", "--format", trick]]
        {
            let output = run(place.path(), &arguments);
            assert!(!is_obeyed(&text(&output.stderr)), "{arguments:?}: {:?}", text(&output.stderr));
        }
    }
}

#[test]
fn what_is_wrong_is_said_on_one_line() {
    let mut header = tar::Header::new_gnu();
    header.set_path("a").expect("a name");
    header.as_mut_bytes()[148..156].copy_from_slice(b"\n::error");
    let tar = [header.as_bytes().as_slice(), &[0; 1024]].concat();
    let files: [(&str, &[u8]); 4] = [
        ("a.tar", &tar),
        ("a.json", b"{\"schema\": 1, \"files\": {}, \"\\n::error::x\": 1}"),
        ("pushready.toml", b"\"\\n::error::x\" = 1\n"),
        ("a.toml", b"id = 'a'\nname = 'b'\nextends = \"\\n::error::x\"\n"),
    ];
    let place = TempDir::new().expect("a folder");
    for (name, bytes) in files {
        fs::write(place.path().join(name), bytes).expect("a file");
    }
    for arguments in
        [&["check", "a.tar"][..], &["check", "a.json"], &["check", "."], &["check", ".", "--platform-file", "a.toml"]]
    {
        let output = run(place.path(), arguments);
        let said = text(&output.stderr);
        assert!(
            output.status.code() == Some(2) && said.lines().count() == 1 && said.contains("::error"),
            "{arguments:?}: {said:?}"
        );
    }
}

/// The most memory that a run has taken, as Linux counts it.
#[cfg(target_os = "linux")]
fn memory(folder: &Path, arguments: &[&str]) -> Option<u64> {
    const SCRIPT: &str = "import resource, subprocess, sys\n\
        subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n\
        print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)";
    let mut command = Command::new("python3");
    command.args(["-c", SCRIPT, env!("CARGO_BIN_EXE_pushready")]).args(arguments).current_dir(folder);
    text(&command.output().ok()?.stdout).trim().parse().ok()
}

#[cfg(target_os = "linux")]
#[test]
fn a_large_device_or_file_takes_no_memory() {
    let place = project(&[]);
    fs::File::create(place.path().join("large.zip")).and_then(|file| file.set_len(8 << 30)).expect("a file");
    fs::File::create(place.path().join("large.py")).and_then(|file| file.set_len(8 << 30)).expect("a file");
    for arguments in [&["check", "large.zip"][..], &["check", "."], &["check", "/dev/zero"]] {
        let Some(taken) = memory(place.path(), arguments) else {
            return skipped::note("a_large_device_or_file_takes_no_memory", "python3 is missing");
        };
        assert!(taken > 0 && taken < MEMORY, "{arguments:?}: {taken} bytes");
    }
}

/// What is said of the module that a project starts and lacks.
fn lacking_module(files: &[(String, String)]) -> Option<serde_json::Value> {
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let report = checked(&files);
    let diagnostics = report["reports"][0]["diagnostics"].as_array().expect("a list");
    diagnostics.iter().find(|diagnostic| diagnostic["code"] == "PSH301").cloned()
}

#[test]
fn a_chain_of_scripts_is_followed_so_far() {
    let chain = |length: usize| {
        let script = |number: usize| match number + 1 == length {
            true => "gunicorn lacks:app\n".to_owned(),
            false => format!("sh {}.sh\n", number + 1),
        };
        let scripts = (0..length).map(|number| (format!("{number}.sh"), script(number)));
        lacking_module(&scripts.chain([("Procfile".to_owned(), "web: sh 0.sh\n".to_owned())]).collect::<Vec<_>>())
    };
    assert!(chain(100).is_some());
    assert_eq!(chain(101), None);
}

#[test]
fn what_was_meant_is_looked_for_in_so_many_files() {
    let among = |files: usize| {
        let others = (2..files).map(|number| (format!("m{number}.py"), String::new()));
        let app = "from flask import Flask\nserver = Flask(__name__)\n".to_owned();
        let own = [("Procfile".to_owned(), "web: gunicorn lacks:app\n".to_owned()), ("m1.py".to_owned(), app)];
        lacking_module(&others.chain(own).collect::<Vec<_>>()).expect("it lacks")["fix"]["title"].clone()
    };
    assert_eq!(among(200), "Write `m1:server`");
    assert_eq!(among(201), serde_json::Value::Null);
}

#[test]
fn a_folder_of_more_files_than_a_project_has_is_refused() {
    let place = project(&[]);
    for folder in 0..101 {
        let folder = place.path().join(folder.to_string());
        fs::create_dir(&folder).expect("a folder");
        for file in 0..1000 {
            fs::File::create(folder.join(file.to_string())).expect("a file");
        }
    }
    let output = run(place.path(), &["check", "."]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(text(&output.stderr), "error: .: the folder holds more than 100000 files; give the project's own folder\n");
}

/// What `fix` mends in the project below.
const BROKEN: &str = "web:gunicorn app:app\n";

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn fixes_at_the_same_moment_leave_a_file_whole() {
    let place = project(&[("Procfile", BROKEN)]);
    let fix = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pushready"));
        command.args(["fix", "."]).current_dir(place.path()).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        command.spawn().expect("the program runs")
    };
    let all: Vec<_> = (0..12).map(|_| fix()).collect();
    for one in all {
        let output = one.wait_with_output().expect("it ends");
        let said = text(&output.stderr);
        assert!(output.status.code() == Some(0) || said.contains("run the command again"), "{:?}: {said}", output.status);
    }
    assert_eq!(fs::read_to_string(place.path().join("Procfile")).expect("a file"), "web: gunicorn app:app\n");
    let drafts = names(place.path()).into_iter().filter(|name| name.contains(".pushready-"));
    assert_eq!(drafts.collect::<Vec<_>>(), Vec::<String>::new());
}

/// Runs the program where no file may grow, as on a full disk, with the signal held back that would end it.
fn run_without_space(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new("bash");
    command.args(["-c", "trap '' XFSZ; ulimit -f 0; exec \"$@\"", "bash", "timeout", SECONDS, env!("CARGO_BIN_EXE_pushready")]);
    command.args(arguments).current_dir(folder).stdin(Stdio::null()).env("NO_COLOR", "1").output().expect("bash runs")
}

#[test]
fn a_fix_without_space_leaves_all_as_it_is() {
    let place = project(&[("Procfile", BROKEN)]);
    let before = names(place.path());
    let output = run_without_space(place.path(), &["fix", "."]);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.starts_with("error: Procfile: it cannot be written (") && said.ends_with("; no file was changed\n"), "{said}");
    assert_eq!(fs::read_to_string(place.path().join("Procfile")).expect("a file"), BROKEN);
    assert_eq!(names(place.path()), before);
}

/// An output that is cut off must not pass for a whole one.
#[cfg(target_os = "linux")]
#[test]
fn an_output_into_a_full_disk_fails_with_a_sentence() {
    let place = project(&[]);
    for arguments in
        [&["check", ".", "--format", "json"][..], &["plan", ".", "--format", "dockerfile"], &["check", ".", "--format", "sarif"]]
    {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pushready"));
        let Ok(full) = fs::File::options().write(true).open("/dev/full") else {
            return skipped::note("an_output_into_a_full_disk_fails_with_a_sentence", "/dev/full is missing");
        };
        command.args(arguments).current_dir(place.path()).stdin(Stdio::null()).stdout(full).stderr(Stdio::piped());
        let output = command.output().expect("the program runs");
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.starts_with("error: the result cannot be written (") && said.lines().count() == 1, "{arguments:?}: {said}");
    }
}
