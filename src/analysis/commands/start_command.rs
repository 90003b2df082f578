//! The programs that a process starts, behind whatever stands in front of them.

use std::ops::Range;

use crate::syntax::shell_command::{Separator, ShellCommand, SimpleCommand, Word};

use crate::analysis::procfile::processes::{Process, ProcfileInForce};
use crate::project::path::base;

use super::folders::ShellFolders;

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
    /// Whether the home folder of the process is the root of the project.
    pub is_home_root: bool,
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

/// A simple command, with where it runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step<'c> {
    /// The words; never empty.
    pub words: Vec<&'c Word>,
    /// What stands before the command.
    pub after: Option<Separator>,
    /// The folder that it runs in, from the root of the project, which is the empty text; none if that cannot be told.
    pub folder: Option<String>,
}

impl<'p> StartCommand<'p> {
    /// The command of a process.
    #[must_use]
    pub fn of(process: &'p Process, procfile: &ProcfileInForce, is_home_root: bool) -> Self {
        let text = procfile.text.as_deref().unwrap_or_default();
        Self {
            process,
            command: ShellCommand::parse(&process.command),
            is_literal: text.get(process.range.clone()) == Some(process.command.as_str()),
            is_home_root,
        }
    }

    /// The simple commands; none where the shell decides which of them run.
    #[must_use]
    pub fn steps(&self) -> Vec<Step<'_>> {
        steps(&self.command, self.is_home_root)
    }

    /// Where a part of the command stands in the text of the Procfile; the whole command if that cannot be told.
    #[must_use]
    pub fn place(&self, part: Range<usize>) -> Range<usize> {
        let range = &self.process.range;
        if self.is_literal { range.start + part.start..range.start + part.end } else { range.clone() }
    }
}

/// The simple commands of a command whose home folder is not known; none where the shell decides which of them run.
#[must_use]
pub fn simple_commands(command: &ShellCommand) -> Vec<Step<'_>> {
    steps(command, false)
}

fn steps(command: &ShellCommand, is_home_root: bool) -> Vec<Step<'_>> {
    let commands = command.simple_commands();
    let decides = commands.iter().any(|command| command.words.first().is_some_and(|word| KEYWORDS.contains(&word.text.as_str())));
    if decides {
        return vec![];
    }
    let mut folder = Some(String::new());
    let mut steps: Vec<Step<'_>> = vec![];
    for (at, SimpleCommand { words, after }) in commands.iter().enumerate() {
        steps.push(Step { words: words.clone(), after: *after, folder: folder.clone() });
        // A command in a pipe or in parentheses moves only itself, and so does one that runs beside the others.
        let is_apart = |separator| matches!(separator, Some(Separator::Pipe | Separator::Parenthesis));
        let next = commands.get(at + 1).and_then(|next| next.after);
        if changes_folder(words) {
            let stays = is_apart(*after) || is_apart(next);
            folder = folder.filter(|_| !stays).and_then(|folder| changed(&folder, &words[1..], is_home_root));
        }
    }
    steps
}

fn changes_folder(words: &[&Word]) -> bool {
    matches!(words[0].text.as_str(), "cd" | "pushd" | "popd")
}

/// The folder behind `cd x`, if it lies in the project.
fn changed(folder: &str, arguments: &[&Word], is_home_root: bool) -> Option<String> {
    let [target] = arguments else { return None };
    let text = target.text.as_str();
    let is_elsewhere = text.is_empty() || text.starts_with(['/', '-']);
    let shell = ShellFolders { here: Some(folder), is_home_root };
    (!is_elsewhere).then(|| shell.folder(Some(folder), text)).flatten()
}

/// The programs that a simple command starts, from the outermost to the innermost.
#[must_use]
pub fn invocations<'c>(step: &'c Step<'c>) -> Vec<Invocation<'c>> {
    let mut found = vec![];
    unwrap(step, &step.words, How::Name, &mut found);
    found
}

fn unwrap<'c>(step: &'c Step<'c>, words: &'c [&'c Word], how: How, found: &mut Vec<Invocation<'c>>) {
    let assignments = words.iter().take_while(|word| word.assignment().is_some()).count();
    let Some((program, arguments)) = words[assignments..].split_first() else { return };
    let name = program.text.as_str();
    let follows_option = arguments.first().is_some_and(|word| word.text.starts_with('-'));
    let mut start = |program, arguments, how| {
        let is_fallback = step.after == Some(Separator::Or);
        found.push(Invocation { program, arguments, how, is_fallback, folder: step.folder.clone() });
    };
    if let Some(module) = module(name, arguments) {
        let (program, arguments) = (arguments[module], &arguments[module + 1..]);
        start(program, arguments, How::Module);
    } else if name == "exec" && !follows_option {
        unwrap(step, arguments, if how == How::Name { How::Exec } else { how }, found);
    } else if (name == "env" || STARTERS.contains(&name)) && !follows_option {
        unwrap(step, arguments, if how == How::Managed { how } else { How::Starter }, found);
    } else {
        start(program, arguments, how);
        if let Some(length) = subcommand(MANAGERS, name, arguments) {
            unwrap(step, &arguments[length..], How::Managed, found);
        } else if let Some(length) = subcommand(INSTRUMENTS, name, arguments) {
            unwrap(step, &arguments[length..], if how == How::Managed { how } else { How::Starter }, found);
        } else if SIDEKICKS.contains(&base(name)) && !follows_option {
            unwrap(step, arguments, How::Starter, found);
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

    #[test]
    fn folders_follow_cd() {
        let folder = |text: &str| {
            let command = ShellCommand::parse(text);
            simple_commands(&command).last().and_then(|step| step.folder.clone())
        };
        let cases = [
            ("a", Some("")),
            ("cd x && a", Some("x")),
            ("cd ./x/ && cd y; a", Some("x/y")),
            ("cd x && cd .. && a", Some("")),
            ("cd 'x y' && a", Some("x y")),
            ("cd x || exit 1; a", Some("x")),
            ("cd .. && a", None),
            ("cd /app && a", None),
            ("cd $X && a", None),
            ("cd x && cd \"$PWD/y\" && a", Some("x/y")),
            ("cd $HOME/x && a", None),
            ("cd && a", None),
            ("(cd x && a); b", None),
            ("cd x | a", None),
        ];
        for (text, expected) in cases {
            assert_eq!(folder(text).as_deref(), expected, "{text}");
        }
    }
}
