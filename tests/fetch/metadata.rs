//! The metadata of files: beside them, in them, or nowhere.

use pushready::fetch::Trouble;

use crate::archives::{metadata, noise, page, tar_gz, zip};
use crate::desk::Desk;
use crate::server::{Answer, Server};

/// An index with one file of the project `a`; gives what is known of what it requires.
fn required(server: &Server, file: &str, beside: bool) -> (String, Vec<Trouble>) {
    server.put("/simple/a/", Answer::json(page(&[(file, &format!("/files/{file}"), beside)])));
    let mut desk = Desk::new(&[server.index()]);
    assert_eq!(desk.project("a"), file);
    let found = desk.files("a").remove(0);
    (desk.metadata("a", &found), desk.troubles())
}

const WHEEL: &str = "a-1-py3-none-any.whl";

#[test]
fn metadata_beside_the_file_are_enough() {
    let server = Server::start();
    server.put("/files/a-1-py3-none-any.whl.metadata", Answer::file(metadata("2.1", &["b", "c (>=1.0)"])));
    assert_eq!(required(&server, WHEEL, true), ("requires b c".to_owned(), vec![]));
    assert_eq!(server.asked(), ["/simple/a/", "/files/a-1-py3-none-any.whl.metadata"]);
}

#[test]
fn a_wheel_gives_its_own_and_no_more_of_it_is_fetched() {
    let wheel = zip(&[
        ("a/data", &noise(3_000_000)),
        ("a/b.dist-info/METADATA", b"Metadata-Version: 2.1\nRequires-Dist: wrong\n"),
        ("a-1.dist-info/METADATA", metadata("2.1", &["b"]).as_bytes()),
        ("a/more", &noise(3_000_000)),
    ]);
    let server = Server::start();
    server.put("/files/a-1-py3-none-any.whl", Answer::file(wheel).in_parts());
    assert_eq!(required(&server, WHEEL, false), ("requires b".to_owned(), vec![]));
    assert!(server.sent() < 300_000, "{} bytes", server.sent());
    // What is promised beside it and is not there, or is something else, is looked for in it as well.
    assert_eq!(required(&server, WHEEL, true), ("requires b".to_owned(), vec![]));
    server.put("/files/a-1-py3-none-any.whl.metadata", Answer::html("<p>Please sign in.</p>"));
    assert_eq!(required(&server, WHEEL, true), ("requires b".to_owned(), vec![]));
}

#[test]
fn without_parts_a_small_wheel_is_fetched_whole_and_a_large_one_is_not() {
    let wheel = |size| zip(&[("a/data", &noise(size)), ("a-1.dist-info/METADATA", metadata("2.1", &["b"]).as_bytes())]);
    let server = Server::start();
    server.put("/files/a-1-py3-none-any.whl", Answer::file(wheel(1_000_000)));
    assert_eq!(required(&server, WHEEL, false), ("requires b".to_owned(), vec![]));
    server.put("/files/a-1-py3-none-any.whl", Answer::file(wheel(30_000_000)));
    assert_eq!(required(&server, WHEEL, false), ("unknowable".to_owned(), vec![]));
    assert!(server.sent() < 12_000_000, "{} bytes", server.sent());
}

#[test]
fn a_broken_wheel_says_nothing() {
    let server = Server::start();
    for bytes in [vec![], b"PK".to_vec(), noise(100_000), zip(&[("a/data", b"x")])] {
        server.put("/files/a-1-py3-none-any.whl", Answer::file(bytes).in_parts());
        assert_eq!(required(&server, WHEEL, false), ("unknowable".to_owned(), vec![]));
    }
}

#[test]
fn metadata_of_a_source_count_where_they_hold_for_its_wheels() {
    let server = Server::start();
    let source =
        |text: String| tar_gz(&[("a-1/README", b"x"), ("a-1/a.egg-info/PKG-INFO", b"x"), ("a-1/PKG-INFO", text.as_bytes())]);
    server.put("/files/a-1.tar.gz", Answer::file(source(metadata("2.2", &["b"]))));
    assert_eq!(required(&server, "a-1.tar.gz", false), ("requires b".to_owned(), vec![]));
    server.put("/files/a-1.tar.gz", Answer::file(source(metadata("2.1", &["b"]))).in_parts());
    assert_eq!(required(&server, "a-1.tar.gz", false), ("unknowable".to_owned(), vec![]));
    let text = metadata("2.3", &["b"]);
    server.put("/files/a-1.zip", Answer::file(zip(&[("a-1/PKG-INFO", text.as_bytes())])).in_parts());
    assert_eq!(required(&server, "a-1.zip", false), ("requires b".to_owned(), vec![]));
}

#[test]
fn of_a_large_source_the_beginning_is_read() {
    let server = Server::start();
    let text = metadata("2.2", &["b"]);
    let first = tar_gz(&[("a-1/PKG-INFO", text.as_bytes()), ("a-1/data", &noise(9_000_000))]);
    server.put("/files/a-1.tar.gz", Answer::file(first).in_parts());
    assert_eq!(required(&server, "a-1.tar.gz", false), ("requires b".to_owned(), vec![]));
    let last = tar_gz(&[("a-1/data", &noise(9_000_000)), ("a-1/PKG-INFO", text.as_bytes())]);
    server.put("/files/a-1.tar.gz", Answer::file(last).in_parts());
    assert_eq!(required(&server, "a-1.tar.gz", false), ("unknowable".to_owned(), vec![]));
    // The last one is read once more, for how it is built.
    assert!(server.sent() < 16_000_000, "{} bytes", server.sent());
}

#[test]
fn what_cannot_be_had_is_said() {
    let server = Server::start();
    server.put("/files/a-1-py3-none-any.whl", Answer::status(403));
    assert_eq!(required(&server, WHEEL, false), ("unknowable".to_owned(), vec![Trouble::Refused(403)]));
    server.put("/files/a-1.tar.gz", Answer::file(&tar_gz(&[("a-1/data", &noise(1000))])[..500]).telling(2000));
    assert_eq!(required(&server, "a-1.tar.gz", false), ("unknowable".to_owned(), vec![Trouble::BrokenOff]));
}

#[test]
fn metadata_of_another_project_are_not_taken() {
    let server = Server::start();
    let text = |name: &str| format!("Metadata-Version: 2.1\nName: {name}\nRequires-Dist: b\n");
    server.put("/files/a-1-py3-none-any.whl.metadata", Answer::file(text("A")));
    assert_eq!(required(&server, WHEEL, true), ("requires b".to_owned(), vec![]));
    server.put("/files/a-1-py3-none-any.whl.metadata", Answer::file(text("other")));
    assert_eq!(required(&server, WHEEL, true), ("unknowable".to_owned(), vec![Trouble::OfAnother]));
}

#[test]
fn an_older_source_says_what_it_requires_where_nothing_can_change_it() {
    let server = Server::start();
    let source = |setup: &str, requires: &str| {
        let info = metadata("1.1", &[]);
        tar_gz(&[
            ("a-1/PKG-INFO", info.as_bytes()),
            ("a-1/a.egg-info/PKG-INFO", info.as_bytes()),
            ("a-1/a.egg-info/requires.txt", requires.as_bytes()),
            ("a-1/setup.py", setup.as_bytes()),
        ])
    };
    server.put("/files/a-1.tar.gz", Answer::file(source("setup(install_requires=['b'])", "b>=1\n")).in_parts());
    assert_eq!(required(&server, "a-1.tar.gz", false), ("requires b".to_owned(), vec![]));
    let asks = "if sys.version_info < (3, 4):\n    requires.append('c')\nsetup(install_requires=requires)";
    server.put("/files/a-1.tar.gz", Answer::file(source(asks, "b\n")).in_parts());
    assert_eq!(required(&server, "a-1.tar.gz", false), ("unknowable".to_owned(), vec![]));
}
