//! A server on loopback, which answers as it is told to, and a package index on it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use sha2::{Digest, Sha256};

/// What is answered to a request.
#[derive(Debug, Clone)]
pub(crate) enum Answer {
    /// These bytes.
    Whole(Vec<u8>),
    /// The first half of them, and then the connection is closed.
    Half(Vec<u8>),
    /// The first half of them, and then nothing.
    HalfThenSilence(Vec<u8>),
    /// An error of this number.
    Error(u16),
}

#[derive(Default)]
struct State {
    answers: BTreeMap<String, Answer>,
    asked: Vec<String>,
}

/// The server; it answers until the test program ends.
pub(crate) struct Server {
    address: String,
    state: Arc<Mutex<State>>,
}

fn locked(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Server {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address").to_string();
        let state = Arc::new(Mutex::new(State::default()));
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = Arc::clone(&shared);
                thread::spawn(move || serve(&stream, &state));
            }
        });
        Self { address, state }
    }

    /// The address of a path on it.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The same with a name and a password in it.
    pub(crate) fn url_with_password(&self, path: &str, password: &str) -> String {
        format!("http://someone:{password}@{}{path}", self.address)
    }

    pub(crate) fn put(&self, path: &str, answer: Answer) {
        locked(&self.state).answers.insert(path.to_owned(), answer);
    }

    /// The paths that were asked for since the last call.
    pub(crate) fn asked(&self) -> Vec<String> {
        std::mem::take(&mut locked(&self.state).asked)
    }

    /// Puts a package into the index below `/simple`.
    pub(crate) fn add(&self, package: &(String, Vec<u8>)) {
        let (file, bytes) = package;
        self.add_as(file, bytes, &format!("#sha256={:x}", Sha256::digest(bytes)));
    }

    /// The same with a checksum of the caller's choice, or none.
    pub(crate) fn add_as(&self, file: &str, bytes: &[u8], sum: &str) {
        self.put(&format!("/files/{file}"), Answer::Whole(bytes.to_vec()));
        let page = format!("/simple/{}/", file.split('-').next().unwrap_or_default());
        let mut html = match locked(&self.state).answers.get(&page) {
            Some(Answer::Whole(bytes)) => String::from_utf8_lossy(bytes).into_owned(),
            _ => "<!DOCTYPE html>\n".to_owned(),
        };
        writeln!(html, "<a href=\"/files/{file}{sum}\">{file}</a><br>").expect("a text takes all");
        self.put(&page, Answer::Whole(html.into_bytes()));
    }
}

fn serve(stream: &TcpStream, state: &Mutex<State>) -> Option<()> {
    let path = asked_path(stream)?;
    let answer = {
        let mut state = locked(state);
        state.asked.push(path.clone());
        state.answers.get(&path).cloned()
    };
    let (head, body, is_silent) = match answer.unwrap_or(Answer::Error(404)) {
        Answer::Whole(bytes) => (head(200, bytes.len()), bytes, false),
        Answer::Half(bytes) => (head(200, bytes.len()), bytes[..bytes.len() / 2].to_vec(), false),
        Answer::HalfThenSilence(bytes) => (head(200, bytes.len()), bytes[..bytes.len() / 2].to_vec(), true),
        Answer::Error(status) => (head(status, 0), vec![], false),
    };
    let mut stream = stream;
    stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body)).ok()?;
    if is_silent {
        // Until the other side has had enough.
        let _ = stream.read(&mut [0; 64]);
    }
    Some(())
}

fn asked_path(stream: &TcpStream) -> Option<String> {
    let mut lines = BufReader::new(stream).lines();
    let first = lines.next()?.ok()?;
    lines.map_while(Result::ok).find(String::is_empty)?;
    first.split(' ').nth(1).map(str::to_owned)
}

fn head(status: u16, length: usize) -> String {
    let kind = "Content-Type: text/html\r\nConnection: close";
    format!("HTTP/1.1 {status} Answer\r\nContent-Length: {length}\r\n{kind}\r\n\r\n")
}
