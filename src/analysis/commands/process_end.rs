//! A web process that comes to its end with nothing left in the foreground.

use std::ops::Range;

use crate::analysis::Facts;
use crate::analysis::procfile::processes::WEB;
use crate::project::path::base;
use crate::syntax::shell_command::{Separator, TokenKind};

use super::idle_script::IdleScript;
use super::pinned::line;
use super::start_command::{Invocation, StartCommand, Step, programs, writes_files};

/// Programs that do one thing and end, with the command behind them; none if all of them do.
const ONE_OFF: &[(&str, &[&str])] = &[
    ("alembic", &[]),
    ("echo", &[]),
    ("flask", &["db"]),
    (
        "manage.py",
        &[
            "check",
            "collectstatic",
            "compilemessages",
            "createcachetable",
            "createsuperuser",
            "loaddata",
            "makemigrations",
            "migrate",
        ],
    ),
    ("pip", &["install"]),
];

/// Why nothing stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leaves {
    /// `&` starts the last command beside the shell.
    Background,
    /// An option starts the server as a daemon.
    Daemon,
    /// The last command does one thing.
    Done,
    /// It is a script that makes an app and starts no server.
    Idle(IdleScript),
}

/// The end of a web process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProcessEnd<'f> {
    /// The command that ends.
    pub start: &'f StartCommand,
    /// The last program.
    pub program: String,
    /// Why nothing stays.
    pub leaves: Leaves,
    /// What stands for it in the command.
    pub range: Range<usize>,
}

impl<'f> ProcessEnd<'f> {
    /// The end of the web process, if it surely comes at once.
    #[must_use]
    pub fn of(facts: &'f Facts<'_>) -> Option<Self> {
        // The scripts stand behind the command, each behind the one that starts it.
        let start = facts.commands().iter().rfind(|start| start.process.name == WEB)?;
        let steps = start.steps();
        let step = steps.last().filter(|step| step.is_certain)?;
        let programs = programs(step);
        let last = programs.last()?;
        let (leaves, range) = if step.until == Some(Separator::Background) {
            (Leaves::Background, ampersand(start, step)?)
        } else if let Some(range) = daemon(facts, last) {
            (Leaves::Daemon, range)
        } else if let Some(idle) = IdleScript::of(facts, start) {
            (Leaves::Idle(idle), step.words.first()?.range.start..step.words.last()?.range.end)
        } else {
            // What stands before may stay, and what comes then is only for its end.
            let (_, before) = steps.split_last()?;
            let ends = |step: &Step<'_>| !writes_files(std::slice::from_ref(step)) || is_one_off(step);
            (Leaves::Done, one_off(step, last).filter(|_| before.iter().all(ends))?)
        };
        Some(Self { start, program: base(&last.program.text).to_owned(), leaves, range })
    }
}

/// Where the sign stands that ends a command.
fn ampersand(start: &StartCommand, step: &Step<'_>) -> Option<Range<usize>> {
    let from = step.words.last()?.range.end;
    let mut behind = start.command.tokens.iter().filter(|token| token.range.start >= from);
    behind.find(|token| token.kind == TokenKind::Separator(Separator::Background)).map(|token| token.range.clone())
}

/// Where gunicorn is told to leave the foreground.
fn daemon(facts: &Facts<'_>, last: &Invocation<'_>) -> Option<Range<usize>> {
    let line = line(facts, last).filter(|line| line.tool == "gunicorn")?;
    line.options.iter().find(|option| option.name == "--daemon").map(|option| option.range.clone())
}

fn is_one_off(step: &Step<'_>) -> bool {
    programs(step).last().is_some_and(|last| one_off(step, last).is_some())
}

/// Where a command stands that does one thing and ends.
fn one_off(step: &Step<'_>, last: &Invocation<'_>) -> Option<Range<usize>> {
    let arguments = last.arguments;
    let is_script =
        base(&last.program.text).starts_with("python") && arguments.first().is_some_and(|word| base(&word.text) == "manage.py");
    let (program, rest) = if is_script { (arguments[0], &arguments[1..]) } else { (last.program, arguments) };
    let (_, commands) = ONE_OFF.iter().find(|(name, _)| *name == base(&program.text))?;
    let does = commands.is_empty() || rest.first().is_some_and(|word| commands.contains(&word.text.as_str()));
    let end = step.words.last()?.range.end;
    (does && step.until != Some(Separator::Pipe)).then_some(last.program.range.start..end)
}
