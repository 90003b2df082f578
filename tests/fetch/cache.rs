//! What is kept of answers, and when it is asked again.

use std::fs;
use std::path::Path;

use pushready::fetch::Trouble;
use tempfile::TempDir;

use crate::archives::{metadata, page};
use crate::desk::Desk;
use crate::server::{Answer, Server};

const WHEEL: &str = "a-1-py3-none-any.whl";

fn index(control: &str) -> Server {
    let server = Server::start();
    let files = page(&[(WHEEL, "/files/a-1-py3-none-any.whl", true)]);
    server.put("/simple/a/", Answer::json(files).in_state("\"one\"").with("Cache-Control", control));
    server.put("/files/a-1-py3-none-any.whl.metadata", Answer::file(metadata("2.1", &["b"])));
    server
}

/// One check: what it comes to know, and what it asks for that.
fn check(server: &Server, folder: &Path, is_offline: bool) -> (Vec<String>, Vec<String>) {
    let mut desk = Desk::keeping(&[server.index()], folder.to_owned(), is_offline);
    let mut known = vec![desk.project("a")];
    if known == [WHEEL] {
        let file = desk.files("a").remove(0);
        known.push(desk.metadata("a", &file));
    }
    (known, server.asked())
}

fn entries(folder: &Path) -> Vec<std::path::PathBuf> {
    fs::read_dir(folder.join("index")).expect("a folder").map(|entry| entry.expect("an entry").path()).collect()
}

const ALL: [&str; 2] = ["/simple/a/", "/files/a-1-py3-none-any.whl.metadata"];

#[test]
fn what_is_fresh_is_not_asked_again() {
    let (server, place) = (index("max-age=600"), TempDir::new().expect("a folder"));
    let (known, asked) = check(&server, place.path(), false);
    assert_eq!((known.concat(), asked), (format!("{WHEEL}requires b"), ALL.map(str::to_owned).to_vec()));
    assert_eq!(check(&server, place.path(), false), (known, vec![]));
    assert!(entries(place.path()).iter().all(|entry| entry.extension().is_none()), "no draft is left");
}

#[test]
fn what_is_not_fresh_is_asked_by_its_state() {
    let (server, place) = (index("max-age=0"), TempDir::new().expect("a folder"));
    let (known, _) = check(&server, place.path(), false);
    for _ in 0..2 {
        let mut desk = Desk::keeping(&[server.index()], place.path().to_owned(), false);
        assert_eq!(desk.project("a"), WHEEL);
        let [request] = &server.requests()[..] else { panic!("one request") };
        assert_eq!(request.header("if-none-match"), Some("\"one\""));
    }
    // Metadata of a file never change.
    assert_eq!(check(&server, place.path(), false), (known, vec!["/simple/a/".to_owned()]));
    server.put("/simple/a/", Answer::json(page(&[("a-2.zip", "/files/a-2.zip", false)])).in_state("\"two\""));
    assert_eq!(check(&server, place.path(), false).0, ["a-2.zip"]);
    server.put("/simple/a/", Answer::status(404));
    server.put("/simple/pip/", Answer::json(page(&[])));
    fs::remove_dir_all(place.path().join("index")).expect("a folder");
    let both = ["/simple/a/", "/simple/pip/"].map(str::to_owned).to_vec();
    assert_eq!(check(&server, place.path(), false), (vec!["absent".to_owned()], both));
    assert_eq!(
        check(&server, place.path(), false),
        (vec!["absent".to_owned()], vec![]),
        "that there is nothing is an answer too"
    );
}

#[test]
fn offline_everything_that_is_kept_counts_and_nothing_is_sent() {
    let (server, place) = (index("no-cache"), TempDir::new().expect("a folder"));
    let mut desk = Desk::keeping(&[server.index()], place.path().to_owned(), true);
    assert_eq!((desk.project("a"), desk.troubles()), ("unknowable".to_owned(), vec![Trouble::Offline]));
    let (known, _) = check(&server, place.path(), false);
    assert_eq!(check(&server, place.path(), true), (known, vec![]));
}

#[test]
fn what_is_broken_is_as_if_it_was_not_there() {
    let (server, place) = (index("max-age=600"), TempDir::new().expect("a folder"));
    let (known, all) = check(&server, place.path(), false);
    let check_after = |how: fn(&[u8]) -> Vec<u8>| {
        for entry in entries(place.path()) {
            let bytes = fs::read(&entry).expect("an entry");
            fs::write(&entry, how(&bytes)).expect("a file");
        }
        assert_eq!(check(&server, place.path(), false), (known.clone(), all.clone()));
    };
    check_after(|bytes| bytes[..bytes.len() - 1].to_vec());
    check_after(|bytes| [bytes, b"x"].concat());
    check_after(|bytes| bytes.iter().map(|byte| if *byte == b'{' { b'[' } else { *byte }).collect());
    check_after(|_| vec![]);
}

#[test]
fn what_cannot_be_kept_is_answered_all_the_same() {
    let (server, place) = (index("max-age=600"), TempDir::new().expect("a folder"));
    let file = place.path().join("file");
    fs::write(&file, "").expect("a file");
    for _ in 0..2 {
        assert_eq!(check(&server, &file, false).1, ALL);
    }
}

#[test]
fn what_one_sees_with_a_password_is_not_shown_without() {
    let (server, place) = (index("max-age=600"), TempDir::new().expect("a folder"));
    let with_password = format!("http://me:secret@{}/simple", server.host);
    let mut desk = Desk::keeping(&[with_password], place.path().to_owned(), false);
    assert_eq!((desk.project("a"), server.asked().len()), (WHEEL.to_owned(), 1));
    assert_eq!(check(&server, place.path(), false).1, ALL);
    for entry in entries(place.path()) {
        assert!(!String::from_utf8_lossy(&fs::read(entry).expect("an entry")).contains("secret"));
    }
}

#[test]
fn a_failure_is_no_answer_to_be_kept() {
    let (server, place) = (Server::start(), TempDir::new().expect("a folder"));
    for answer in [Answer::status(403), Answer::html("<p>Please sign in.</p>"), Answer::json("{}")] {
        server.put("/simple/a/", answer);
        assert_eq!(check(&server, place.path(), false), (vec!["unknowable".to_owned()], vec!["/simple/a/".to_owned()]));
    }
}
