//! Indexes that do not answer as they should. Nothing that they do is taken for an answer.

use std::net::TcpListener;
use std::time::Duration;

use pushready::fetch::{Limits, Options, Trouble};
use pushready::language::Language;

use crate::archives::{gz, page};
use crate::desk::{Desk, limits};
use crate::server::{Answer, Server};

/// What comes of asking for the project `a`, and how often it is asked.
fn asked(server: &Server, limits: Limits) -> (String, Vec<Trouble>, usize) {
    let mut desk = Desk::with(&[server.index()], Options { limits, ..Options::default() });
    let known = desk.project("a");
    (known, desk.troubles(), server.asked().len())
}

fn unknowable(trouble: Trouble, times: usize) -> (String, Vec<Trouble>, usize) {
    ("unknowable".to_owned(), vec![trouble], times)
}

#[test]
fn numbers_of_errors() {
    let server = Server::start();
    // Where the only project that is asked for does not exist, it is asked whether this is an index at all.
    server.put("/simple/pip/", Answer::json(page(&[])));
    for (status, expected) in [
        (404, ("absent".to_owned(), vec![], 2)),
        (410, ("absent".to_owned(), vec![], 2)),
        (401, unknowable(Trouble::Refused(401), 1)),
        (403, unknowable(Trouble::Refused(403), 1)),
        (429, unknowable(Trouble::Busy(429), 3)),
        (500, unknowable(Trouble::Busy(500), 3)),
        (503, unknowable(Trouble::Busy(503), 3)),
        (418, unknowable(Trouble::Status(418), 1)),
        (204, unknowable(Trouble::Status(204), 1)),
        (206, unknowable(Trouble::Status(206), 1)),
        (304, unknowable(Trouble::Status(304), 1)),
    ] {
        server.put("/simple/a/", Answer::status(status));
        assert_eq!(asked(&server, limits()), expected, "{status}");
    }
}

#[test]
fn a_host_that_is_busy_is_asked_again_when_it_says() {
    let server = Server::start();
    let good = Answer::json(page(&[("a-1.zip", "/a-1.zip", false)]));
    let never = Limits { pause: Duration::from_hours(1), ..Limits::default() };
    server.put_in_turn(
        "/simple/a/",
        vec![Answer::status(503).with("Retry-After", "0"), Answer::status(429).with("Retry-After", "0"), good],
    );
    assert_eq!(asked(&server, never), ("a-1.zip".to_owned(), vec![], 3));
    server.put("/simple/a/", Answer::status(429).with("Retry-After", "3600"));
    assert_eq!(asked(&server, limits()), unknowable(Trouble::Busy(429), 1));
}

#[test]
fn answers_that_break_off_or_lie_about_their_length() {
    let server = Server::start();
    let good = page(&[("a-1.zip", "/a-1.zip", false)]);
    let length = good.len();
    server.put("/simple/a/", Answer::json(&good.as_bytes()[..length / 2]).telling(length));
    assert_eq!(asked(&server, limits()), unknowable(Trouble::BrokenOff, 3));
    server.put("/simple/a/", Answer::json(good.as_str()).telling(length * 2));
    assert_eq!(asked(&server, limits()), unknowable(Trouble::BrokenOff, 3));
    server.put("/simple/a/", Answer::json(good.as_str()).telling(length / 2));
    assert_eq!(asked(&server, limits()), unknowable(Trouble::NoIndex, 1));
    let packed = gz(good.as_bytes());
    server.put("/simple/a/", Answer::json(&packed[..packed.len() - 9]).with("Content-Encoding", "gzip"));
    assert_eq!(asked(&server, limits()), unknowable(Trouble::BrokenOff, 3));
}

#[test]
fn pages_of_somebody_else() {
    let server = Server::start();
    for answer in [
        Answer::json("<html><body>Please sign in.</body></html>"),
        Answer::html("<html><body>Please <a href='/sign-in'>sign in</a>.</body></html>"),
        Answer::new(200, "text/plain", "hello"),
        Answer::json("{\"files\": 1}"),
        Answer::json(""),
        Answer::html(""),
        Answer::json(page(&[])).with("Content-Encoding", "br"),
    ] {
        server.put("/simple/a/", answer.clone());
        assert_eq!(asked(&server, limits()), unknowable(Trouble::NoIndex, 1), "{answer:?}");
    }
    server.put("/simple/a/", Answer::json(page(&[])));
    assert_eq!(asked(&server, limits()), (String::new(), vec![], 1), "a project without any file is one");
}

#[test]
fn no_answer_is_read_without_end() {
    let server = Server::start();
    let limits = Limits { page: 4 << 20, ..limits() };
    let zeros = vec![b' '; 1 << 20];
    server.put("/simple/a/", Answer::json(zeros.clone()).times(100));
    assert_eq!(asked(&server, limits), unknowable(Trouble::TooLarge(4 << 20), 1));
    assert!(server.sent() < 20 << 20, "{} bytes", server.sent());
    server.put("/simple/a/", Answer::json(gz(&zeros.repeat(100))).with("Content-Encoding", "gzip"));
    assert_eq!(asked(&server, limits), unknowable(Trouble::TooLarge(4 << 20), 1));
}

#[test]
fn nobody_is_waited_for_without_end() {
    let server = Server::start();
    let limits = Limits { whole: Duration::from_millis(300), ..limits() };
    let good = page(&[("a-1.zip", "/a-1.zip", false)]);
    for answer in [Answer::json(""), Answer::json(&good.as_bytes()[..9])] {
        server.put("/simple/a/", answer.telling(good.len()).silent());
        assert_eq!(asked(&server, limits), unknowable(Trouble::TooSlow(0), 1));
    }
}

#[test]
fn a_host_that_never_answers_is_not_asked_for_ever() {
    let server = Server::start();
    let names: Vec<String> = (0..100).map(|number| format!("a{number}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    for name in &names {
        server.put(&format!("/simple/{name}/"), Answer::json("").telling(1).silent());
    }
    let limits = Limits { whole: Duration::from_millis(300), ..limits() };
    let mut desk = Desk::with(&[server.index()], Options { limits, ..Options::default() });
    assert!(desk.projects(&names).iter().all(|known| known == "unknowable"));
    assert_eq!(desk.troubles(), [Trouble::TooSlow(0)]);
    assert!(server.asked().len() < 50, "sixteen at once, and no more after these");
}

#[test]
fn what_went_wrong_is_said_with_its_host() {
    let port = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port").port();
    let mut desk = Desk::new(&[format!("http://me:secret@127.0.0.1:{port}/simple")]);
    assert_eq!(desk.projects(&["d", "c", "b", "a"]), ["unknowable"; 4]);
    let [english] = &desk.said(Language::En)[..] else { panic!("{:?}", desk.troubles()) };
    let (start, end) = (
        format!("127.0.0.1:{port} does not take the connection ("),
        "); the check goes on without what it says of `a`, `b`, `c` and 1 more",
    );
    assert!(english.starts_with(&start) && english.ends_with(end), "{english}");
    let [chinese] = &desk.said(Language::Zh)[..] else { panic!("{:?}", desk.troubles()) };
    let end = "）；检查继续，但不知道它所说的 `a`、`b`、`c` 和另外 1 个软件包";
    assert!(chinese.starts_with(&format!("127.0.0.1:{port} 不接受连接（")) && chinese.ends_with(end), "{chinese}");
}

#[test]
fn an_address_where_there_is_no_index_is_told_from_projects_that_are_missing() {
    let server = Server::start();
    let ask = || {
        let mut desk = Desk::new(&[server.index()]);
        (desk.projects(&["a", "b"]), desk.troubles(), desk.said(Language::En))
    };
    let absent = (vec!["absent".to_owned(); 2], vec![], vec![]);
    let no_index = || (vec!["unknowable".to_owned(); 2], vec![Trouble::NothingThere]);
    let (known, troubles, said) = ask();
    assert_eq!((known, troubles), no_index());
    let address = server.index();
    assert_eq!(
        said,
        [format!(
            "`{address}` has none of these packages and does not look like a package index, so its address may be mistyped; the check goes on without what it says of `a` and `b`"
        )]
    );
    server.put("/simple/", Answer::html("<script>x</script> <a href='/about'>About us</a>"));
    let (known, troubles, _) = ask();
    assert_eq!((known, troubles), no_index());
    for front in [
        Answer::html("<!DOCTYPE html><html><body><a href='/simple/c/'>c</a></body></html>"),
        Answer::json("{\"meta\": {}, \"projects\": [{\"name\": \"c\"}]}"),
        Answer::status(403),
        Answer::status(500),
    ] {
        server.put("/simple/", front);
        assert_eq!(ask(), absent);
    }
    server.put("/simple/", Answer::status(404));
    server.put("/simple/pip/", Answer::json(page(&[("pip-1.zip", "/pip-1.zip", false)])));
    assert_eq!(ask(), absent);
}

#[test]
fn a_page_with_very_many_files_is_read() {
    let server = Server::start();
    let names: Vec<String> = (0..50_000).map(|number| format!("a-{number}.0-py3-none-any.whl")).collect();
    let files: Vec<(&str, &str, bool)> = names.iter().map(|name| (name.as_str(), "/files/a.whl", true)).collect();
    server.put("/simple/a/", Answer::json(page(&files)));
    let (known, troubles, _) = asked(&server, limits());
    assert_eq!((known.split(' ').count(), troubles), (50_000, vec![]));
}
