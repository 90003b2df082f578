//! A server on loopback that answers as it is told to, and remembers what it was asked.
#![allow(dead_code, reason = "each test program uses a part of it")]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

/// What is answered to a request.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
    /// How often the body is sent.
    times: usize,
    /// The length that is told, where it is not the true one.
    length: Option<usize>,
    /// Whether the connection stays open when all is sent.
    is_silent_then: bool,
    /// Whether parts can be asked for.
    has_parts: bool,
    /// What is answered to whoever knows this state.
    state: Option<String>,
}

impl Answer {
    pub(crate) fn new(status: u16, kind: &str, body: impl Into<Vec<u8>>) -> Self {
        let headers = vec![("Content-Type", kind.to_owned())];
        let body = body.into();
        Self { status, headers, body, times: 1, length: None, is_silent_then: false, has_parts: false, state: None }
    }

    pub(crate) fn json(body: impl Into<Vec<u8>>) -> Self {
        Self::new(200, "application/vnd.pypi.simple.v1+json", body)
    }

    pub(crate) fn html(body: impl Into<Vec<u8>>) -> Self {
        Self::new(200, "text/html; charset=utf-8", body)
    }

    pub(crate) fn file(body: impl Into<Vec<u8>>) -> Self {
        Self::new(200, "application/octet-stream", body)
    }

    pub(crate) fn status(status: u16) -> Self {
        Self::new(status, "text/plain", "no")
    }

    pub(crate) fn redirection(to: &str) -> Self {
        Self::status(302).with("Location", to)
    }

    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }

    /// The same many times over, in one answer.
    pub(crate) fn times(self, times: usize) -> Self {
        Self { times, ..self }
    }

    /// With a length that is not true.
    pub(crate) fn telling(self, length: usize) -> Self {
        Self { length: Some(length), ..self }
    }

    /// The first half of a file, with the length of all of it.
    pub(crate) fn half(body: &[u8]) -> Self {
        Self::file(&body[..body.len() / 2]).telling(body.len())
    }

    /// Sends what it sends, and then nothing, without an end.
    pub(crate) fn silent(self) -> Self {
        Self { is_silent_then: true, ..self }
    }

    pub(crate) fn in_parts(self) -> Self {
        Self { has_parts: true, ..self }
    }

    /// Has a state, and is sent to those only who do not know it.
    pub(crate) fn in_state(self, state: &str) -> Self {
        Self { state: Some(state.to_owned()), ..self }.with("ETag", state)
    }

    /// What is answered to somebody who asks with these headers.
    fn to(mut self, request: &Request) -> Self {
        if self.state.is_some() && request.header("if-none-match") == self.state.as_deref() {
            return Self { status: 304, body: vec![], ..self };
        }
        let length = self.body.len();
        if let Some((from, to)) =
            request.header("range").filter(|_| self.has_parts && length > 0).and_then(|range| part(range, length))
        {
            self.headers.push(("Content-Range", format!("bytes {from}-{}/{length}", to - 1)));
            return Self { status: 206, body: self.body[from..to].to_vec(), ..self };
        }
        self
    }
}

/// From where to where a part goes: `bytes=1-2` and `bytes=-3`.
fn part(range: &str, length: usize) -> Option<(usize, usize)> {
    let (from, to) = range.strip_prefix("bytes=")?.split_once('-')?;
    let number = |text: &str| text.parse::<usize>().ok();
    Some(match from {
        "" => (length.saturating_sub(number(to)?), length),
        from => (number(from)?, (number(to)? + 1).min(length)),
    })
}

/// A request as it came.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub(crate) path: String,
    headers: Vec<(String, String)>,
}

impl Request {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

#[derive(Default)]
struct State {
    /// The answers to a path, of which the last is given again and again.
    answers: BTreeMap<String, Vec<Answer>>,
    requests: Vec<Request>,
    sent: usize,
}

/// The server; it answers until the test program ends.
pub(crate) struct Server {
    pub(crate) host: String,
    state: Arc<Mutex<State>>,
}

impl Server {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let host = listener.local_addr().expect("an address").to_string();
        let state = Arc::new(Mutex::new(State::default()));
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = Arc::clone(&shared);
                thread::spawn(move || serve(&stream, &state));
            }
        });
        Self { host, state }
    }

    /// The address of a path on it.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.host)
    }

    /// The same with a name and a password in it.
    pub(crate) fn url_with_password(&self, path: &str, password: &str) -> String {
        format!("http://someone:{password}@{}{path}", self.host)
    }

    /// The index below `/simple`.
    pub(crate) fn index(&self) -> String {
        self.url("/simple")
    }

    /// Answers to a path; to everything else, 404.
    pub(crate) fn put(&self, path: &str, answer: Answer) {
        self.put_in_turn(path, vec![answer]);
    }

    /// One answer after the other, and the last one again and again.
    pub(crate) fn put_in_turn(&self, path: &str, answers: Vec<Answer>) {
        locked(&self.state).answers.insert(path.to_owned(), answers);
    }

    /// The text that is answered to a path.
    pub(crate) fn content(&self, path: &str) -> Option<String> {
        let state = locked(&self.state);
        Some(String::from_utf8_lossy(&state.answers.get(path)?.first()?.body).into_owned())
    }

    /// What was asked since the last call.
    pub(crate) fn requests(&self) -> Vec<Request> {
        std::mem::take(&mut locked(&self.state).requests)
    }

    /// The paths that were asked for since the last call.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.requests().into_iter().map(|request| request.path).collect()
    }

    /// The bytes of contents that were sent so far.
    pub(crate) fn sent(&self) -> usize {
        locked(&self.state).sent
    }
}

fn locked(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One request a connection.
fn serve(stream: &TcpStream, state: &Mutex<State>) -> Option<()> {
    let request = request(stream)?;
    let answer = {
        let mut state = locked(state);
        state.requests.push(request.clone());
        let answers = state.answers.get_mut(&request.path);
        let answer =
            answers.and_then(|answers| if answers.len() > 1 { Some(answers.remove(0)) } else { answers.first().cloned() });
        answer.unwrap_or_else(|| Answer::status(404)).to(&request)
    };
    let length = answer.length.unwrap_or(answer.body.len() * answer.times);
    let mut stream = stream;
    write!(stream, "HTTP/1.1 {} Answer\r\nContent-Length: {length}\r\nConnection: close\r\n", answer.status).ok()?;
    answer.headers.iter().try_for_each(|(name, value)| write!(stream, "{name}: {value}\r\n")).ok()?;
    stream.write_all(b"\r\n").ok()?;
    for _ in 0..answer.times {
        stream.write_all(&answer.body).ok()?;
        locked(state).sent += answer.body.len();
    }
    if answer.is_silent_then {
        // Until the other side has had enough.
        let _ = stream.read(&mut [0; 64]);
    }
    Some(())
}

fn request(stream: &TcpStream) -> Option<Request> {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let path = lines.next()?.split(' ').nth(1)?.to_owned();
    let headers = lines.take_while(|line| !line.is_empty()).filter_map(|line| {
        let (name, value) = line.split_once(':')?;
        Some((name.to_ascii_lowercase(), value.trim().to_owned()))
    });
    Some(Request { path, headers: headers.collect() })
}
