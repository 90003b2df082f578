//! A process that is killed before any of its steps: nothing is lost, nothing is half written, and the next run ends well.
#![expect(clippy::disallowed_methods, reason = "these tests are about files")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::{Steps, write};
use crate::diagnostic::changes::Change;

type Files = BTreeMap<String, String>;

const OLD: [(&str, &str); 4] = [("changed", "1"), ("other", "1"), ("named", "2"), ("gone", "3")];

fn folder(files: &Files) -> TempDir {
    let place = TempDir::new().unwrap();
    for (path, text) in files {
        fs::write(place.path().join(path), text).unwrap();
    }
    place
}

/// The files that are the user's.
fn files(folder: &Path) -> Files {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    let named = entries.map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(path).unwrap()));
    named.filter(|(name, _)| !name.contains(".pushready-")).collect()
}

fn owned(files: &[(&str, &str)]) -> Files {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

fn changes() -> Vec<Change<'static>> {
    vec![
        Change::Delete { path: "gone", old: b"3" },
        Change::Modify { path: "changed", old: b"1", new: b"one" },
        Change::Rename { from: "named", to: "name", old: b"2", new: b"two" },
        Change::Modify { path: "other", old: b"1", new: b"one" },
        Change::Create { path: "new", new: b"4" },
    ]
}

/// What is still to be done to a folder whose files are these.
fn left(files: &Files) -> Vec<Change<'static>> {
    let is_there = |path: &str, text: &[u8]| files.get(path).is_some_and(|now| now.as_bytes() == text);
    let mut left = vec![];
    for change in changes() {
        match change {
            Change::Delete { path, old } if is_there(path, old) => left.push(change),
            Change::Modify { path, old, .. } if is_there(path, old) => left.push(change),
            Change::Create { path, new } if !is_there(path, new) => left.push(change),
            Change::Rename { from, old, .. } if is_there(from, old) => left.push(change),
            Change::Rename { from, to, new, .. } if is_there(from, new) => {
                left.push(Change::Rename { from, to, old: new, new });
            }
            _ => {}
        }
    }
    left
}

#[test]
fn killed_between_any_two_steps_it_loses_nothing() {
    let new = owned(&[("changed", "one"), ("other", "one"), ("name", "two"), ("new", "4")]);
    for killed_before in 0.. {
        let place = folder(&owned(&OLD));
        let mut steps = Steps::default();
        steps.prepare_all(place.path(), &changes()).unwrap();
        assert_eq!(files(place.path()), owned(&OLD), "what is prepared changes nothing yet");
        let is_over = killed_before == steps.steps.len();
        for step in &steps.steps[..killed_before] {
            fs::rename(&step.from, &step.to).unwrap();
        }
        let now = files(place.path());
        let whole = ["1", "one", "2", "two", "3", "4"];
        assert!(now.values().all(|text| whole.contains(&text.as_str())), "{killed_before}: {now:?}");
        let contents = |one: &str, other: &str| now.values().any(|text| text == one || text == other);
        assert!(contents("1", "one") && contents("2", "two"), "{killed_before}: {now:?}");
        assert!(now.contains_key("gone") || now == new, "what is deleted is there until all else is done: {now:?}");

        write(place.path(), &left(&now)).unwrap();
        assert_eq!(files(place.path()), new, "{killed_before}");
        if is_over {
            break;
        }
    }
}

#[test]
fn what_a_killed_process_left_goes_with_the_next_run_and_nothing_else() {
    let place = folder(&owned(&OLD));
    for name in
        [".changed.pushready-123", ".new.pushready-4194304", ".changed.pushready-x", ".mine.pushready-1", ".changed.pushready-"]
    {
        fs::write(place.path().join(name), "half").unwrap();
    }
    // One of an earlier process of this number, too.
    fs::write(place.path().join(format!(".other.pushready-{}", std::process::id())), "half").unwrap();
    write(place.path(), &changes()).unwrap();
    let entries = fs::read_dir(place.path()).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    let mut hidden: Vec<String> = entries.filter(|name| name.starts_with('.')).collect();
    hidden.sort();
    assert_eq!(hidden, [".changed.pushready-", ".changed.pushready-x", ".mine.pushready-1"]);
}

#[cfg(unix)]
#[test]
fn no_link_is_followed_and_what_is_read_only_stays() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::WriteError;

    let outside = folder(&owned(&[("changed", "1")]));
    let write_in = |prepare: &dyn Fn(&Path), path: &'static str| {
        let place = TempDir::new().unwrap();
        prepare(place.path());
        let modified = write(place.path(), &[Change::Modify { path, old: b"1", new: b"one" }]);
        (modified.unwrap_err(), place)
    };
    let (failure, _) = write_in(&|place| symlink(outside.path().join("changed"), place.join("changed")).unwrap(), "changed");
    assert!(matches!(failure, WriteError::Linked { .. }), "{failure:?}");
    let (failure, place) = write_in(&|place| symlink(outside.path(), place.join("sub")).unwrap(), "sub/changed");
    assert!(matches!(failure, WriteError::Linked { .. }), "{failure:?}");
    let failure = write(place.path(), &[Change::Create { path: "sub/new", new: b"" }]).unwrap_err();
    assert!(matches!(failure, WriteError::Linked { .. }), "{failure:?}");
    assert_eq!(files(outside.path()), owned(&[("changed", "1")]));

    let read_only = |place: &Path| {
        fs::write(place.join("changed"), "1").unwrap();
        fs::set_permissions(place.join("changed"), fs::Permissions::from_mode(0o444)).unwrap();
    };
    let (failure, place) = write_in(&read_only, "changed");
    assert!(matches!(failure, WriteError::ReadOnly { .. }), "{failure:?}");
    assert_eq!(files(place.path()), owned(&[("changed", "1")]));
}

#[cfg(unix)]
#[test]
fn a_file_keeps_its_mode() {
    use std::os::unix::fs::PermissionsExt;

    for mode in [0o600, 0o644, 0o755, 0o664] {
        let place = folder(&owned(&OLD));
        let path = place.path().join("changed");
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        write(place.path(), &[Change::Modify { path: "changed", old: b"1", new: b"one" }]).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o7777, mode);
    }
}
