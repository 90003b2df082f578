//! Interpreters that are brought from an address.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::machine::{self, Python};
use crate::packages::tar_gz;
use crate::server::Answer;
use crate::workplace::{Built, Workplace};

/// A version that nobody has installed.
const VERSION: &str = "3.12.99";
const ARCHIVE: &str = "/runtimes/python-3.12.99.tar.gz";
const SUMS: &str = "/runtimes/SHA256SUMS";

/// A program that says of itself to be that version, and otherwise does what a real one does.
fn archive(python: &Python) -> Vec<u8> {
    let real = python.path.display();
    let prefix = python.path.parent().and_then(Path::parent).expect("a folder of programs").display();
    let answer = format!("printf '{VERSION}\\nCPython\\n{prefix}\\nlinux-x86_64\\n'");
    let script = format!("#!/bin/sh\ncase \"$*\" in *python_implementation*) {answer} ;; *) exec {real} \"$@\" ;; esac\n");
    tar_gz(&[("python/bin/python3.12".to_owned(), script.into_bytes(), 0o755)])
}

fn workplace(python: &Python) -> Workplace {
    let work = Workplace::new(&Python { version: VERSION.to_owned(), ..python.clone() });
    work.server.put(ARCHIVE, Answer::file(archive(python)));
    work
}

fn sums(python: &Python) -> Answer {
    Answer::file(format!("{:x}  python-{VERSION}.tar.gz\n", Sha256::digest(archive(python))).into_bytes())
}

/// Builds by the interpreter of that address alone.
fn build(work: &Workplace) -> Built {
    Built::of(command(work).output().expect("the program runs"))
}

fn command(work: &Workplace) -> std::process::Command {
    work.command(&["--runtime-url", &work.server.url("/runtimes")])
}

#[test]
fn an_archive_is_taken_if_its_checksum_is_right() {
    let Some(python) = machine::newest("an_archive_is_taken_if_its_checksum_is_right") else { return };
    let work = workplace(&python);
    work.server.put(SUMS, sums(&python));
    let built = build(&work).well();
    assert_eq!(built.report()["python"]["version"], VERSION);
    let program = built.report()["python"]["program"].as_str().expect("a path").to_owned();
    assert!(program.contains("cache/interpreters/archives/") && program.ends_with("python/bin/python3.12"), "{program}");
    work.server.asked();
    work.write("more.txt", "");
    build(&work).well();
    assert!(!work.server.asked().contains(&ARCHIVE.to_owned()), "it is brought once");
}

#[test]
fn an_archive_is_refused_unless_it_is_whole_and_right() {
    let Some(python) = machine::newest("an_archive_is_refused_unless_it_is_whole_and_right") else { return };
    let work = workplace(&python);
    let wrong = |text: &str| Answer::file(text);
    let other = format!("{}  python-{VERSION}.tar.gz\n", "0".repeat(64));
    let cases = [
        (SUMS, wrong(&other), "but SHA256SUMS says 0000"),
        (SUMS, wrong("00  python-3.6.6.tar.gz\n"), "SHA256SUMS does not list python-3.12.99.tar.gz"),
        (SUMS, Answer::status(503), "SHA256SUMS: the server answers 503"),
        (ARCHIVE, Answer::half(&archive(&python)), "the download breaks off"),
        (ARCHIVE, wrong("no archive"), "the archive cannot be unpacked"),
        (ARCHIVE, Answer::status(404), "the server answers 404"),
    ];
    for (path, answer, says) in cases {
        // Only what cannot be unpacked comes with no checksum, since that is seen first.
        work.server.put(SUMS, Answer::status(404));
        work.server.put(path, answer);
        let built = build(&work).failed("python-not-installed");
        assert!(built.output().contains(says), "{says}: {}", built.output());
        let message = built.report()["failure"]["message"].as_str().expect("a sentence").to_owned();
        assert!(message.contains(&work.server.url(ARCHIVE)), "it is said where was looked: {message}");
        let left = fs::read_dir(work.path("cache/interpreters/archives")).expect("a folder").count();
        assert_eq!(left, 0, "nothing is left of what was refused");
    }
}

#[test]
fn an_archive_without_a_checksum_is_taken_as_it_is() {
    let Some(python) = machine::newest("an_archive_without_a_checksum_is_taken_as_it_is") else { return };
    let work = workplace(&python);
    let cannot_make = Python { path: "/bin/false".into(), ..python };
    work.server.put(ARCHIVE, Answer::file(archive(&cannot_make)));
    let built = build(&work);
    assert!(built.output().contains("there is no SHA256SUMS beside the archive; it is taken as it is"), "{}", built.output());
    assert!(built.output().contains("CPython 3.12.99 of "), "{}", built.output());
    assert_eq!(built.report()["failure"]["step"], "install-python");
}

#[test]
fn a_server_that_falls_silent_can_be_left() {
    let Some(python) = machine::newest("a_server_that_falls_silent_can_be_left") else { return };
    let work = workplace(&python);
    work.server.put(ARCHIVE, Answer::half(&archive(&python)).silent());
    let mut running = crate::workplace::Running::of(&mut command(&work));
    running.wait_for(|event| event["line"].as_str().is_some_and(|line| line.contains("asking")));
    crate::workplace::eventually("the archive is asked for", || work.server.asked().contains(&ARCHIVE.to_owned()));
    running.signal("TERM");
    running.end().failed("interrupted");
}
