//! Sessions: a file of commands, each with all that it prints, run in a copy of `projects/`.
//!
//! ```text
//! // a remark
//! $ pushready check missing-space
//! lines of standard output
//! 2> lines of standard error
//! ? the exit status, unless it is 0
//! ```

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_pushready");

pub(crate) fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli")
}

/// The program in an environment that says nothing about languages and colours.
pub(crate) fn pushready(folder: &Path) -> Command {
    bare(PROGRAM, folder)
}

pub(crate) fn bare(program: &str, folder: &Path) -> Command {
    let bin = Path::new(PROGRAM).parent().expect("a folder");
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let path: OsString = std::env::join_paths([bin.to_owned()].into_iter().chain(std::env::split_paths(&paths))).expect("a path");
    let mut command = Command::new(program);
    command.current_dir(folder).env_clear().env("PATH", path).env("HOME", folder).stdin(Stdio::null());
    command
}

/// Runs a command. A copy of the program can be busy for a moment: what another test starts meanwhile holds it open until
/// it has become a program itself.
pub(crate) fn run(command: &mut Command) -> Output {
    loop {
        match command.output() {
            Err(error) if error.kind() == ErrorKind::ExecutableFileBusy => std::thread::yield_now(),
            output => return output.expect("the command runs"),
        }
    }
}

/// A copy of the projects, with what cannot be kept in a repository.
pub(crate) fn workplace() -> TempDir {
    let place = TempDir::new().expect("a temporary folder");
    copy(&data().join("projects"), place.path());
    pack(place.path(), "missing-space");
    let big = File::create(place.path().join("big.zip")).expect("a file");
    big.set_len(2 << 30).expect("a sparse file");
    place
}

pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        let target = to.join(entry.file_name().expect("a name"));
        if entry.is_dir() { copy(&entry, &target) } else { fs::copy(&entry, &target).map(drop).expect("a copy") }
    }
}

/// Packs a folder as `<folder>.zip`, and the beginning of that as `broken.zip`.
fn pack(place: &Path, folder: &str) {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(vec![]));
    for entry in fs::read_dir(place.join(folder)).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        let name = format!("{folder}/{}", entry.file_name().and_then(|name| name.to_str()).expect("a name"));
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("an entry");
        zip.write_all(&fs::read(&entry).expect("a file")).expect("its content");
    }
    let bytes = zip.finish().expect("an archive").into_inner();
    fs::write(place.join(format!("{folder}.zip")), &bytes).expect("a file");
    fs::write(place.join("broken.zip"), &bytes[..bytes.len() / 2]).expect("a file");
}

/// What the session's file would be if everything in it was as it is now.
pub(crate) fn replay(session: &str) -> String {
    let place = workplace();
    let kept = session.lines().filter(|line| line.starts_with("$ ") || line.starts_with("// "));
    let with_output = |line: &str| {
        let output = line.strip_prefix("$ ").map(|command| run(bare("bash", place.path()).args(["-c", command])));
        format!("{line}\n{}", output.map(|output| said(&output)).unwrap_or_default())
    };
    kept.map(with_output).collect()
}

fn said(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace('\x1b', "^[").replace('\r', "^M");
    let mut said = text(&output.stdout);
    if !said.is_empty() && !said.ends_with('\n') {
        said.push_str("\n\\ no line end\n");
    }
    said.extend(text(&output.stderr).lines().map(|line| format!("2> {line}\n")));
    let status = match output.status.code() {
        Some(0) => String::new(),
        Some(code) => format!("? {code}\n"),
        None => "? killed\n".to_owned(),
    };
    said + &status
}
