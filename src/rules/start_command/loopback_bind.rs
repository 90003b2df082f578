//! PSH309: a server that listens on 127.0.0.1, where nobody reaches it.

use crate::rules::prelude::*;
use std::ops::Range;

use crate::analysis::commands::start_command::{How, Invocation, StartCommand, invocations, simple_commands};
use crate::syntax::shell_command::Word;

use super::hard_coded_port::{hard_coded, is_expanded};
use super::ports::Port;
use super::{commands, is_editable, is_proxy, place, unasked_host};

rule! {
    code: "PSH309",
    name: "loopback-bind",
    severity: Error,
    stage: Run,
    fix: Safe,
    en: "The web server listens on 127.0.0.1 or localhost, where the platform does not reach it",
    zh: "Web 服务器监听 127.0.0.1 或 localhost，平台无法访问",
}

/// Hosts that only programs in the same container reach.
const LOOPBACK: &[&str] = &["127.0.0.1", "localhost", "[::1]", "::1"];
/// What to listen on.
const EVERYWHERE: &str = "0.0.0.0";
/// How a server is told where to listen.
struct Binding {
    program: &'static str,
    /// The word that has to stand behind the program.
    subcommand: Option<&'static str>,
    options: &'static [&'static str],
    short: Option<char>,
}

const BINDINGS: &[Binding] = &[
    Binding { program: "gunicorn", subcommand: None, options: &["--bind"], short: Some('b') },
    Binding { program: "hypercorn", subcommand: None, options: &["--bind"], short: Some('b') },
    Binding { program: "daphne", subcommand: None, options: &["--bind"], short: Some('b') },
    Binding { program: "uvicorn", subcommand: None, options: &["--host"], short: None },
    Binding { program: "granian", subcommand: None, options: &["--host"], short: None },
    Binding { program: "waitress-serve", subcommand: None, options: &["--host", "--listen"], short: None },
    Binding { program: "waitress", subcommand: None, options: &["--host", "--listen"], short: None },
    Binding { program: "sanic", subcommand: None, options: &["--host"], short: Some('H') },
    Binding { program: "flask", subcommand: Some("run"), options: &["--host"], short: Some('h') },
    Binding { program: "fastapi", subcommand: Some("run"), options: &["--host"], short: None },
    Binding { program: "streamlit", subcommand: Some("run"), options: &["--server.address"], short: None },
];

struct LoopbackBind {
    program: String,
    host: String,
    /// The fixed port behind the host, and the variable that should be there.
    port: Option<(String, String)>,
}

impl Message for LoopbackBind {
    fn message(&self, language: Language) -> String {
        let Self { program, host, .. } = self;
        say!(
            language,
            "`{program}` listens on `{host}`, where only the container itself reaches it",
            "`{program}` 监听 `{host}`，只有容器自身能够访问"
        )
    }

    fn detail(&self, language: Language) -> String {
        let host = &self.host;
        let unanswered = unanswered(host, language);
        match &self.port {
            Some((port, variable)) => say!(
                language,
                "The application starts, but {unanswered} It sends them to the port that it gives in `{variable}`, so that {port} is right only while that port is set on the platform. Write `{EVERYWHERE}` for `{host}`, which takes requests from everywhere, and `${variable}` for `{port}`: `{EVERYWHERE}:${variable}`.",
                "应用可以启动，但{unanswered}请求会发送到平台通过 `{variable}` 给出的端口，只有平台上设置的也是 {port} 时才能对上。请把 `{host}` 改成接受来自任何地方的请求的 `{EVERYWHERE}`，并把 `{port}` 改成 `${variable}`：`{EVERYWHERE}:${variable}`。"
            ),
            None => say!(
                language,
                "The application starts, but {unanswered} Write `{EVERYWHERE}`, which takes requests from everywhere.",
                "应用可以启动，但{unanswered}请写成 `{EVERYWHERE}`，它接受来自任何地方的请求。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        match &self.port {
            Some((port, variable)) => say!(
                language,
                "Listen on `{EVERYWHERE}:${variable}` instead of `{}:{port}`",
                "监听 `{EVERYWHERE}:${variable}` 而不是 `{}:{port}`",
                self.host
            ),
            None => say!(language, "Listen on `{EVERYWHERE}` instead of `{}`", "监听 `{EVERYWHERE}` 而不是 `{}`", self.host),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for start in commands(facts).iter().filter(|start| start.process.name == WEB) {
        unasked_host::check(facts, start, findings);
        let ports = hard_coded(facts, start);
        for (program, host, part) in loopback_binds(start) {
            let port = ports.iter().find(|port| is_behind(port, &part) && is_expanded(start, port));
            let variable = &facts.platform.runtime.port_variable.value;
            let message = LoopbackBind { program, host, port: port.map(|port| (port.text.clone(), variable.clone())) };
            let finding = Finding::new(place(facts, start, part.clone()), message);
            if !is_editable(facts, start) {
                findings.add(finding);
                continue;
            }
            let host = |fix: FixBuilder| fix.edit(PROCFILE, start.place(part.clone()), EVERYWHERE);
            findings.add(finding.fix(match port {
                Some(port) => host(FixBuilder::unsafe_()).edit(PROCFILE, start.place(port.range.clone()), format!("${variable}")),
                None => host(FixBuilder::safe()),
            }));
        }
    }
}

/// What comes of listening on a loopback address.
pub(super) fn unanswered(host: &str, language: Language) -> String {
    say!(
        language,
        "every request from outside goes unanswered: the platform passes requests on from another machine, and `{host}` takes only those from the same one.",
        "来自外部的请求都得不到响应：平台从另一台机器转发请求，而 `{host}` 只接受本机的请求。"
    )
}

/// Whether a program is a server that can be told where to listen.
pub(super) fn is_server(program: &str) -> bool {
    BINDINGS.iter().any(|binding| binding.program == program)
}

/// Whether a fixed port is told together with the host, so that one finding is enough.
pub(super) fn speaks_of(start: &StartCommand<'_>, port: &Port) -> bool {
    is_expanded(start, port) && loopback_binds(start).iter().any(|(_, _, part)| is_behind(port, part))
}

fn is_behind(port: &Port, host: &Range<usize>) -> bool {
    port.word.start <= host.start && host.end <= port.word.end
}

/// The servers that listen on a loopback address and nowhere else, with the host and its place in the command.
fn loopback_binds(start: &StartCommand<'_>) -> Vec<(String, String, Range<usize>)> {
    let commands = simple_commands(&start.command);
    let started: Vec<Invocation<'_>> = commands.iter().flat_map(invocations).collect();
    if started.iter().any(|invocation| is_proxy(&invocation.program.text)) {
        return vec![];
    }
    let mut found = vec![];
    for invocation in started {
        let addresses = addresses(&invocation);
        let hosts: Vec<_> = addresses.iter().map(|(word, from)| loopback_host(word, *from)).collect();
        if hosts.iter().all(Option::is_some) {
            let name = invocation.program.text.clone();
            found.extend(hosts.into_iter().flatten().map(|(host, part)| (name.clone(), host, part)));
        }
    }
    found
}

/// The words that say where a server listens, each with the place in it where the address begins.
fn addresses<'c>(invocation: &Invocation<'c>) -> Vec<(&'c Word, usize)> {
    if let Some(address) = runserver(invocation) {
        return vec![(address, 0)];
    }
    let name = invocation.program.text.as_str();
    let Some(binding) = BINDINGS.iter().find(|binding| binding.program == name) else { return vec![] };
    let first = invocation.arguments.first().map(|word| word.text.as_str());
    if binding.subcommand.is_some() && binding.subcommand != first {
        return vec![];
    }
    let pairs = invocation.arguments.iter().enumerate();
    pairs.filter_map(|(at, word)| binding.address(word, invocation.arguments.get(at + 1).copied())).collect()
}

impl Binding {
    /// The address that an option holds, in its own word or in the next one.
    fn address<'c>(&self, word: &'c Word, next: Option<&'c Word>) -> Option<(&'c Word, usize)> {
        let text = word.text.as_str();
        let short = self.short.map(|letter| format!("-{letter}"));
        if self.options.contains(&text) || short.as_deref() == Some(text) {
            return next.map(|next| (next, 0));
        }
        let long = self.options.iter().find_map(|option| text.strip_prefix(option)?.starts_with('=').then_some(option.len() + 1));
        let glued = || short.filter(|short| text.starts_with(short.as_str())).map(|short| short.len());
        long.or_else(glued).map(|from| (word, from))
    }
}

/// The address of `python manage.py runserver ADDRESS`.
fn runserver<'c>(invocation: &Invocation<'c>) -> Option<&'c Word> {
    let name = invocation.program.text.as_str();
    let arguments = match (invocation.how, name) {
        (How::Module, "django") | (_, "django-admin") => invocation.arguments,
        (_, script) if script.ends_with("manage.py") => invocation.arguments,
        (_, python) if python.starts_with("python") => {
            let script = invocation.arguments.iter().position(|word| !word.text.starts_with('-'))?;
            invocation.arguments[script].text.ends_with("manage.py").then(|| &invocation.arguments[script + 1..])?
        }
        _ => return None,
    };
    let (command, rest) = arguments.split_first()?;
    let address = rest.iter().find(|word| !word.text.starts_with('-'))?;
    (command.text == "runserver").then_some(address)
}

/// The host, if an address is one that only the container itself reaches, and its place in the command.
fn loopback_host(word: &Word, from: usize) -> Option<(String, Range<usize>)> {
    let address = &word.text[from..];
    let host = LOOPBACK
        .iter()
        .find(|host| address == **host || address.strip_prefix(**host).is_some_and(|rest| rest.starts_with(':')))?;
    Some(((*host).to_owned(), word.place(from..from + host.len())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::procfile::processes::Process;
    use crate::syntax::shell_command::ShellCommand;

    fn fixed(text: &str) -> Option<String> {
        let process = Process { name: WEB.to_owned(), command: text.to_owned(), line: 1, range: 0..text.len() };
        let start = StartCommand { process: &process, command: ShellCommand::parse(text), is_literal: true };
        let found = loopback_binds(&start);
        let (_, _, part) = found.first()?;
        Some([&text[..part.start], EVERYWHERE, &text[part.end..]].concat())
    }

    #[test]
    fn the_host_of_a_bind_option_is_found() {
        let cases = [
            ("gunicorn -b 127.0.0.1:8000 a:b", "gunicorn -b 0.0.0.0:8000 a:b"),
            ("gunicorn a:b --bind=localhost:$PORT", "gunicorn a:b --bind=0.0.0.0:$PORT"),
            ("gunicorn -b127.0.0.1 a:b", "gunicorn -b0.0.0.0 a:b"),
            ("gunicorn --bind \"127.0.0.1:${PORT}\" a:b", "gunicorn --bind \"0.0.0.0:${PORT}\" a:b"),
            ("gunicorn -b '[::1]:80' a:b", "gunicorn -b '0.0.0.0:80' a:b"),
            ("python -m uvicorn a:b --host localhost", "python -m uvicorn a:b --host 0.0.0.0"),
            ("cd x && exec daphne -b 127.0.0.1 a:b", "cd x && exec daphne -b 0.0.0.0 a:b"),
            ("waitress-serve --listen=127.0.0.1:8000 a:b", "waitress-serve --listen=0.0.0.0:8000 a:b"),
            ("flask run -h localhost", "flask run -h 0.0.0.0"),
            ("python manage.py runserver 127.0.0.1:8000", "python manage.py runserver 0.0.0.0:8000"),
            ("./manage.py runserver --noreload localhost:80", "./manage.py runserver --noreload 0.0.0.0:80"),
        ];
        for (text, expected) in cases {
            assert_eq!(fixed(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn other_addresses_are_none_of_its_business() {
        let others = [
            "gunicorn -b 0.0.0.0:8000 a:b",
            "gunicorn -b unix:/tmp/x.sock a:b",
            "gunicorn a:b --statsd-host 127.0.0.1:8125",
            "gunicorn --forwarded-allow-ips 127.0.0.1 a:b",
            "gunicorn -b 127.0.0.1:8000 -b 0.0.0.0:$PORT a:b",
            "gunicorn -b 127.0.0.1:8000 a:b & nginx -g 'daemon off;'",
            "bin/start-nginx gunicorn -b 127.0.0.1:8000 a:b",
            "celery -A a -b redis://127.0.0.1:6379",
            "REDIS=127.0.0.1 uvicorn a:b --host 0.0.0.0",
            "flask db upgrade -h localhost",
            "python manage.py migrate 127.0.0.1",
            "python app.py --host 127.0.0.1",
            "gunicorn -b 127.0.0.10:80 a:b",
            "gunicorn -b localhost.example.com a:b",
        ];
        for text in others {
            assert_eq!(fixed(text), None, "{text}");
        }
    }
}
