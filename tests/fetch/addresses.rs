//! Where requests go, and what is never sent along.

use pushready::fetch::{Options, Trouble};
use pushready::language::Language;

use crate::archives::{metadata, page};
use crate::desk::{Desk, limits};
use crate::server::{Answer, Request, Server};

/// `me:secret`.
const AUTHORIZATION: &str = "Basic bWU6c2VjcmV0";

fn with_password(server: &Server) -> String {
    format!("http://me:secret@{}/simple", server.host)
}

fn authorizations(requests: &[Request]) -> Vec<Option<&str>> {
    requests.iter().map(|request| request.header("authorization")).collect()
}

#[test]
fn credentials_are_for_the_host_that_they_are_given_for() {
    let (index, files) = (Server::start(), Server::start());
    let own = format!("http://{}/files/a-1-py3-none-any.whl", index.host);
    let other = files.url("/files/a-2-py3-none-any.whl");
    index.put("/simple/a/", Answer::json(page(&[("a-1-py3-none-any.whl", &own, true), ("a-2-py3-none-any.whl", &other, true)])));
    index.put("/files/a-1-py3-none-any.whl.metadata", Answer::file(metadata("2.1", &["b"])));
    files.put("/files/a-2-py3-none-any.whl.metadata", Answer::file(metadata("2.1", &["c"])));
    let mut desk = Desk::new(&[with_password(&index)]);
    desk.project("a");
    for (file, required) in desk.files("a").iter().zip(["requires b", "requires c"]) {
        assert_eq!(desk.metadata("a", file), required);
        assert!(!file.url.contains("secret"));
    }
    assert_eq!(authorizations(&index.requests()), [Some(AUTHORIZATION); 2]);
    assert_eq!(authorizations(&files.requests()), [None]);
}

#[test]
fn redirections_are_followed_without_credentials() {
    let (index, other) = (Server::start(), Server::start());
    index.put("/simple/a/", Answer::redirection("/elsewhere/a/"));
    index.put("/elsewhere/a/", Answer::redirection(&format!("http://me:own@{}/x/a/", other.host)));
    other.put("/x/a/", Answer::json(page(&[("a-1.zip", "../files/a-1.zip", false)])));
    let mut desk = Desk::new(&[with_password(&index)]);
    assert_eq!(desk.project("a"), "a-1.zip");
    assert_eq!(desk.files("a")[0].url, other.url("/x/files/a-1.zip"), "relative to where the page came from");
    assert_eq!(authorizations(&index.requests()), [Some(AUTHORIZATION); 2]);
    assert_eq!(authorizations(&other.requests()), [None], "neither those of the index nor what the redirection brings");
}

#[test]
fn nobody_is_sent_around_for_ever() {
    let server = Server::start();
    server.put("/simple/a/", Answer::redirection("/simple/a/"));
    server.put("/simple/b/", Answer::status(302));
    server.put("/simple/c/", Answer::redirection("ftp://127.0.0.1/c/"));
    let mut desk = Desk::new(&[server.index()]);
    assert_eq!(desk.projects(&["a", "b", "c"]), ["unknowable"; 3]);
    assert_eq!(desk.troubles(), [Trouble::SentAround, Trouble::NoIndex]);
    assert_eq!(server.asked().iter().filter(|path| *path == "/simple/a/").count(), 6);
}

#[test]
fn what_is_no_address_is_said_without_its_password() {
    let mut desk = Desk::new(&["ftp://me:secret@index.example/simple".to_owned()]);
    assert_eq!(desk.project("a"), "unknowable");
    assert_eq!(
        desk.said(Language::En),
        [
            "`ftp://****@index.example/simple` is no address of a package index; one begins with https:// or http://; the check goes on without what it says of `a`"
        ]
    );
}

#[test]
fn another_index_takes_the_place_of_the_main_one() {
    let (main, extra, other) = (Server::start(), Server::start(), Server::start());
    let options = Options { instead: Some(other.index()), limits: limits(), ..Options::default() };
    other.put("/simple/a/", Answer::json(page(&[("a-1.zip", "/a-1.zip", false)])));
    let mut desk = Desk::with(&[main.index(), extra.index()], options);
    assert_eq!(desk.project("a"), "a-1.zip");
    assert_eq!([main, extra, other].map(|server| server.asked().len()), [0, 1, 1]);
}
