//! What indexes send: JSON and HTML, compressed or not, for names of all kinds.

use pushready::fetch::Trouble;

use crate::archives::{gz, metadata, page};
use crate::desk::Desk;
use crate::server::{Answer, Server};

#[test]
fn json_and_html_are_read() {
    let server = Server::start();
    server.put("/simple/a/", Answer::json(page(&[("a-1-py3-none-any.whl", "/files/a-1-py3-none-any.whl", true)])));
    server.put("/simple/b/", Answer::html("<a href='../../files/b-2.zip#sha256=00'>b-2.zip</a>"));
    let mut desk = Desk::new(&[server.index()]);
    assert_eq!(desk.projects(&["a", "b", "c"]), ["a-1-py3-none-any.whl", "b-2.zip", "absent"]);
    assert_eq!(desk.files("a")[0].url, server.url("/files/a-1-py3-none-any.whl"));
    assert_eq!(desk.files("b")[0].url, server.url("/files/b-2.zip"));
    assert_eq!(desk.troubles(), []);
    let requests = server.requests();
    assert!(
        requests.iter().all(|request| request.header("accept").is_some_and(|kinds| kinds.starts_with("application/vnd.pypi")))
    );
    assert!(requests.iter().all(|request| request.header("user-agent").is_some_and(|name| name.starts_with("pushready/"))));
}

#[test]
fn compressed_pages_are_asked_for_and_read() {
    let server = Server::start();
    let page = page(&[("a-1.zip", "/files/a-1.zip", false)]);
    server.put("/simple/a/", Answer::json(gz(page.as_bytes())).with("Content-Encoding", "gzip"));
    assert_eq!(Desk::new(&[server.index()]).project("a"), "a-1.zip");
    assert_eq!(server.requests()[0].header("accept-encoding"), Some("gzip"));
}

#[test]
fn odd_names_reach_the_index_as_they_are_meant() {
    let server = Server::start();
    let page = "<a href='a b/a.b-1 (2).zip'>x</a><a href='é/a.b-1.0+x-py3-none-any.whl' data-core-metadata=true>x</a>";
    server.put("/my%20index/a-b/", Answer::html(page));
    server.put("/my%20index/a-b/%C3%A9/a.b-1.0+x-py3-none-any.whl.metadata", Answer::file(metadata("2.1", &["c"])));
    let mut desk = Desk::new(&[server.url("/my index")]);
    assert_eq!(desk.projects(&["a-b", "../a", "a b?c#d", "ä"]), ["a.b-1.0+x-py3-none-any.whl", "absent", "absent", "absent"]);
    let mut asked = server.asked();
    asked.sort();
    assert_eq!(asked, ["/my%20index/%C3%A4/", "/my%20index/..%2Fa/", "/my%20index/a%20b%3Fc%23d/", "/my%20index/a-b/"]);
    let file = desk.files("a-b").remove(0);
    assert_eq!(desk.metadata("a-b", &file), "requires c");
}

#[test]
fn what_several_indexes_have_is_thrown_together() {
    let (main, extra) = (Server::start(), Server::start());
    main.put("/simple/a/", Answer::json(page(&[("a-1.zip", "/main", false)])));
    extra.put("/simple/a/", Answer::json(page(&[("a-1.zip", "/extra", false), ("a-2.zip", "/extra", false)])));
    extra.put("/simple/b/", Answer::json(page(&[("b-1.zip", "/extra", false)])));
    let mut desk = Desk::new(&[main.index(), extra.index()]);
    assert_eq!(desk.projects(&["a", "b", "c"]), ["a-1.zip a-1.zip a-2.zip", "b-1.zip", "absent"]);
    assert_eq!(desk.files("a")[0].url, main.url("/main"));
    // Where one of them does not say, nobody knows all.
    extra.put("/simple/d/", Answer::status(403));
    main.put("/simple/d/", Answer::json(page(&[("d-1.zip", "/main", false)])));
    assert_eq!(desk.project("d"), "unknowable");
}

#[test]
fn pages_with_files_of_any_project_are_looked_at_as_well() {
    let (index, links) = (Server::start(), Server::start());
    index.put("/simple/a/", Answer::json(page(&[("a-1.zip", "/a-1.zip", false)])));
    links.put("/stable.html", Answer::html("<a href='a-2%2Bcpu.zip'>x</a> <a href=c-1.zip>x</a>"));
    let mut desk = Desk::new(&[index.index()]).find_links(&links.url("/stable.html"));
    assert_eq!(desk.projects(&["a", "b", "c"]), ["a-1.zip a-2+cpu.zip", "", "c-1.zip"]);
    assert_eq!(desk.files("c")[0].url, links.url("/c-1.zip"));
    let mut desk = Desk::new(&[index.index()]).find_links("./wheels");
    assert_eq!(desk.project("a"), "unknowable");
    assert_eq!(desk.troubles(), [Trouble::Folder]);
}
