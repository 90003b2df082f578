//! The programs that a simple command starts, behind whatever stands in front of them.

use crate::project::path::base;
use crate::syntax::shell_command::{Separator, ShellCommand, Word};

use super::steps::{Beginning, Step, steps};

/// Programs that only start the program behind them.
const STARTERS: &[&str] = &["nohup", "command", "time"];
/// Programs of buildpacks that start the one behind them.
const SIDEKICKS: &[&str] = &[
    "start-nginx",
    "start-nginx-debug",
    "start-nginx-solo",
    "start-pgbouncer",
    "start-pgbouncer-stunnel",
    "start-stunnel",
    "qgtunnel",
];
/// Programs that start the one behind them in an environment that they manage.
const MANAGERS: &[&[&str]] = &[&["pipenv", "run"], &["poetry", "run"], &["uv", "run"], &["pdm", "run"]];
/// Programs that start the one behind them and belong to a package themselves.
const INSTRUMENTS: &[&[&str]] = &[&["ddtrace-run"], &["newrelic-admin", "run-program"], &["opentelemetry-instrument"]];
/// How many programs are followed, each of which starts the next one: all of them have the words behind them for arguments.
const MOST: usize = 1_000;
/// Options of Python that take no value.
const PYTHON_FLAGS: &[&str] = &["-u", "-O", "-OO", "-B", "-E", "-I", "-s", "-S", "-b", "-v"];

/// How a program is started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// By its name, by the shell.
    Name,
    /// By its name, behind `exec`.
    Exec,
    /// By its name, by another program.
    Starter,
    /// By its name, in an environment that another program manages.
    Managed,
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
    /// The folder that it is started in, from the root of the project; none if that cannot be told.
    pub folder: Option<String>,
}

/// The simple commands of a command whose home folder is not known.
#[must_use]
pub fn simple_commands(command: &ShellCommand) -> Vec<Step<'_>> {
    steps(command, &Beginning { folder: Some(String::new()), is_home_root: false, script: None })
}

/// The programs that a simple command starts, from the outermost to the innermost, if it is one that counts.
#[must_use]
pub fn invocations<'c>(step: &'c Step<'c>) -> Vec<Invocation<'c>> {
    if step.counts() { programs(step) } else { vec![] }
}

/// The programs that a simple command starts if it runs, from the outermost to the innermost.
#[must_use]
pub fn programs<'c>(step: &'c Step<'c>) -> Vec<Invocation<'c>> {
    let mut found = vec![];
    let mut next = Some((step.words.as_slice(), How::Name));
    while let Some((words, how)) = next.filter(|_| found.len() < MOST) {
        next = unwrap(step, words, how, &mut found);
    }
    found
}

/// Takes the program that comes first, and gives the words of the one that it starts, if any.
fn unwrap<'c>(
    step: &'c Step<'c>,
    words: &'c [&'c Word],
    how: How,
    found: &mut Vec<Invocation<'c>>,
) -> Option<(&'c [&'c Word], How)> {
    let assignments = words.iter().take_while(|word| word.assignment().is_some()).count();
    let (program, arguments) = words[assignments..].split_first()?;
    let name = program.text.as_str();
    let follows_option = arguments.first().is_some_and(|word| word.text.starts_with('-'));
    let mut start = |program, arguments, how| {
        let is_fallback = step.after == Some(Separator::Or);
        found.push(Invocation { program, arguments, how, is_fallback, folder: step.folder.clone() });
    };
    if let Some(module) = module(name, arguments) {
        let (program, arguments) = (arguments[module], &arguments[module + 1..]);
        start(program, arguments, How::Module);
        return None;
    }
    let started = if how == How::Managed { how } else { How::Starter };
    if name == "exec" && !follows_option {
        return Some((arguments, if how == How::Name { How::Exec } else { how }));
    }
    if (name == "env" || STARTERS.contains(&name)) && !follows_option {
        return Some((arguments, started));
    }
    start(program, arguments, how);
    if let Some(length) = subcommand(MANAGERS, name, arguments) {
        Some((&arguments[length..], How::Managed))
    } else if let Some(length) = subcommand(INSTRUMENTS, name, arguments) {
        Some((&arguments[length..], started))
    } else {
        (SIDEKICKS.contains(&base(name)) && !follows_option).then_some((arguments, How::Starter))
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

/// How many arguments of a program that starts another one come before that.
fn subcommand(starters: &[&[&str]], name: &str, arguments: &[&Word]) -> Option<usize> {
    let words = starters.iter().find(|words| words.first() == Some(&name))?;
    let length = words.len() - 1;
    let fits = words[1..].iter().zip(arguments).filter(|(word, argument)| **word == argument.text).count() == length;
    let follows_option = arguments.get(length).is_some_and(|word| word.text.starts_with('-'));
    (fits && !follows_option).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn programs(text: &str) -> Vec<(String, How)> {
        let command = ShellCommand::parse(text);
        let commands = simple_commands(&command);
        commands.iter().flat_map(invocations).map(|found| (found.program.text.clone(), found.how)).collect()
    }

    #[test]
    fn so_many_programs_are_followed_and_no_more() {
        let last = |starters: usize| programs(&format!("{}gunicorn a", "pipenv run ".repeat(starters))).pop();
        assert_eq!(last(MOST - 1), Some(("gunicorn".to_owned(), How::Managed)));
        assert_eq!(last(MOST), Some(("pipenv".to_owned(), How::Managed)));
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
            ("pipenv run gunicorn a", &[("pipenv", How::Name), ("gunicorn", How::Managed)]),
            ("uv run --with x gunicorn a", &[("uv", How::Name)]),
            ("bin/start-nginx gunicorn a", &[("bin/start-nginx", How::Name), ("gunicorn", How::Starter)]),
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
