//! One request over HTTP, as a router of a platform sends it.
#![expect(clippy::disallowed_types, reason = "the executor asks what it has started, on this machine alone")]

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

/// How long a connection may take.
const TO_CONNECT: Duration = Duration::from_secs(5);
/// How long the rest of an answer may take that has begun; some never end.
const FOR_THE_REST: Duration = Duration::from_secs(2);
/// How much of an answer is read.
const MOST: usize = 256 * 1024;
/// How frameworks say that a host is none of theirs: Django without and with its pages for development, and Starlette.
const REFUSALS: &[&str] = &["Bad Request (400)", "DisallowedHost", "Invalid host header"];

/// What an application answers.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    pub(super) status: u16,
    body: String,
}

impl Answer {
    /// Asks for `/`; none if there is no answer, or none of HTTP.
    pub(super) fn of(address: SocketAddr, host: &str, patience: Duration) -> Option<Self> {
        let mut stream = TcpStream::connect_timeout(&address, TO_CONNECT).ok()?;
        stream.set_read_timeout(Some(patience)).ok()?;
        // Behind the routers of platforms the browser speaks TLS.
        let request = format!(
            "GET / HTTP/1.1\r\nHost: {host}\r\nUser-Agent: pushready\r\nAccept: text/html,*/*\r\nX-Forwarded-Proto: https\r\nConnection: close\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).ok()?;
        Self::read(&mut stream)
    }

    fn read(stream: &mut TcpStream) -> Option<Self> {
        let (mut text, mut buffer, mut begun) = (vec![], [0; 8192], None);
        while text.len() < MOST {
            match stream.read(&mut buffer) {
                Ok(0) | Err(_) => break,
                Ok(count) => text.extend(&buffer[..count]),
            }
            let left = FOR_THE_REST.checked_sub(begun.get_or_insert_with(Instant::now).elapsed());
            // Without any time left, none may be set either.
            if left.is_none_or(|left| left.is_zero() || stream.set_read_timeout(Some(left)).is_err()) {
                break;
            }
        }
        Self::parse(&String::from_utf8_lossy(&text))
    }

    fn parse(text: &str) -> Option<Self> {
        let status = text.strip_prefix("HTTP/")?.split_ascii_whitespace().nth(1)?.parse().ok()?;
        let body = text.split_once("\r\n\r\n").map_or_else(String::new, |(_, body)| body.to_owned());
        Some(Self { status, body })
    }

    /// Whether it says that the application does not answer for the host.
    pub(super) fn is_refusal(&self) -> bool {
        self.status == 400 && REFUSALS.iter().any(|words| self.body.contains(words))
    }

    /// Whether it says that the application has failed.
    pub(super) fn is_failure(&self) -> bool {
        self.status >= 500
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_has_a_status_and_is_of_http() {
        let status = |text: &str| Answer::parse(text).map(|answer| answer.status);
        assert_eq!(status("HTTP/1.1 404 Not Found\r\nA: b\r\n\r\nbody"), Some(404));
        assert_eq!(status("HTTP/1.0 200\r\n\r\n"), Some(200));
        assert_eq!(status("SSH-2.0-x\r\n"), None);
        assert_eq!(status(""), None);
    }

    #[test]
    fn only_a_refusal_of_the_host_is_one() {
        let is_refusal = |text: &str| Answer::parse(text).expect("an answer").is_refusal();
        assert!(is_refusal("HTTP/1.1 400 Bad Request\r\n\r\n<h1>Bad Request (400)</h1>"));
        assert!(!is_refusal("HTTP/1.1 400 Bad Request\r\n\r\n{\"error\": \"no token\"}"));
        assert!(!is_refusal("HTTP/1.1 200 OK\r\n\r\nBad Request (400)"));
    }
}
