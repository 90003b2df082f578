//! How messages travel: a head with the length of the body, an empty line, the body.
//!
//! It is read here and not by a crate, because a body that is no JSON must not end the session, and a length that no message
//! has must not fill the memory.

use std::io::{self, BufRead, Read, Write};

use serde_json::Value;

use crate::language::{Language, error_in_english, say};

/// The most bytes of a message; a client sends whole files in them.
const MAX_BODY: u64 = 64 * 1024 * 1024;
/// The most bytes of one line of a head.
const MAX_LINE: u64 = 4096;

/// Why no message can be read any more.
#[derive(Debug)]
pub enum Broken {
    /// A line of a head is none.
    Head {
        /// The line.
        line: String,
    },
    /// A head without the length of its body.
    NoLength,
    /// A body over the limit.
    TooLong {
        /// The limit, in bytes.
        limit: u64,
    },
    /// The input ends in the middle of a message.
    Cut,
    /// The input cannot be read, or the output cannot be written.
    Stream(io::Error),
}

error_in_english!(Broken);

impl Broken {
    /// What is wrong, in a sentence without its end.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        match self {
            Self::Head { line } => say!(
                language,
                "`{line}` is no line of a message's head; the language server takes `Content-Length: N`, as editors send it",
                "`{line}` 不是消息头的一行；语言服务器接受编辑器发送的 `Content-Length: N`"
            ),
            Self::NoLength => say!(
                language,
                "a message came without its `Content-Length`, so that its end is not known",
                "有一条消息没有 `Content-Length`，无法知道它在哪里结束"
            ),
            Self::TooLong { limit } => {
                say!(language, "a message is longer than {limit} bytes", "有一条消息超过 {limit} 字节")
            }
            Self::Cut => say!(language, "the input ends in the middle of a message", "输入在一条消息的中间结束"),
            Self::Stream(source) => {
                say!(language, "the editor cannot be reached any more ({source})", "无法再与编辑器通信（{source}）")
            }
        }
    }
}

impl From<io::Error> for Broken {
    fn from(source: io::Error) -> Self {
        Self::Stream(source)
    }
}

/// Reads the body of the next message; none at the end of the input.
pub(super) fn read(input: &mut impl BufRead) -> Result<Option<Vec<u8>>, Broken> {
    let mut length = None;
    let mut is_first = true;
    loop {
        let mut line = vec![];
        input.by_ref().take(MAX_LINE).read_until(b'\n', &mut line)?;
        if line.is_empty() && is_first {
            return Ok(None);
        }
        is_first = false;
        match (line.last(), line.trim_ascii()) {
            (None, _) => return Err(Broken::Cut),
            (_, []) => break,
            (_, line) => length = content_length(line)?.or(length),
        }
    }
    let length = length.ok_or(Broken::NoLength)?;
    if length > MAX_BODY {
        return Err(Broken::TooLong { limit: MAX_BODY });
    }
    let mut body = vec![];
    input.by_ref().take(length).read_to_end(&mut body)?;
    if (body.len() as u64) < length { Err(Broken::Cut) } else { Ok(Some(body)) }
}

/// The length, if this line of a head holds it.
fn content_length(line: &[u8]) -> Result<Option<u64>, Broken> {
    let text = String::from_utf8_lossy(line);
    let wrong = || Broken::Head { line: text.chars().take(80).collect() };
    let (name, value) = text.split_once(':').ok_or_else(wrong)?;
    if !name.eq_ignore_ascii_case("Content-Length") {
        return Ok(None);
    }
    value.trim().parse().map(Some).map_err(|_| wrong())
}

/// Writes a message.
pub(super) fn write(output: &mut impl Write, message: &Value) -> io::Result<()> {
    let body = message.to_string();
    write!(output, "Content-Length: {}\r\n\r\n{body}", body.len())?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(mut input: &[u8]) -> (Vec<String>, Option<Broken>) {
        let mut bodies = vec![];
        loop {
            match read(&mut input) {
                Ok(Some(body)) => bodies.push(String::from_utf8(body).unwrap()),
                Ok(None) => return (bodies, None),
                Err(broken) => return (bodies, Some(broken)),
            }
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut written = vec![];
        for text in ["a", "中文"] {
            write(&mut written, &Value::from(text)).unwrap();
        }
        assert!(matches!(all(&written), (bodies, None) if bodies == ["\"a\"", "\"中文\""]));
    }

    #[test]
    fn heads_are_read_as_clients_write_them() {
        let input =
            b"content-length: 1\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\naContent-Length:2\n\nbc";
        assert!(matches!(all(input), (bodies, None) if bodies == ["a", "bc"]));
    }

    #[test]
    fn what_is_no_message_ends_the_reading() {
        assert!(matches!(all(b"Content-Length: 2\r\n\r\na"), (_, Some(Broken::Cut))));
        assert!(matches!(all(b"Content-Length: 2\r\n"), (_, Some(Broken::Cut))));
        assert!(matches!(all(b"GET / HTTP/1.1\r\n\r\n"), (_, Some(Broken::Head { line })) if line == "GET / HTTP/1.1"));
        assert!(matches!(all(b"Content-Length: -1\r\n\r\n"), (_, Some(Broken::Head { .. }))));
        assert!(matches!(all(b"Host: a\r\n\r\n{}"), (_, Some(Broken::NoLength))));
        assert!(matches!(all(b"Content-Length: 999999999999\r\n\r\n{}"), (_, Some(Broken::TooLong { .. }))));
        assert!(matches!(all(&[b'x'; 10_000]), (_, Some(Broken::Head { .. }))));
    }
}
