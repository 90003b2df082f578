//! The ports that servers are told to listen on.

use std::ops::Range;

use crate::analysis::commands::command_line::CommandLine;
use crate::analysis::commands::start_command::{StartCommand, invocations, simple_commands};

use super::is_proxy;

/// The port in the address of a server.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Port {
    pub(super) tool: &'static str,
    /// As it is written, with its variable.
    pub(super) text: String,
    /// Where it stands in the command.
    pub(super) range: Range<usize>,
    /// Where the word stands that it is in.
    pub(super) word: Range<usize>,
}

/// The option of a program that holds a port or an address.
struct Place {
    tool: &'static str,
    command: &'static str,
    option: &'static str,
    is_address: bool,
}

const fn port(tool: &'static str, command: &'static str, option: &'static str) -> Place {
    Place { tool, command, option, is_address: false }
}

const fn address(tool: &'static str, option: &'static str) -> Place {
    Place { tool, command: "", option, is_address: true }
}

const PLACES: &[Place] = &[
    address("gunicorn", "--bind"),
    address("hypercorn", "--bind"),
    address("waitress-serve", "--listen"),
    address("uwsgi", "--http"),
    address("uwsgi", "--http-socket"),
    port("daphne", "", "--port"),
    port("flask", "run", "--port"),
    port("sanic", "", "--port"),
    port("streamlit", "run", "--server.port"),
    port("uvicorn", "", "--port"),
    port("waitress-serve", "", "--port"),
];

/// The ports of all servers of a process; none where a proxy stands in front of one, or one finds its port itself.
pub(super) fn ports(start: &StartCommand<'_>) -> Vec<Port> {
    let steps = simple_commands(&start.command);
    let started: Vec<_> = steps.iter().flat_map(invocations).collect();
    if started.iter().any(|invocation| is_proxy(&invocation.program.text)) {
        return vec![];
    }
    let lines: Vec<_> = started.iter().filter_map(|invocation| CommandLine::of(invocation, None)).collect();
    let finds_it = |line: &CommandLine<'_>| line.tool == "gunicorn" && !line.uses("--bind");
    if lines.iter().any(finds_it) { vec![] } else { lines.iter().flat_map(of_line).collect() }
}

fn of_line(line: &CommandLine<'_>) -> Vec<Port> {
    let places = PLACES.iter().filter(|place| place.tool == line.tool && place.command == line.command);
    let values = places.flat_map(|place| line.values(place.option).map(move |value| (value.word, value.text, place.is_address)));
    let runserver = line.positionals.first().filter(|_| line.tool == "django" && line.command == "runserver");
    let address = runserver.map(|word| (*word, word.text.as_str(), true));
    let found = values.chain(address).filter_map(|(word, text, is_address)| {
        let from = if is_address { port_of(text, line.tool == "django")? } else { 0 };
        let part = word.text.len() - text.len() + from..word.text.len();
        Some(Port {
            tool: if line.tool == "django" { "runserver" } else { line.tool },
            text: text[from..].to_owned(),
            range: word.place(part),
            word: word.range.clone(),
        })
    });
    found.collect()
}

/// Where the port begins in an address; none in a path and where there is none.
fn port_of(address: &str, may_be_alone: bool) -> Option<usize> {
    if address.starts_with("unix:") || address.contains('/') {
        return None;
    }
    // The colon of `${PORT:-8000}` is none of the address.
    let variable = address.rfind("${").filter(|_| address.ends_with('}'));
    let head = &address[..variable.unwrap_or(address.len())];
    match head.rfind(':') {
        Some(colon) => Some(colon + 1),
        None if may_be_alone && (variable == Some(0) || address.starts_with(['$', '%']) || is_number(address)) => Some(0),
        None => None,
    }
}

pub(super) fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::procfile::processes::{Process, WEB};
    use crate::syntax::shell_command::ShellCommand;

    #[test]
    fn the_port_of_an_address_is_found() {
        let cases: &[(&str, &[&str])] = &[
            ("gunicorn -b 0.0.0.0:8000 a:b", &["8000"]),
            ("gunicorn a:b --bind=:${PORT:-8000}", &["${PORT:-8000}"]),
            ("gunicorn a:b --bind \"${HOST:-0.0.0.0}:80\"", &["80"]),
            ("gunicorn a:b -b [::]:$PORT -b :80", &["$PORT", "80"]),
            ("gunicorn a:b", &[]),
            ("gunicorn -b unix:/tmp/x.sock a:b", &[]),
            ("gunicorn -b 0.0.0.0 a:b", &[]),
            ("uvicorn a:b --port 80", &["80"]),
            ("daphne -p 80 a:b", &["80"]),
            ("flask run -p80", &["80"]),
            ("streamlit run a.py --server.port=80", &["80"]),
            ("python manage.py runserver 0.0.0.0:80", &["80"]),
            ("python manage.py runserver $PORT", &["$PORT"]),
            ("python manage.py migrate 80", &[]),
            ("nginx & gunicorn -b 0.0.0.0:80 a:b", &[]),
            ("uvicorn a:b --port 80 & gunicorn a:b", &[]),
        ];
        for (text, expected) in cases {
            let process = Process { name: WEB.to_owned(), command: (*text).to_owned(), line: 1, range: 0..text.len() };
            let start = StartCommand { process: &process, command: ShellCommand::parse(text), is_literal: true };
            let ports = ports(&start);
            assert_eq!(ports.iter().map(|port| port.text.as_str()).collect::<Vec<_>>(), *expected, "{text}");
            assert!(ports.iter().all(|port| text[port.range.clone()] == port.text), "{text}");
        }
    }
}
