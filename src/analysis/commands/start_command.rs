//! The commands that a shell reads for a process: that of the Procfile, and the scripts behind it.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::analysis::procfile::processes::{PROCFILE, Process, ProcfileInForce, Source, WEB};
use crate::analysis::procfile::terminal::Lines;
use crate::platform::Platform;
use crate::project::Project;
use crate::project::path::folder;
use crate::syntax::shell_command::{Separator, ShellCommand};

use super::folders::is_home_root;
use super::proxies::have_proxy;
use super::started_script::{Shell, StartedScript};
use super::steps::{Beginning, ScriptBeginning, steps};

pub use super::invocation::{How, Invocation, invocations, programs, simple_commands};
pub use super::steps::Step;

/// Commands that write no file of the project.
const HARMLESS: &[&str] = &[
    "cd", "export", "echo", "sleep", "set", "source", "true", "printenv", "env", "ls", "pwd", "wait", "[", "[[", "test", ":",
    "exit", "printf", "shift", "trap", "ulimit", "umask", "unset",
];

/// How many scripts are followed, one after another.
const LONGEST_CHAIN: usize = 100;

/// A command that a shell reads for a process: the one of the Procfile, or a script that this surely comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartCommand {
    /// The process.
    pub process: Process,
    /// What the shell reads.
    pub text: String,
    /// The same, cut into words.
    pub command: ShellCommand,
    /// The file of the project that holds it; none where it is set on the platform or written there.
    pub file: Option<String>,
    /// Whether it stands in the file as the shell gets it; a quoted value of YAML does not.
    pub is_literal: bool,
    /// Where it stands there.
    range: Range<usize>,
    /// How the script was started; none for the command of the Procfile.
    pub script: Option<ScriptStart>,
    beginning: Beginning,
}

/// How a script is started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScriptStart {
    /// The script.
    pub script: StartedScript,
    /// Whether a command before it may have written files.
    pub is_prepared: bool,
    /// The texts of the commands that lead to it.
    pub callers: String,
}

impl StartCommand {
    /// The commands that the platform starts, each with the scripts that it surely comes to. A script that several processes
    /// start is there once, for the one that serves the web if that is among them.
    #[must_use]
    pub fn all(project: &Project, platform: &Platform, procfile: &ProcfileInForce) -> Vec<Self> {
        // What stands behind a backslash at its end is not known here, and has a rule of its own.
        let is_cut_off = |process: &Process| process.command.ends_with('\\');
        let lines = Lines::in_force(procfile);
        let started = procfile.started().into_iter();
        let whole = started.filter(|process| !is_cut_off(process) && !lines.are_for_terminal(process));
        let mut found: Vec<Self> = whole.map(|process| Self::of(process, procfile, is_home_root(platform))).collect();
        let mut scripts: Vec<Self> = vec![];
        let mut known = BTreeSet::new();
        let (web, others): (Vec<&Self>, Vec<&Self>) = found.iter().partition(|start| start.process.name == WEB);
        for start in web.into_iter().chain(others) {
            let mut next = if start.has_proxy() { None } else { start.next(project) };
            // Each script holds the commands of all that lead to it.
            for _ in 0..LONGEST_CHAIN {
                let Some(script) = next.filter(|script| known.insert(script.file.clone())) else { break };
                next = if script.has_proxy() { None } else { script.next(project) };
                scripts.push(script);
            }
        }
        found.extend(scripts);
        found
    }

    /// The command of a process.
    #[must_use]
    pub fn of(process: &Process, procfile: &ProcfileInForce, is_home_root: bool) -> Self {
        let text = procfile.text.as_deref().unwrap_or_default();
        Self {
            process: process.clone(),
            text: process.command.clone(),
            command: ShellCommand::parse(&process.command),
            file: (procfile.source == Source::File).then(|| PROCFILE.to_owned()),
            is_literal: text.get(process.range.clone()) == Some(process.command.as_str()),
            range: process.range.clone(),
            script: None,
            beginning: Beginning { folder: Some(String::new()), is_home_root, script: None },
        }
    }

    /// The script that the last thing which surely runs is; none where that is another program, or a proxy stands before it.
    #[must_use]
    pub fn next(&self, project: &Project) -> Option<Self> {
        let steps = self.steps();
        let (at, step) = steps.iter().enumerate().next_back().filter(|(_, step)| step.until != Some(Separator::Background))?;
        let invocation = invocations(step).pop().filter(|last| last.how != How::Managed && !last.is_fallback)?;
        let script = StartedScript::of(project, self.shell(), &invocation).filter(StartedScript::is_shell)?;
        let text = project.text(&script.path)?.as_str().to_owned();
        if text.contains('\r') {
            return None;
        }
        let own = ScriptBeginning { folder: folder(&script.path).to_owned(), ends_at_errors: script.ends_at_errors };
        Some(Self {
            process: self.process.clone(),
            command: ShellCommand::parse(&text),
            file: Some(script.path.clone()),
            is_literal: true,
            range: 0..text.len(),
            beginning: Beginning {
                folder: invocation.folder.clone(),
                is_home_root: self.beginning.is_home_root,
                script: Some(own),
            },
            script: Some(ScriptStart {
                script,
                is_prepared: self.is_prepared() || writes_files(&steps[..at]),
                callers: [self.callers(), &self.text, "\n"].concat(),
            }),
            text,
        })
    }

    /// The simple commands, up to the one behind which none can come.
    #[must_use]
    pub fn steps(&self) -> Vec<Step<'_>> {
        steps(&self.command, &self.beginning)
    }

    /// Whether a program of the command hands requests on to a server behind it.
    #[must_use]
    pub fn has_proxy(&self) -> bool {
        have_proxy(&self.steps())
    }

    /// Whether a command before all of this may have written files.
    #[must_use]
    pub fn is_prepared(&self) -> bool {
        self.script.as_ref().is_some_and(|start| start.is_prepared)
    }

    fn callers(&self) -> &str {
        self.script.as_ref().map_or("", |start| &start.callers)
    }

    /// Whether a text stands in it, or in a command that leads to it.
    #[must_use]
    pub fn mentions(&self, text: &str) -> bool {
        self.text.contains(text) || self.callers().contains(text)
    }

    /// Whether a command that leads to it may set a variable of this name.
    #[must_use]
    pub fn may_inherit(&self, name: &str) -> bool {
        self.callers().contains(name)
    }

    /// The shell that reads it.
    #[must_use]
    pub fn shell(&self) -> Shell {
        self.script.as_ref().map_or(Shell::Bash, |start| start.script.shell)
    }

    /// Where a part of the command stands in its file; the whole command if that cannot be told.
    #[must_use]
    pub fn place(&self, part: Range<usize>) -> Range<usize> {
        let range = &self.range;
        if self.is_literal { range.start + part.start..range.start + part.end } else { range.clone() }
    }
}

/// Whether commands may write files of the project.
#[must_use]
pub fn writes_files(steps: &[Step<'_>]) -> bool {
    let programs = steps.iter().filter_map(|step| step.words.iter().find(|word| word.assignment().is_none()));
    programs.into_iter().any(|program| !HARMLESS.contains(&program.text.as_str()))
}
