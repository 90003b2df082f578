//! A program that serves a project, and a client that sends it what no browser would.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_pushready");
/// Longer than anything takes on a machine that others use as well.
const PATIENCE: Duration = Duration::from_mins(1);

/// A program that serves a project.
pub(crate) struct Served {
    place: TempDir,
    child: Child,
    pub(crate) port: u16,
    pub(crate) token: String,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// The lines of its head, in small letters.
    pub(crate) head: String,
    pub(crate) body: String,
}

/// What the page is told, as it comes.
pub(crate) struct Events(BufReader<TcpStream>);

impl Served {
    pub(crate) fn new() -> Self {
        let place = TempDir::new().expect("a temporary folder");
        let files = [
            ("project/Procfile", "web:gunicorn app:app\n"),
            ("project/app.py", "app = None\n"),
            ("project/requirements.txt", "gunicorn==20.1.0\n"),
            ("page/index.html", "<html><head></head></html>"),
            ("page/local/entry-ABCDEFGH.js", "the script"),
            ("page/asking.js", "the frame"),
            ("page/updates.js", "keeps the page"),
            ("page/service-worker.js", "keeps the page"),
        ];
        for (file, text) in files {
            write(&place.path().join(file), text);
        }
        let mut command = Command::new(PROGRAM);
        command.arg("serve").arg(place.path().join("project")).arg("--page").arg(place.path().join("page"));
        command
            .args(["--port", "0", "--no-open", "--lang", "en"])
            .env("XDG_CACHE_HOME", place.path().join("cache"))
            .env("LC_ALL", "C");
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program runs");
        let mut address = String::new();
        BufReader::new(child.stdout.as_mut().expect("a pipe")).read_line(&mut address).expect("the address");
        let (port, token) =
            address.trim().strip_prefix("http://127.0.0.1:").and_then(|rest| rest.split_once("/#token=")).expect("an address");
        let (port, token) = (port.parse().expect("a port"), token.to_owned());
        assert!(token.len() >= 43, "{token}");
        Self { place, child, port, token }
    }

    pub(crate) fn folder(&self) -> PathBuf {
        self.place.path().join("project")
    }

    pub(crate) fn page(&self) -> PathBuf {
        self.place.path().join("page")
    }

    /// Writes a file of the project. It is never seen half written.
    pub(crate) fn write(&self, file: &str, text: &str) {
        let (draft, path) = (self.place.path().join("draft"), self.folder().join(file));
        write(&draft, text);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::rename(draft, path).expect("a file");
    }

    pub(crate) fn read(&self, file: &str) -> String {
        fs::read_to_string(self.folder().join(file)).expect("a text")
    }

    /// What lies in the project's folder.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder()).expect("a folder");
        let mut names: Vec<String> = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// Waits until the program knows this file as it is on the disk now.
    pub(crate) fn event(&self, file: &str) {
        let is_known = || {
            let (_, bytes) = self.bytes("project");
            let project = pushready::project::transfer::of_unpacked(&bytes).expect("bytes").expect("a project");
            let on_disk = fs::metadata(self.folder().join(file)).ok().map(|found| found.len());
            project.content(file).map(pushready::project::Content::size) == on_disk
        };
        for _ in 0..600 {
            if is_known() {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("{file} is never seen");
    }

    /// Waits until the program has seen whatever was changed. It is asked twice: the folder may have been read while the last
    /// files came, and not all of them seen; the next reading begins after that.
    pub(crate) fn settle(&self) {
        for text in ["settled\n", "settled again\n"] {
            self.write("settled", text);
            self.event("settled");
        }
    }

    /// A task on what the program knows now.
    pub(crate) fn versioned(&self, task: &str) -> String {
        let hello: Value = serde_json::from_str(&self.ask("GET", "hello", "").body).expect("JSON");
        format!("{task}/{}", hello["version"])
    }

    /// Asks as the page does.
    pub(crate) fn ask(&self, method: &str, task: &str, body: &str) -> Answer {
        Answer::of(&self.sent(self.request(method, task, body).as_bytes()))
    }

    /// The bytes of an answer, with its head.
    pub(crate) fn bytes(&self, task: &str) -> (String, Vec<u8>) {
        let answer = self.sent(self.request("GET", task, "").as_bytes());
        let end = answer.windows(4).position(|window| window == b"\r\n\r\n").expect("a head");
        (String::from_utf8_lossy(&answer[..end]).to_lowercase(), answer[end + 4..].to_vec())
    }

    /// Asks for a file of the page.
    pub(crate) fn plain(&self, method: &str, path: &str) -> Answer {
        self.raw(format!("{method} {path} HTTP/1.1\r\nhost: 127.0.0.1:{}\r\n\r\n", self.port).as_bytes())
    }

    /// Sends just this.
    pub(crate) fn raw(&self, request: &[u8]) -> Answer {
        Answer::of(&self.sent(request))
    }

    /// Sends just this, and no more.
    pub(crate) fn cut(&self, request: &[u8]) {
        let mut stream = self.connection();
        stream.write_all(request).expect("a request");
        stream.shutdown(Shutdown::Write).expect("an end");
        let _ = stream.read_to_end(&mut vec![]);
    }

    /// Hears what the page is told.
    pub(crate) fn events(&self) -> Events {
        let mut stream = self.connection();
        stream.write_all(self.request("GET", "events", "").as_bytes()).expect("a request");
        Events(BufReader::new(stream))
    }

    /// Ends it as Ctrl-C does, and gives its status.
    pub(crate) fn interrupt(&mut self) -> Option<i32> {
        let sent = Command::new("kill").args(["-INT", &self.child.id().to_string()]).status();
        assert!(sent.is_ok_and(|status| status.success()));
        self.child.wait().expect("an end").code()
    }

    fn request(&self, method: &str, task: &str, body: &str) -> String {
        let (port, token, length) = (self.port, &self.token, body.len());
        let origin = format!("origin: http://127.0.0.1:{port}\r\nsec-fetch-site: same-origin\r\n");
        let head = format!("host: 127.0.0.1:{port}\r\n{origin}authorization: Bearer {token}\r\ncontent-length: {length}\r\n");
        format!("{method} /api/{task} HTTP/1.1\r\n{head}\r\n{body}")
    }

    fn sent(&self, request: &[u8]) -> Vec<u8> {
        let mut stream = self.connection();
        let end = request.windows(2).position(|window| window == b"\r\n").expect("a line") + 2;
        // Who is refused may not be heard to the end.
        let _ = stream.write_all(&[&request[..end], b"connection: close\r\n", &request[end..]].concat());
        let mut answer = vec![];
        let _ = stream.read_to_end(&mut answer);
        answer
    }

    fn connection(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("a limit");
        stream
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It has ended where a test has asked it to.
        if matches!(self.child.try_wait(), Ok(None)) {
            self.interrupt();
        }
    }
}

impl Answer {
    fn of(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Self { status, head: head.to_lowercase(), body: body.to_owned() }
    }
}

impl Events {
    /// The next one. What stands between them, the lengths of pieces, is no JSON object.
    pub(crate) fn next(&mut self) -> Value {
        loop {
            let mut line = String::new();
            assert!(self.0.read_line(&mut line).is_ok_and(|length| length > 0), "there is no further event");
            if line.starts_with('{') {
                return serde_json::from_str(&line).expect("JSON");
            }
        }
    }

    /// The next one in which a key has this value.
    pub(crate) fn until(&mut self, key: &str, value: &str) -> Value {
        loop {
            let event = self.next();
            if event[key] == value {
                return event;
            }
        }
    }
}

/// Whether a program of these words runs; one that has ended and was not waited for has none.
pub(crate) fn is_running(words: &str) -> bool {
    let processes = fs::read_dir("/proc").expect("processes").flatten();
    let lines = processes.filter_map(|process| fs::read_to_string(process.path().join("cmdline")).ok());
    lines.map(|line| line.replace('\0', " ")).any(|line| line.trim_end() == words)
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}
