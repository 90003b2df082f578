//! What is written and what the patch says are the same, for every kind of change.
#![expect(clippy::disallowed_methods, reason = "these tests are about files and git")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use super::{WriteError, write};
use crate::diagnostic::changes::Moves;
use crate::diagnostic::patch;
use crate::diagnostic::{Fix, Rename, Safety};
use crate::project::{Content, Project};

type Files<'a> = &'a [(&'a str, &'a [u8])];

fn project(files: Files<'_>) -> Project {
    let mut project = Project::new();
    for (path, bytes) in files {
        project.insert(*path, Content::from(bytes.to_vec()));
    }
    project
}

fn moves(renames: &[(&str, &str)]) -> Moves {
    let rename = |(from, to): &(&str, &str)| Rename { from: (*from).to_owned(), to: (*to).to_owned() };
    let fix = Fix {
        title: String::new(),
        safety: Safety::Safe,
        edits: vec![],
        renames: renames.iter().map(rename).collect(),
        creates: vec![],
        deletes: vec![],
    };
    let mut moves = Moves::default();
    moves.follow(std::iter::once(&fix));
    moves
}

fn folder(files: Files<'_>) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (path, bytes) in files {
        let target = folder.path().join(path);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::write(target, bytes).unwrap();
    }
    folder
}

fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = paths.filter(|path| path.is_file());
    files.map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(path).unwrap())).collect()
}

fn git_apply(patch: &[u8], folder: &Path) {
    let file = TempDir::new().unwrap();
    fs::write(file.path().join("patch"), patch).unwrap();
    let output = Command::new("git").arg("apply").arg(file.path().join("patch")).current_dir(folder).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(patch));
}

/// Writes the change into one folder and applies its patch to another.
fn both_ways(before: Files<'_>, after: Files<'_>, renames: &[(&str, &str)]) {
    let (old, new, moves) = (project(before), project(after), moves(renames));
    let changes = moves.changes(&old, &new);
    let (written, patched) = (folder(before), folder(before));
    write(written.path(), &changes).unwrap();
    let expected: BTreeMap<String, Vec<u8>> = after.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())).collect();
    assert_eq!(contents(written.path()), expected);
    git_apply(&patch::patch(&changes), patched.path());
    assert_eq!(contents(patched.path()), expected);
}

#[test]
fn contents_are_changed_to_the_byte() {
    let many: Vec<u8> = (0..40).flat_map(|line| format!("{line}\n").into_bytes()).collect();
    let fewer: Vec<u8> = many.iter().copied().filter(|byte| *byte != b'7').collect();
    both_ways(&[("f", &many)], &[("f", &fewer)], &[]);
    both_ways(&[("f", b"a\r\nb")], &[("f", b"a\r\nb\r\n")], &[]);
    both_ways(&[("f", b"a\nb\n")], &[("f", b"a\nb")], &[]);
    both_ways(&[("f", b"")], &[("f", b"a")], &[]);
    both_ways(&[("f", b"a")], &[("f", b"")], &[]);
    both_ways(&[("f", b"\xff\xfew\0e\0b\0\n\0")], &[("f", b"web\n")], &[]);
    both_ways(&[("f", b"\x1b[31m\xff\n")], &[("f", b"\x1b[32m\xff\n")], &[]);
}

#[test]
fn files_come_go_and_are_renamed() {
    both_ways(&[("a", b"1\n")], &[("a", b"1\n"), ("b", b"2\n"), ("empty", b"")], &[]);
    both_ways(&[("a", b"1\n"), ("b", b"2"), ("empty", b"")], &[("a", b"1\n")], &[]);
    both_ways(&[("procfile", b"web: x\n")], &[("Procfile", b"web: x\n")], &[("procfile", "Procfile")]);
    both_ways(&[("Procfile.txt", b"web:x\ny\nz\n")], &[("Procfile", b"web: x\ny\nz\n")], &[("Procfile.txt", "Procfile")]);
    both_ways(&[("a", b"1\n"), ("b", b"2\n")], &[("a", b"2\n")], &[("b", "a")]);
}

#[test]
fn names_of_every_kind_are_read_by_git() {
    both_ways(&[("my file", b"1\n"), ("中文", b"1\n")], &[("my file", b"2\n"), ("中文", b"2\n")], &[]);
    both_ways(&[("a\"b\\c\td", b"1\n")], &[("a\"b\\c\td", b"2\n")], &[]);
    both_ways(&[("my procfile ", b"1\n")], &[("Procfile", b"1\n")], &[("my procfile ", "Procfile")]);
}

/// A folder that is not what was checked stays as it is.
fn refused(before: Files<'_>, on_disk: Files<'_>, after: Files<'_>, renames: &[(&str, &str)]) -> WriteError {
    let (old, new, moves) = (project(before), project(after), moves(renames));
    let folder = folder(on_disk);
    let failure = write(folder.path(), &moves.changes(&old, &new)).unwrap_err();
    assert_eq!(contents(folder.path()), contents(self::folder(on_disk).path()));
    failure
}

#[test]
fn what_is_no_file_is_in_the_way() {
    let (old, new) = (project(&[("a", b"1")]), project(&[("a", b"2"), ("b", b"3")]));
    let folder = folder(&[("a", b"1"), ("b/inside", b"other")]);
    let failure = write(folder.path(), &moves(&[]).changes(&old, &new)).unwrap_err();
    assert!(matches!(failure, WriteError::InTheWay { path } if path == "b"));
    assert_eq!(fs::read(folder.path().join("a")).unwrap(), b"1");
}

#[test]
fn nothing_is_written_over() {
    let failure = refused(&[("a", b"1")], &[("a", b"other")], &[("a", b"2")], &[]);
    assert!(matches!(failure, WriteError::Changed { .. }), "{failure:?}");
    let failure = refused(&[("a", b"1")], &[("a", b"1"), ("b", b"other")], &[("a", b"2"), ("b", b"3")], &[]);
    assert!(matches!(failure, WriteError::Changed { .. }), "{failure:?}");
    let failure = refused(&[("a", b"1")], &[("a", b"1"), ("b", b"other")], &[("b", b"1")], &[("a", "b")]);
    assert!(matches!(failure, WriteError::Changed { .. }), "{failure:?}");
    let failure = refused(&[("a", b"1")], &[("a", b"1"), ("A", b"other")], &[("A", b"1")], &[("a", "A")]);
    assert!(matches!(failure, WriteError::Changed { .. }), "{failure:?}");
    let failure = refused(&[("a", b"1"), ("c", b"1")], &[("a", b"1")], &[("a", b"2"), ("c", b"2")], &[]);
    assert!(matches!(failure, WriteError::Changed { .. }), "{failure:?}");
}
