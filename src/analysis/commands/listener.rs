//! Where the servers of a process listen, and what says so.

use std::ops::Range;

use crate::analysis::Facts;
use crate::analysis::procfile::processes::Source;
use crate::project::path::base;
use crate::syntax::shell_command::Word;

use super::command_line::CommandLine;
use super::gunicorn_file::{self, FileBind, GunicornFile};
use super::hypercorn_file;
use super::launch::Launch;
use super::pinned::line;
use super::ports::{Port, PortForm, is_given, is_number, is_port, port_in};
use super::script_server::ScriptServer;
use super::servers::{LOOPBACK, Server, ServerFile, Untold};
use super::start_command::{Invocation, StartCommand, programs};
use super::started::is_set;

/// The variable of which gunicorn takes its port, whatever that of the platform is called.
const PORT: &str = "PORT";

/// A server that a process starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listener {
    /// What is known of servers of its kind.
    pub server: &'static Server,
    /// The program as the command names it.
    pub program: String,
    /// The server as a sentence shows it.
    pub shown: String,
    /// Where the program stands in the command.
    pub start: usize,
    /// The words that name the server: `flask run`, `manage.py runserver`, `app.py`.
    pub words: Range<usize>,
    /// Where it listens.
    pub host: Host,
    /// The ports that it is told; none behind a proxy.
    pub ports: Vec<Port>,
}

/// Where a server listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Host {
    /// The command names only hosts that nobody outside of the container reaches.
    Loopback(Vec<LoopbackHost>),
    /// Nothing names a host, and the server takes 127.0.0.1.
    Untold {
        /// The port, and where it stands, where the whole address belongs.
        port_alone: Option<(String, Range<usize>)>,
        /// Whether it is told a port in whatever way.
        has_port: bool,
    },
    /// A port stands where a host belongs.
    PortAsHost {
        /// The port as it is written.
        text: String,
        /// Where it stands in the command.
        range: Range<usize>,
    },
    /// The server's own file names the address.
    InFile(FileAddress),
    /// A script starts the server where the platform does not look: at a loopback host, or at another port.
    InScript(Box<ScriptServer>),
    /// Nothing names a port, and the server takes requests from everywhere, at a port of its own.
    OwnPort {
        /// The port.
        port: u16,
        /// Where the host ends in the command, where the port belongs behind it.
        behind: Option<usize>,
    },
    /// Nothing in the command names a host, and the server takes requests from everywhere, at the port in `PORT`.
    ByVariable,
    /// Requests from other machines arrive, or that cannot be told, or a proxy hands them on.
    Reached,
}

/// An address in the file of a server, where the platform does not look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileAddress {
    /// The file.
    pub path: String,
    /// Where the expression stands in the file.
    pub range: Range<usize>,
    /// The loopback host; none if the host is right.
    pub host: Option<&'static str>,
    /// The port, where it is a number.
    pub port: Option<String>,
}

/// A host that nobody outside of the container reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoopbackHost {
    /// As it is written.
    pub text: &'static str,
    /// Where it stands in the command.
    pub range: Range<usize>,
}

/// What tells a server where to listen: a word, and where in it that begins.
struct Told<'c> {
    part: Part,
    word: &'c Word,
    from: usize,
}

impl Told<'_> {
    fn text(&self) -> &str {
        &self.word.text[self.from..]
    }
}

/// A part of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Host,
    Port,
    /// Both, or the host alone.
    Address,
    /// Both, or the port alone.
    Argument,
}

impl Listener {
    /// The servers of a process.
    #[must_use]
    pub fn all(facts: &Facts<'_>, start: &StartCommand) -> Vec<Self> {
        match facts.place_of(start) {
            Some(place) => facts.once(place, || Self::find_all(facts, start)).to_vec(),
            None => Self::find_all(facts, start),
        }
    }

    fn find_all(facts: &Facts<'_>, start: &StartCommand) -> Vec<Self> {
        let mut found = in_command(facts, start);
        if matches!(facts.procfile.source, Source::File | Source::Override) {
            let launches = Launch::all(start, facts).into_iter().filter(|launch| !launch.is_fallback);
            found.extend(launches.filter_map(|launch| in_script(facts, start, &launch)));
        }
        if start.has_proxy() {
            for listener in &mut found {
                listener.host = Host::Reached;
                listener.ports.clear();
            }
        }
        found
    }

    /// The ports of all servers of a process; none where one of them finds its port itself.
    #[must_use]
    pub fn ports(listeners: &[Self]) -> Vec<&Port> {
        let finds_it = listeners.iter().any(|listener| listener.host == Host::ByVariable);
        if finds_it { vec![] } else { listeners.iter().flat_map(|listener| &listener.ports).collect() }
    }

    /// The ports of all servers of a process, unless one of them is in a variable or the one that the platform uses.
    #[must_use]
    pub fn fixed_ports<'l>(facts: &Facts<'_>, listeners: &'l [Self]) -> Vec<&'l Port> {
        let ports = Self::ports(listeners);
        let is_right = |port: &&Port| port.form != PortForm::Number || is_given(facts, &port.text);
        if ports.iter().any(is_right) { vec![] } else { ports }
    }
}

fn in_command(facts: &Facts<'_>, start: &StartCommand) -> Vec<Listener> {
    let steps = start.steps();
    let started: Vec<(bool, Invocation<'_>)> =
        steps.iter().flat_map(|step| programs(step).into_iter().map(|program| (step.counts(), program))).collect();
    let mut found: Vec<Listener> = vec![];
    for (at, (_, invocation)) in started.iter().enumerate().filter(|(_, (counts, _))| *counts) {
        let Some(line) = line(facts, invocation) else { continue };
        let Some(server) = Server::of(&line) else { continue };
        let around = Around {
            folder: invocation.folder.as_deref(),
            is_alone: at + 1 == started.len() && found.is_empty(),
            is_first: at == 0,
        };
        let told = told(server, &line);
        let script = invocation.arguments.iter().find(|word| base(&word.text) == "manage.py");
        let first = script.copied().filter(|_| server.takes_address).unwrap_or(invocation.program);
        found.push(Listener {
            server,
            program: invocation.program.text.clone(),
            shown: server.name.to_owned(),
            start: invocation.program.range.start,
            words: first.range.start..line.command.unwrap_or(invocation.program).range.end,
            host: host(facts, start, server, &line, &told, &around),
            ports: ports(server, &told, &start.text),
        });
    }
    found
}

fn in_script(facts: &Facts<'_>, start: &StartCommand, launch: &Launch) -> Option<Listener> {
    let found = ScriptServer::of(facts, start, launch)?;
    Some(Listener {
        server: found.server,
        program: launch.program.clone(),
        shown: format!("{} {}", launch.program, launch.text()),
        start: launch.word.range.start,
        words: launch.word.range.clone(),
        host: if found.is_reached() { Host::Reached } else { Host::InScript(Box::new(found)) },
        ports: vec![],
    })
}

/// What stands around a server in its command.
struct Around<'i> {
    /// The folder that it is started in, if that is known.
    folder: Option<&'i str>,
    /// Whether nothing else is started behind it, or listens: that may be what the platform passes requests to.
    is_alone: bool,
    /// Whether nothing is run before it, which may write its settings.
    is_first: bool,
}

/// All that tells a server where to listen.
fn told<'c>(server: &Server, line: &CommandLine<'c>) -> Vec<Told<'c>> {
    let addresses = server.addresses.iter().map(|option| (*option, Part::Address));
    let host = server.host.map(|option| (option, Part::Host));
    let port = server.port.map(|option| (option, Part::Port));
    let options = addresses.chain(host).chain(port);
    let in_options = options.flat_map(|(option, part)| {
        let values = line.values(option);
        values.map(move |value| Told { part, word: value.word, from: value.word.text.len() - value.text.len() })
    });
    let argument = line.positionals.first().filter(|_| server.takes_address);
    in_options.chain(argument.map(|word| Told { part: Part::Argument, word, from: 0 })).collect()
}

fn host(
    facts: &Facts<'_>,
    start: &StartCommand,
    server: &Server,
    line: &CommandLine<'_>,
    told: &[Told<'_>],
    around: &Around<'_>,
) -> Host {
    let variable = &facts.platform.runtime.port_variable.value;
    let is_port_alone = |told: &&Told<'_>| told.part == Part::Argument && is_port(&told.word.text, variable);
    let port_alone = told.iter().find(is_port_alone).map(|told| told.word);
    let mut hosts = told.iter().filter(|told| told.part != Part::Port && !is_port_alone(told)).peekable();
    let is_elsewhere = server.elsewhere.iter().any(|option| line.uses(option));
    let as_host = told.iter().find(|told| told.part == Part::Address && is_port(told.text(), variable));
    if let Some(told) = as_host.filter(|_| told.len() == 1) {
        let range = told.word.place(told.from..told.word.text.len());
        return Host::PortAsHost { text: told.text().to_owned(), range };
    }
    let has_port = port_alone.is_some() || server.port.is_some_and(|option| line.uses(option));
    // A variable may stand for several words, but that of the port is a number.
    let is_open = line.is_open && port_alone.is_none();
    let is_read = line.is_known && line.faults.is_empty() && around.is_alone && !is_open && !is_elsewhere;
    let takes_own_port =
        || is_read && !has_port && !is_told_elsewhere(facts, start, server) && (around.is_first || server.settings.is_none());
    if hosts.peek().is_some() {
        let names_port = hosts.clone().any(|told| names_port(told));
        let end = hosts.clone().last().filter(|_| server.port.is_none()).map(|told| told.word.range.end);
        let loopback: Option<Vec<_>> = hosts.map(loopback_host).collect();
        let own_port = || server.own_port.filter(|_| !names_port && takes_own_port());
        return match loopback {
            Some(hosts) if !is_elsewhere => Host::Loopback(hosts),
            _ => own_port().map_or(Host::Reached, |port| Host::OwnPort { port, behind: end }),
        };
    }
    let names_none = server.addresses.iter().chain(&server.host).any(|option| line.uses(option));
    if !names_none && let Some(host) = by_file(facts, start, server, line, around.folder) {
        return host;
    }
    let is_untold = is_read && !names_none && !is_told_elsewhere(facts, start, server);
    match server.untold {
        Untold::PortVariable if !names_none && (variable == PORT || is_set(facts, start, PORT)) => Host::ByVariable,
        Untold::Everywhere if !names_none && takes_own_port() => {
            server.own_port.map_or(Host::Reached, |port| Host::OwnPort { port, behind: None })
        }
        Untold::PortVariable | Untold::Loopback if is_untold => {
            Host::Untold { port_alone: port_alone.map(|word| (word.text.clone(), word.range.clone())), has_port }
        }
        _ => Host::Reached,
    }
}

/// Where the server's own file has it listen; none where it has none, or that says nothing.
fn by_file(
    facts: &Facts<'_>,
    start: &StartCommand,
    server: &Server,
    line: &CommandLine<'_>,
    folder: Option<&str>,
) -> Option<Host> {
    let named = line.value("--config").map(|value| value.text);
    let bind = match server.file? {
        ServerFile::Gunicorn if has_options_elsewhere(facts, start) => FileBind::Unknown,
        ServerFile::Gunicorn => GunicornFile::of(facts, folder, named).bind(),
        ServerFile::Hypercorn => hypercorn_file::bind(facts, folder, named?),
    };
    match bind {
        FileBind::Address { path, text, is_whole, range } => Some(in_file(facts, path, &text, is_whole, range)),
        FileBind::Unknown => Some(Host::Reached),
        FileBind::Untold => None,
    }
}

/// An address of a file, unless the platform looks there.
fn in_file(facts: &Facts<'_>, path: String, text: &str, is_whole: bool, range: Range<usize>) -> Host {
    let host = loopback(text).filter(|host| is_whole || text.len() > host.len());
    let port = text.rsplit_once(':').map(|(_, port)| port.to_owned()).filter(|port| is_whole && is_number(port));
    let port = port.filter(|port| !is_given(facts, port));
    if host.is_none() && port.is_none() { Host::Reached } else { Host::InFile(FileAddress { path, range, host, port }) }
}

/// Whether an address names its port, or may, or is that of a socket or a descriptor.
fn names_port(told: &Told<'_>) -> bool {
    let behind_host = told.text().rsplit(']').next().unwrap_or_default();
    told.part != Part::Host && behind_host.contains([':', '$', '/'])
}

/// The host, if an address is one that only the container itself reaches.
fn loopback_host(told: &Told<'_>) -> Option<LoopbackHost> {
    let text = loopback(told.text())?;
    Some(LoopbackHost { text, range: told.word.place(told.from..told.from + text.len()) })
}

fn loopback(address: &str) -> Option<&'static str> {
    let is_host = |host: &str| address.strip_prefix(host).is_some_and(|rest| rest.is_empty() || rest.starts_with(':'));
    LOOPBACK.iter().copied().find(|host| is_host(host))
}

/// Whether the user gives gunicorn options in a variable. What platforms put there is about its log.
fn has_options_elsewhere(facts: &Facts<'_>, start: &StartCommand) -> bool {
    facts.settings.has(gunicorn_file::VARIABLE) || start.mentions(gunicorn_file::VARIABLE)
}

/// Whether a variable may say where to listen, or the project has a command of its own in the place of Django's.
fn is_told_elsewhere(facts: &Facts<'_>, start: &StartCommand, server: &Server) -> bool {
    let has_file = |file: &str| facts.project.files_named(file).next().is_some();
    let is_set = |variable: &str| is_set(facts, start, variable);
    let port_variable = server.variable.map(|host| host.replace("HOST", "PORT"));
    server.variable.is_some_and(is_set)
        || port_variable.is_some_and(|variable| is_set(&variable))
        || server.settings.as_ref().is_some_and(|settings| has_file(settings.file) || settings.variable.is_some_and(is_set))
}

fn ports(server: &Server, told: &[Told<'_>], command: &str) -> Vec<Port> {
    let port = |told: &Told<'_>| {
        let text = told.text();
        let from = match told.part {
            Part::Host => None,
            Part::Port => Some(0),
            Part::Address => port_in(text, false),
            Part::Argument => port_in(text, true),
        };
        Some(Port::at(server.word(), told.word, told.from + from?, command))
    };
    told.iter().filter_map(port).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Settings;
    use crate::analysis::packages::predictions::Predictions;
    use crate::analysis::python::python_files::PythonFiles;
    use crate::platform;
    use crate::project::{Content, Project};

    fn with<T>(command: &str, look: impl FnOnce(&[Listener]) -> T) -> T {
        let mut project = Project::new();
        let procfile = format!("web: {command}\n");
        for (path, text) in [("requirements.txt", ""), ("Procfile", procfile.as_str())] {
            project.insert(path, Content::from(text.as_bytes().to_vec()));
        }
        let (files, settings) = (PythonFiles::of(&project), Settings::default());
        let predictions = Predictions::default();
        let facts = Facts::of(&files, &predictions, platform::find("heroku").expect("a platform"), &settings);
        look(&Listener::all(&facts, &facts.commands()[0]))
    }

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
            ("granian --interface wsgi a:b --port 80", &["80"]),
            ("daphne -p 80 a:b", &["80"]),
            ("daphne -b ::1 -p 80 a:b", &["80"]),
            ("flask run -p80", &["80"]),
            ("fastapi run a.py --port 80", &["80"]),
            ("streamlit run a.py --server.port=80", &["80"]),
            ("python manage.py runserver 0.0.0.0:80", &["80"]),
            ("python manage.py runserver $PORT", &["$PORT"]),
            ("python manage.py migrate 80", &[]),
            ("nginx & gunicorn -b 0.0.0.0:80 a:b", &[]),
            ("uvicorn a:b --port 80 & gunicorn a:b", &[]),
        ];
        for (text, expected) in cases {
            with(text, |listeners| {
                let ports = Listener::ports(listeners);
                assert_eq!(ports.iter().map(|port| port.text.as_str()).collect::<Vec<_>>(), *expected, "{text}");
                assert!(ports.iter().all(|port| text[port.range.clone()] == port.text), "{text}");
            });
        }
    }

    fn everywhere(text: &str) -> Option<String> {
        with(text, |listeners| {
            let Host::Loopback(hosts) = &listeners.first()?.host else { return None };
            let range = hosts.first()?.range.clone();
            Some([&text[..range.start], "0.0.0.0", &text[range.end..]].concat())
        })
    }

    #[test]
    fn a_loopback_host_is_found() {
        let cases = [
            ("gunicorn -b 127.0.0.1:8000 a:b", "gunicorn -b 0.0.0.0:8000 a:b"),
            ("gunicorn a:b --bind=localhost:$PORT", "gunicorn a:b --bind=0.0.0.0:$PORT"),
            ("gunicorn -b127.0.0.1 a:b", "gunicorn -b0.0.0.0 a:b"),
            ("gunicorn --bind \"127.0.0.1:${PORT}\" a:b", "gunicorn --bind \"0.0.0.0:${PORT}\" a:b"),
            ("gunicorn -b '[::1]:80' a:b", "gunicorn -b '0.0.0.0:80' a:b"),
            ("python -m uvicorn a:b --host localhost", "python -m uvicorn a:b --host 0.0.0.0"),
            ("cd x && exec daphne -b 127.0.0.1 a:b", "cd x && exec daphne -b 0.0.0.0 a:b"),
            ("waitress-serve --listen=127.0.0.1:8000 a:b", "waitress-serve --listen=0.0.0.0:8000 a:b"),
            ("python -m waitress --host=127.0.0.1 a:b", "python -m waitress --host=0.0.0.0 a:b"),
            ("granian a:b --host 127.0.0.1", "granian a:b --host 0.0.0.0"),
            ("uwsgi --http-socket 127.0.0.1:80 -w a:b", "uwsgi --http-socket 0.0.0.0:80 -w a:b"),
            ("flask run -h localhost", "flask run -h 0.0.0.0"),
            ("flask --app x run -h localhost", "flask --app x run -h 0.0.0.0"),
            ("fastapi run --host 127.0.0.1", "fastapi run --host 0.0.0.0"),
            ("streamlit run a.py --server.address=localhost", "streamlit run a.py --server.address=0.0.0.0"),
            ("python manage.py runserver 127.0.0.1:8000", "python manage.py runserver 0.0.0.0:8000"),
            ("./manage.py runserver --noreload localhost:80", "./manage.py runserver --noreload 0.0.0.0:80"),
        ];
        for (text, expected) in cases {
            assert_eq!(everywhere(text).as_deref(), Some(expected), "{text}");
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
            "uvicorn a:b --host 127.0.0.1 --uds x.sock",
            "uwsgi --http 127.0.0.1:80 --ini x.ini",
            "flask db upgrade -h localhost",
            "python manage.py migrate 127.0.0.1",
            "python app.py --host 127.0.0.1",
            "gunicorn -b 127.0.0.10:80 a:b",
            "gunicorn -b localhost.example.com a:b",
        ];
        for text in others {
            assert_eq!(everywhere(text), None, "{text}");
        }
    }

    #[test]
    fn a_server_that_nothing_tells_takes_its_own_address() {
        let untold = |text: &str| with(text, |listeners| listeners.iter().any(|one| matches!(one.host, Host::Untold { .. })));
        for text in ["uvicorn a:b", "granian a:b", "sanic a:b", "fastapi dev", "flask db upgrade && flask run", "hypercorn a:b"] {
            assert!(untold(text), "{text}");
        }
        for text in [
            "waitress-serve a:b",
            "fastapi run",
            "streamlit run a.py",
            "gunicorn a:b",
            "uwsgi -w a:b",
            "uvicorn $OPTIONS a:b",
            "uvicorn a:b & gunicorn a:b",
            "gunicorn a:b & uvicorn a:b",
            "GRANIAN_HOST=0.0.0.0 granian a:b",
        ] {
            assert!(!untold(text), "{text}");
        }
    }
}
