//! Starts what was built, and asks it for a page.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

/// How long a server may take to answer: 60 seconds.
const TRIES: u32 = 300;
const BETWEEN: Duration = Duration::from_millis(200);

/// Runs the command line of a report's `start` in a folder, with a free port in the place of its own, and gives the answer to
/// a request for `path`.
pub(crate) fn served(start: &str, folder: &Path, path: &str) -> String {
    let port = free_port();
    let start = with_port(start, port);
    let mut command = Command::new("bash");
    command.args(["-c", &start]).current_dir(folder).process_group(0);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut server = Server(command.spawn().expect("bash runs"));
    for _ in 0..TRIES {
        match answer(port, path) {
            Some(answer) => return answer,
            None => thread::sleep(BETWEEN),
        }
        let ended = server.0.try_wait().expect("a child can be waited for");
        assert!(ended.is_none(), "`{start}` ends by itself: {ended:?}");
    }
    panic!("`{start}` does not answer")
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port").port()
}

/// The line with another number behind `PORT=`.
fn with_port(start: &str, port: u16) -> String {
    let (before, after) = start.split_once("PORT=").expect("a port in the line");
    format!("{before}PORT={port}{}", after.trim_start_matches(|character: char| character.is_ascii_digit()))
}

fn answer(port: u16, path: &str) -> Option<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    write!(stream, "GET {path} HTTP/1.0\r\nHost: localhost\r\n\r\n").ok()?;
    let mut answer = vec![];
    stream.read_to_end(&mut answer).ok()?;
    (!answer.is_empty()).then(|| String::from_utf8_lossy(&answer).into_owned())
}

/// A server with all its workers, until this value goes.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let group = format!("-{}", self.0.id());
        let killed = Command::new("kill").args(["-KILL", "--", &group]).status();
        let waited = self.0.wait();
        assert!(killed.is_ok() && waited.is_ok(), "the server goes on: {killed:?} {waited:?}");
    }
}
