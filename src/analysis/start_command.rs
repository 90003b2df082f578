//! The programs that a process starts, behind whatever stands in front of them.

use std::ops::Range;

use crate::syntax::shell_command::{Separator, ShellCommand, SimpleCommand, Word};

use crate::platform::Platform;

use super::Settings;
use super::processes::{Process, ProcfileInForce};

/// Programs that only start the program behind them.
const STARTERS: &[&str] = &["nohup", "command", "time"];
/// Programs that start the one behind them and belong to a package themselves.
const INSTRUMENTS: &[&[&str]] = &[&["ddtrace-run"], &["newrelic-admin", "run-program"], &["opentelemetry-instrument"]];
/// Words that make the shell decide what runs.
const KEYWORDS: &[&str] =
    &["if", "then", "elif", "else", "fi", "for", "while", "until", "do", "done", "case", "esac", "function", "{", "}", "!"];
/// Options of Python that take no value.
const PYTHON_FLAGS: &[&str] = &["-u", "-O", "-OO", "-B", "-E", "-I", "-s", "-S", "-b", "-v"];

/// The command of a process, with the way back to the text of the Procfile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartCommand<'p> {
    /// The process.
    pub process: &'p Process,
    /// Its command.
    pub command: ShellCommand,
    /// Whether the command stands in the Procfile as the shell gets it; a quoted value of YAML does not.
    pub is_literal: bool,
}

/// How a program is started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// By its name, by the shell.
    Name,
    /// By its name, behind `exec`.
    Exec,
    /// By its name, by another program.
    Starter,
    /// As `python -m NAME`.
    Module,
}

/// A program that is started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invocation<'c> {
    /// The word that names it.
    pub program: &'c Word,
    /// What stands behind that word.
    pub arguments: &'c [&'c Word],
    /// How it is started.
    pub how: How,
    /// Whether it runs only when the command before it fails.
    pub is_fallback: bool,
}

impl<'p> StartCommand<'p> {
    /// The commands of all processes.
    #[must_use]
    pub fn all(procfile: &'p ProcfileInForce) -> Vec<Self> {
        let text = procfile.text.as_deref().unwrap_or_default();
        let commands = procfile.processes.iter().map(|process| Self {
            process,
            command: ShellCommand::parse(&process.command),
            is_literal: text.get(process.range.clone()) == Some(process.command.as_str()),
        });
        commands.collect()
    }

    /// Where a part of the command stands in the text of the Procfile; the whole command if that cannot be told.
    #[must_use]
    pub fn place(&self, part: Range<usize>) -> Range<usize> {
        let range = &self.process.range;
        if self.is_literal { range.start + part.start..range.start + part.end } else { range.clone() }
    }
}

/// Where a command asks for the port by `$PORT` on a platform that sets another variable and not this one. The shell then
/// puts nothing in its place: `0.0.0.0:$PORT` becomes `0.0.0.0:`. A default, as in `${PORT:-8000}`, is asked for nothing.
#[must_use]
pub fn unset_port(command: &str, platform: &Platform, settings: &Settings) -> Option<Range<usize>> {
    const PORT: &str = "PORT";
    let sets = platform.runtime.sets.as_ref().map_or(&[][..], |fact| fact.value.as_slice());
    let is_set = platform.runtime.port_variable.value == PORT
        || sets.iter().any(|variable| variable.name == PORT)
        || settings.env.contains_key(PORT)
        || command.contains("PORT=");
    let is_end = |at: usize| !command[at..].starts_with(|char: char| char.is_ascii_alphanumeric() || char == '_');
    let found = ["${PORT}", "$PORT"].iter().flat_map(|form| command.match_indices(form));
    let mut places =
        found.map(|(at, form)| at..at + form.len()).filter(|place| is_end(place.end) || command[place.clone()].ends_with('}'));
    places.next().filter(|_| !is_set)
}

/// The simple commands of a command; none where the shell decides which of them run.
#[must_use]
pub fn simple_commands(command: &ShellCommand) -> Vec<SimpleCommand<'_>> {
    let commands = command.simple_commands();
    let decides = commands.iter().any(|command| command.words.first().is_some_and(|word| KEYWORDS.contains(&word.text.as_str())));
    if decides { vec![] } else { commands }
}

/// The programs that a simple command starts, from the outermost to the innermost.
#[must_use]
pub fn invocations<'c>(command: &'c SimpleCommand<'c>) -> Vec<Invocation<'c>> {
    let mut found = vec![];
    unwrap(&command.words, How::Name, command.after == Some(Separator::Or), &mut found);
    found
}

fn unwrap<'c>(words: &'c [&'c Word], how: How, is_fallback: bool, found: &mut Vec<Invocation<'c>>) {
    let assignments = words.iter().take_while(|word| word.assignment().is_some()).count();
    let Some((program, arguments)) = words[assignments..].split_first() else { return };
    let name = program.text.as_str();
    let follows_option = arguments.first().is_some_and(|word| word.text.starts_with('-'));
    let mut start = |program, arguments, how| found.push(Invocation { program, arguments, how, is_fallback });
    if let Some(module) = module(name, arguments) {
        let (program, arguments) = (arguments[module], &arguments[module + 1..]);
        start(program, arguments, How::Module);
    } else if name == "exec" && !follows_option {
        unwrap(arguments, if how == How::Name { How::Exec } else { how }, is_fallback, found);
    } else if (name == "env" || STARTERS.contains(&name)) && !follows_option {
        unwrap(arguments, How::Starter, is_fallback, found);
    } else {
        start(program, arguments, how);
        if let Some(length) = instrument(name, arguments) {
            unwrap(&arguments[length..], How::Starter, is_fallback, found);
        }
    }
}

/// Where the module stands behind `python -m`.
fn module(name: &str, arguments: &[&Word]) -> Option<usize> {
    let version = name.strip_prefix("python")?;
    let is_python = version.chars().all(|char| char.is_ascii_digit() || char == '.');
    let flags = arguments.iter().take_while(|word| PYTHON_FLAGS.contains(&word.text.as_str())).count();
    let is_module = is_python && arguments.get(flags)?.text == "-m" && arguments.len() > flags + 1;
    is_module.then_some(flags + 1)
}

/// How many arguments of an instrument come before the program that it starts.
fn instrument(name: &str, arguments: &[&Word]) -> Option<usize> {
    let words = INSTRUMENTS.iter().find(|words| words.first() == Some(&name))?;
    let length = words.len() - 1;
    let fits = words[1..].iter().zip(arguments).filter(|(word, argument)| **word == argument.text).count() == length;
    let follows_option = arguments.get(length).is_some_and(|word| word.text.starts_with('-'));
    (fits && !follows_option).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform;

    #[test]
    fn the_port_is_asked_for_by_the_variable_that_is_set() {
        let found = |id: &str, command: &'static str| {
            let platform = platform::find(id).expect("a platform");
            unset_port(command, platform, &Settings::default()).map(|place| &command[place])
        };
        assert_eq!(found("rainbond-cnb", "gunicorn app:app --bind 0.0.0.0:$PORT"), Some("$PORT"));
        assert_eq!(found("rainbond-cnb", "gunicorn app:app --bind 0.0.0.0:${PORT}"), Some("${PORT}"));
        for command in ["gunicorn -b :$_PORT", "gunicorn -b :${PORT:-8000}", "echo $PORTS", "PORT=$_PORT gunicorn -b :$PORT"] {
            assert_eq!(found("rainbond-cnb", command), None, "{command}");
        }
        for id in ["rainbond-builder", "rainbond", "kato", "heroku", "heroku-cnb", "digitalocean"] {
            assert_eq!(found(id, "gunicorn app:app --bind 0.0.0.0:$PORT"), None, "{id}");
        }
    }

    fn programs(text: &str) -> Vec<(String, How)> {
        let command = ShellCommand::parse(text);
        let commands = simple_commands(&command);
        commands.iter().flat_map(invocations).map(|found| (found.program.text.clone(), found.how)).collect()
    }

    #[test]
    fn programs_are_found_behind_what_starts_them() {
        let cases: &[(&str, &[(&str, How)])] = &[
            ("gunicorn app:app", &[("gunicorn", How::Name)]),
            ("A=b gunicorn app:app", &[("gunicorn", How::Name)]),
            ("exec gunicorn app:app", &[("gunicorn", How::Exec)]),
            ("env A=b gunicorn app:app", &[("gunicorn", How::Starter)]),
            ("python3 -u -m gunicorn app:app", &[("gunicorn", How::Module)]),
            ("python app.py", &[("python", How::Name)]),
            ("ddtrace-run gunicorn app:app", &[("ddtrace-run", How::Name), ("gunicorn", How::Starter)]),
            ("newrelic-admin run-program gunicorn a", &[("newrelic-admin", How::Name), ("gunicorn", How::Starter)]),
            ("newrelic-admin validate-config", &[("newrelic-admin", How::Name)]),
            ("opentelemetry-instrument --x gunicorn a", &[("opentelemetry-instrument", How::Name)]),
            ("cd x && gunicorn a; celery -A b", &[("cd", How::Name), ("gunicorn", How::Name), ("celery", How::Name)]),
            ("env -u A gunicorn", &[("env", How::Name)]),
            ("if x; then gunicorn a; fi", &[]),
            ("A=b", &[]),
            ("", &[]),
        ];
        for (text, expected) in cases {
            let expected: Vec<(String, How)> = expected.iter().map(|(name, how)| ((*name).to_owned(), *how)).collect();
            assert_eq!(programs(text), expected, "{text}");
        }
    }
}
