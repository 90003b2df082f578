//! Servers that listen on a loopback address as long as nothing says where: a part of PSH309.

use crate::analysis::Facts;
use crate::analysis::commands::start_command::{Invocation, StartCommand, invocations, simple_commands};
use crate::analysis::procfile::processes::PROCFILE;
use crate::diagnostic::FixBuilder;
use crate::language::{Language, say};
use crate::rules::{Finding, Findings, Message};
use crate::syntax::shell_command::Word;

use super::loopback_bind::{is_server, unanswered};
use super::ports::is_number;
use super::{is_editable, is_proxy, line, place};

/// Where a server listens on its own, and what tells it otherwise.
struct Habit {
    /// How it is shown.
    name: &'static str,
    tool: &'static str,
    /// The command behind the program; empty if it has none.
    command: &'static str,
    /// The options that say where it listens, or that may.
    told_by: &'static [&'static str],
    /// The variable that says it, too.
    variable: Option<&'static str>,
    /// How it is told to listen everywhere.
    host: &'static str,
    /// What stands between that and the port.
    joint: &'static str,
    /// The option of the port, where that is one of its own.
    port: Option<&'static str>,
    /// Whether the address is no option, but the first argument.
    is_argument: bool,
}

/// What all of them take.
const HOST: &str = "127.0.0.1";

/// From the documentation of each server.
const HABITS: &[Habit] = &[
    Habit {
        name: "uvicorn",
        tool: "uvicorn",
        command: "",
        told_by: &["--host", "--uds", "--fd"],
        variable: Some("UVICORN_HOST"),
        host: "--host 0.0.0.0",
        joint: " --port ",
        port: Some("--port"),
        is_argument: false,
    },
    Habit {
        name: "hypercorn",
        tool: "hypercorn",
        command: "",
        told_by: &["--bind", "--insecure-bind", "--quic-bind", "--config"],
        variable: None,
        host: "--bind 0.0.0.0",
        joint: ":",
        port: None,
        is_argument: false,
    },
    Habit {
        name: "daphne",
        tool: "daphne",
        command: "",
        told_by: &["--bind", "--unix-socket", "--fd", "--endpoint"],
        variable: None,
        host: "--bind 0.0.0.0",
        joint: " --port ",
        port: Some("--port"),
        is_argument: false,
    },
    Habit {
        name: "flask run",
        tool: "flask",
        command: "run",
        told_by: &["--host"],
        variable: Some("FLASK_RUN_HOST"),
        host: "--host 0.0.0.0",
        joint: " --port ",
        port: Some("--port"),
        is_argument: false,
    },
    Habit {
        name: "manage.py runserver",
        tool: "django",
        command: "runserver",
        told_by: &[],
        variable: None,
        host: "0.0.0.0",
        joint: ":",
        port: None,
        is_argument: true,
    },
];

/// Files of which Flask's command takes variables, where python-dotenv is installed.
const FLASK_FILES: [&str; 2] = [".flaskenv", ".env"];

/// The message of such a server.
struct UnaskedHost {
    habit: &'static Habit,
    /// What tells it.
    words: String,
    /// What stands in the place of that.
    port: Option<String>,
}

impl Message for UnaskedHost {
    fn message(&self, language: Language) -> String {
        let server = self.habit.name;
        say!(
            language,
            "`{server}` is given no host and takes `{HOST}`, where only the container itself reaches it",
            "没有为 `{server}` 指定主机，它会监听 `{HOST}`，只有容器自身能够访问"
        )
    }

    fn detail(&self, language: Language) -> String {
        let (unanswered, advice) = (unanswered(HOST, language), self.fix_title(language));
        match self.habit.variable {
            None => {
                say!(language, "The application starts, but {unanswered} {advice}.", "应用可以启动，但{unanswered}请{advice}。")
            }
            Some(variable) => say!(
                language,
                "Unless `{variable}` is set on the platform, the application starts, but {unanswered} {advice}.",
                "如果平台上没有设置 `{variable}`，应用可以启动，但{unanswered}请{advice}。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        let words = &self.words;
        match &self.port {
            None => say!(language, "Add `{words}`", "加上 `{words}`"),
            Some(port) => say!(language, "Write `{words}` for `{port}`", "把 `{port}` 改成 `{words}`"),
        }
    }
}

/// Tells of a process whose server takes a loopback address on its own.
pub(super) fn check(facts: &Facts<'_>, start: &StartCommand<'_>, findings: &mut Findings<'_, '_>) {
    let steps = simple_commands(&start.command);
    let started: Vec<Invocation<'_>> = steps.iter().flat_map(invocations).collect();
    let Some((last, before)) = started.split_last() else { return };
    // Where something else listens as well, that may be what the platform passes requests to.
    let takes_requests = |invocation: &Invocation<'_>| is_server(&invocation.program.text) || is_proxy(&invocation.program.text);
    if before.iter().any(takes_requests) {
        return;
    }
    let Some(server) = Server::of(facts, start, last) else { return };
    let Server { habit, word, port, has_port, begin } = server;
    let variable = format!("${}", facts.platform.runtime.port_variable.value);
    let words = match port {
        Some(port) => format!("{}{}{}", habit.host, habit.joint, port.text),
        None if has_port => habit.host.to_owned(),
        None => format!("{}{}{variable}", habit.host, habit.joint),
    };
    let message = UnaskedHost { habit, words: words.clone(), port: port.map(|port| port.text.clone()) };
    let mut finding = Finding::new(place(facts, start, begin..word.range.end), message);
    if habit.variable.is_some() {
        finding = finding.likely();
    }
    if is_editable(facts, start) {
        let fix = if has_port { FixBuilder::safe() } else { FixBuilder::unsafe_() };
        finding = finding.fix(match port {
            Some(port) => fix.edit(PROCFILE, start.place(port.range.clone()), words),
            None => fix.edit(PROCFILE, start.place(word.range.end..word.range.end), format!(" {words}")),
        });
    }
    findings.add(finding);
}

/// A server that nobody told where to listen.
struct Server<'c> {
    habit: &'static Habit,
    /// The word behind which it can be told.
    word: &'c Word,
    /// The port that stands where the whole address belongs, behind Django's `runserver`.
    port: Option<&'c Word>,
    /// Whether it is told a port in whatever way.
    has_port: bool,
    /// Where it begins in the command.
    begin: usize,
}

impl<'c> Server<'c> {
    fn of(facts: &Facts<'_>, start: &StartCommand<'_>, invocation: &Invocation<'c>) -> Option<Self> {
        let line = line(facts, invocation).filter(|line| line.is_known && line.faults.is_empty())?;
        let habit = HABITS.iter().find(|habit| habit.tool == line.tool && habit.command == line.command)?;
        let address = line.positionals.first().copied().filter(|_| habit.is_argument);
        let port = address.filter(|word| is_port(&word.text, &facts.platform.runtime.port_variable.value));
        let is_told = port != address || habit.told_by.iter().any(|option| line.uses(option));
        // A variable may stand for several words, but that of the port is a number.
        if is_told || (line.is_open && port.is_none()) || is_told_elsewhere(facts, start, habit) {
            return None;
        }
        let mut words = std::iter::once(invocation.program).chain(invocation.arguments.iter().copied());
        let word = words.find(|word| habit.command.is_empty() || word.text == habit.command)?;
        let has_port = port.is_some() || habit.port.is_some_and(|option| line.uses(option));
        Some(Self { habit, word, port, has_port, begin: invocation.program.range.start })
    }
}

/// Whether a variable may say where to listen, or the project has a command of its own in the place of Django's.
fn is_told_elsewhere(facts: &Facts<'_>, start: &StartCommand<'_>, habit: &Habit) -> bool {
    let project = facts.project;
    if habit.is_argument {
        return project.files_named("runserver.py").next().is_some();
    }
    let Some(variable) = habit.variable else { return false };
    let is_in = |file: &&str| project.has(file) && project.text(file).is_none_or(|text| text.as_str().contains(variable));
    facts.settings.env.contains_key(variable) || start.process.command.contains(variable) || FLASK_FILES.iter().any(is_in)
}

/// Whether an address is a port alone, before which Django puts its own host.
fn is_port(text: &str, variable: &str) -> bool {
    let is_variable =
        |name: &str| name == variable || name.strip_prefix('{').and_then(|name| name.strip_suffix('}')) == Some(variable);
    is_number(text) || text.strip_prefix('$').is_some_and(is_variable)
}
