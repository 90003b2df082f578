//! The program as people run it: whole outputs, exit statuses, and files on a disk.
//!
//! `PUSHREADY_ACCEPT=1 cargo test --test cli` writes what is said now into `tests/cli/sessions`; read the difference
//! before committing it.
#![cfg(all(unix, feature = "cli"))]
#![expect(clippy::disallowed_methods, clippy::expect_used, reason = "these tests are about files and processes")]

#[path = "cli/session.rs"]
mod session;
#[path = "support/skipped.rs"]
mod skipped;
mod support;

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::Path;
use std::process::{Command, Stdio};

use pushready::language::Language;
use session::{copy, data, pushready, replay, run, workplace};
use similar::TextDiff;
use support::{Case, Options};
use tempfile::TempDir;

#[test]
fn sessions_print_what_they_printed() {
    let accepting = std::env::var_os("PUSHREADY_ACCEPT").is_some();
    let mut wrong = vec![];
    for path in fs::read_dir(data().join("sessions")).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        let expected = fs::read_to_string(&path).expect("a session");
        let now = replay(&expected);
        if accepting {
            fs::write(&path, now).expect("the session can be written");
        } else if now != expected {
            wrong.push(TextDiff::from_lines(&expected, &now).unified_diff().header(&path.to_string_lossy(), "now").to_string());
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn options(command: &mut Command, options: &Options) {
    for id in &options.platforms {
        command.args(["--platform", id]);
    }
    for (name, value) in &options.env {
        command.args(["--env", &format!("{name}={value}")]);
    }
    if let Some(procfile) = &options.procfile {
        command.args(["--procfile", procfile]);
    }
}

/// The case on the disk: a folder, or a bundle.
fn on_disk(case: &Case) -> std::path::PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    if let Some(example) = &case.options.example {
        return root.join("examples").join(example);
    }
    let folder = root.join("tests/cases").join(&case.name);
    let bundle = folder.join("project.json");
    if bundle.exists() { bundle } else { folder.join("project") }
}

/// The WebAssembly tests read what this writes, so that all three say the same to the byte.
#[test]
fn the_program_says_what_the_library_says() {
    let place = TempDir::new().expect("a temporary folder");
    let mut reports = BTreeMap::new();
    for case in support::all() {
        let said = case.output(Language::En).to_json();
        // Nobody hands the answers of an index to the program.
        if case.options.index.is_none() {
            let mut command = pushready(place.path());
            command.args(["check", "--format", "json", "--fail-on", "never"]);
            options(&mut command, &case.options);
            let output = run(command.arg(on_disk(&case)));
            let json = String::from_utf8(output.stdout).expect("text");
            assert_eq!(json, said, "{}: {}", case.name, String::from_utf8_lossy(&output.stderr));
        }
        reports.insert(case.name, said);
    }
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("target");
    fs::create_dir_all(&target).expect("a folder");
    fs::write(target.join("native-reports.json"), serde_json::to_string_pretty(&reports).expect("JSON")).expect("a file");
}

/// All files below a folder with their bytes and modes.
fn contents(folder: &Path) -> BTreeMap<String, (Vec<u8>, u32)> {
    let mut all = BTreeMap::new();
    for path in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if path.is_dir() {
            all.extend(contents(&path).into_iter().map(|(below, content)| (format!("{name}/{below}"), content)));
        } else {
            let mode = fs::metadata(&path).expect("a file").permissions().mode();
            all.insert(name, (fs::read(&path).expect("a file"), mode));
        }
    }
    all
}

/// What `fix` writes into a folder and what `git apply` makes of the patch of `fix --diff` there.
fn fixed_both_ways(project: &Path, given: &Options) -> [BTreeMap<String, (Vec<u8>, u32)>; 2] {
    let place = TempDir::new().expect("a temporary folder");
    let folders = ["fixed", "patched"].map(|name| place.path().join(name));
    for folder in &folders {
        copy(project, folder);
    }
    let fix = |more: &[&str]| {
        let mut command = pushready(place.path());
        command.args(["fix", "--unsafe", "--fail-on", "never", "fixed"]).args(more);
        options(&mut command, given);
        let output = run(&mut command);
        assert!(output.status.success(), "{}: {}", project.display(), String::from_utf8_lossy(&output.stderr));
        output.stdout
    };
    let patch = fix(&["--diff"]);
    if !patch.is_empty() {
        fs::write(place.path().join("patch"), &patch).expect("a file");
        let git = Command::new("git").args(["apply", "../patch"]).current_dir(&folders[1]).output().expect("git runs");
        assert!(git.status.success(), "{}: {}", String::from_utf8_lossy(&git.stderr), String::from_utf8_lossy(&patch));
    }
    fix(&[]);
    folders.map(|folder| contents(&folder))
}

#[test]
fn the_patch_and_the_fix_are_the_same() {
    for case in support::all() {
        let project = on_disk(&case);
        if project.is_dir() {
            let [fixed, patched] = fixed_both_ways(&project, &case.options);
            assert_eq!(fixed, patched, "{}", case.name);
        }
    }
}

#[test]
fn files_keep_their_mode_and_nothing_is_left_beside_them() {
    let place = workplace();
    let project = place.path().join("missing-space");
    let procfile = project.join("Procfile");
    set_mode(&procfile, 0o640);
    let mut expected = contents(&project);
    assert!(run(pushready(&project).arg("fix")).status.success());
    let text = b"# started by the platform\r\nweb: gunicorn app:app\r\nworker: celery -A app worker".to_vec();
    expected.insert("Procfile".to_owned(), (text, 0o100_640));
    assert_eq!(contents(&project), expected);
}

#[test]
fn links_are_not_written_through() {
    let place = workplace();
    let project = place.path().join("missing-space");
    fs::rename(project.join("Procfile"), project.join("Procfile.real")).expect("a new name");
    std::os::unix::fs::symlink("Procfile.real", project.join("Procfile")).expect("a link");
    let before = contents(&project);
    let output = run(pushready(&project).arg("fix"));
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).expect("text");
    assert!(said.starts_with("not fixed: Procfile: PSH203 Put a space after `web:`: `Procfile` is a symbolic link"), "{said}");
    assert_eq!(contents(&project), before);
    assert!(fs::symlink_metadata(project.join("Procfile")).expect("a link").is_symlink());
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let place = workplace();
    for arguments in [vec!["check", "missing-space", "--fail-on", "never"], vec!["rules", "--format", "json"], vec!["--help"]] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let output = run(pushready(place.path()).args(&arguments).stdout(writer));
        assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), b"".as_slice()), "{arguments:?}");
    }
}

fn lines(stream: impl Read) -> impl Iterator<Item = String> {
    BufReader::new(stream).lines().map(|line| line.expect("text"))
}

fn until(lines: &mut impl Iterator<Item = String>, begin: &str) {
    assert!(lines.any(|line| line.starts_with(begin)), "it ends before it says {begin}");
}

#[test]
fn a_watched_project_is_checked_at_every_change() {
    let place = workplace();
    let project = place.path().join("missing-space");
    let mut command = pushready(place.path());
    command.args(["check", "missing-space", "--watch", "--format", "concise", "--select", "PSH203"]);
    let mut watching = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    let mut out = lines(watching.stdout.take().expect("a stream"));
    let mut err = lines(watching.stderr.take().expect("a stream"));
    until(&mut out, "Procfile:3:8: error PSH203");
    until(&mut err, "Waiting for changes");
    fs::write(project.join("pushready.toml"), "platfroms = []").expect("a file");
    until(&mut err, "error: pushready.toml:1:1: there is no key `platfroms`");
    fs::remove_file(project.join("pushready.toml")).expect("no file");
    until(&mut out, "Procfile:3:8: error PSH203");
    fs::write(project.join("Procfile"), "web: gunicorn app:app\nworker:celery -A app worker\n").expect("a file");
    until(&mut out, "Procfile:2:8: error PSH203");
    fs::remove_dir_all(&project).expect("no folder");
    until(&mut err, "error: missing-space: nothing is there; give a folder");
    let id = watching.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().expect("kill runs").success());
    assert_eq!(watching.wait().expect("it ends").signal(), Some(2));
}

#[test]
fn long_text_on_a_terminal_goes_through_the_pager() {
    let place = workplace();
    let on_a_terminal = |pager: &str, command: &str| {
        let line = format!("stty rows 10 cols 80; PAGER='{pager}' pushready {command}");
        let mut script = session::bare("script", place.path());
        // Who runs it may have set one for all.
        script.args(["-qec", &line, "/dev/null"]).env("SHELL", "/bin/sh").output()
    };
    let Ok(output) = on_a_terminal("tee paged", "rules") else {
        return skipped::note("long_text_on_a_terminal_goes_through_the_pager", "there is no `script`");
    };
    assert!(String::from_utf8_lossy(&output.stdout).contains("PSH101"));
    let paged = || fs::read_to_string(place.path().join("paged")).unwrap_or_default();
    assert!(paged().lines().count() > 100, "{}", paged());
    for (pager, command) in
        [("tee paged", "rules --no-pager"), ("tee paged", "platforms"), ("cat", "rules"), ("no-such", "rules")]
    {
        let _ = fs::remove_file(place.path().join("paged"));
        let output = on_a_terminal(pager, command).expect("it runs as before");
        assert_eq!(paged(), "", "{pager} {command}");
        assert!(output.stdout.len() > 100, "{pager} {command}");
    }
}

/// The program as a user whom permissions bind: root reads and writes everything.
fn as_nobody(place: &TempDir, folder: &Path) -> Command {
    const NOBODY: u32 = 65534;
    let mut command = pushready(folder);
    if fs::metadata(place).expect("a folder").uid() == 0 {
        let program = place.path().join("pushready");
        fs::copy(session::PROGRAM, &program).expect("a copy");
        let owner = Command::new("chown").args(["-R", "65534:65534"]).arg(place.path()).status().expect("chown runs");
        assert!(owner.success());
        command = Command::new(program);
        command.current_dir(folder).env_clear().uid(NOBODY).gid(NOBODY);
    }
    command
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("a mode");
}

#[test]
fn what_cannot_be_read_is_named() {
    let place = workplace();
    let project = place.path().join("ready");
    fs::create_dir(project.join("locked")).expect("a folder");
    set_mode(&project.join("locked"), 0);
    set_mode(&project.join("app.py"), 0);
    let output = run(as_nobody(&place, &project).arg("check"));
    set_mode(&project.join("locked"), 0o700);
    let said = String::from_utf8(output.stdout).expect("text");
    assert!(said.contains("  no permission  app.py, locked/\n"), "{said}");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_failed_write_changes_nothing() {
    let place = workplace();
    let project = place.path().join("missing-space");
    let before = contents(&project);
    set_mode(&project, 0o500);
    let output = run(as_nobody(&place, &project).arg("fix"));
    set_mode(&project, 0o700);
    let said = String::from_utf8(output.stderr).expect("text");
    assert_eq!(said, "error: Procfile: it cannot be written (Permission denied (os error 13)); no file was changed\n");
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(2), b"".as_slice()));
    assert_eq!(contents(&project), before);
}
