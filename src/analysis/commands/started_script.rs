//! A script of the project that a command starts, and what reads it.

use crate::project::Project;
use crate::project::path::base;
use crate::syntax::shell_command::Word;

use super::folders::path_from;
use super::invocation::{How, Invocation};

/// A shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shell {
    /// bash.
    Bash,
    /// `sh`, which is dash on the platforms.
    Posix,
}

/// What reads a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The program that its first line names, or the shell that started it if the line names none.
    FirstLine,
    /// A shell that is given its path.
    Argument,
    /// The shell that runs the command itself.
    Sourcing,
}

/// A script of the project that is started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartedScript {
    /// Its path, from the root of the project.
    pub path: String,
    /// As the command names it.
    pub named: Word,
    /// What reads it.
    pub by: By,
    /// The shell; only to be asked of a script for one.
    pub shell: Shell,
    /// What the shell calls the script in what it prints; none where that cannot be told.
    pub called: Option<String>,
    /// Whether the shell is told to end at the first command that fails.
    pub ends_at_errors: bool,
    /// The program that the first line names, as it stands there; none if it names none or is not asked.
    pub interpreter: Option<Interpreter>,
}

/// What stands behind `#!`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interpreter {
    /// The path; behind `/usr/bin/env`, the name.
    pub program: String,
    /// Whether `env` looks for it in `PATH`.
    pub is_searched: bool,
    /// What stands behind it.
    pub options: String,
}

impl StartedScript {
    /// The script that is started, if it is a file of the project.
    #[must_use]
    pub fn of(project: &Project, shell: Shell, invocation: &Invocation<'_>) -> Option<Self> {
        let name = invocation.program.text.as_str();
        let (by, word, options) = match (invocation.how, base(name)) {
            (How::Module, _) => return None,
            (_, "bash" | "sh" | "dash") => {
                let is_option = |word: &&&Word| word.text.starts_with(['-', '+']);
                let options: Vec<&str> =
                    invocation.arguments.iter().take_while(is_option).map(|word| word.text.as_str()).collect();
                // `-c` takes a command, `-o` another word.
                if options.iter().any(|option| option.contains(['c', 'o', 's'])) {
                    return None;
                }
                (By::Argument, *invocation.arguments.get(options.len())?, options.concat())
            }
            (_, "source") if shell == Shell::Posix => return None,
            (_, "source" | ".") => (By::Sourcing, *invocation.arguments.first()?, String::new()),
            _ if name.contains('/') => (By::FirstLine, invocation.program, String::new()),
            _ => return None,
        };
        let path = path_from(invocation.folder.as_deref(), &word.text)
            .filter(|path| !word.expands && word.is_closed && project.has(path))?;
        let text = project.text(&path).filter(|text| text.encoding.is_utf8())?;
        let interpreter = Interpreter::of(text.as_str()).filter(|_| by == By::FirstLine);
        let shell = match (by, &interpreter) {
            (By::Argument, _) => Shell::named(base(name)),
            (By::FirstLine, Some(interpreter)) => Shell::named(base(&interpreter.program)),
            _ => Some(shell),
        };
        let is_told = |options: &str| options.contains('e');
        Some(Self {
            ends_at_errors: is_told(&options) || interpreter.as_ref().is_some_and(|found| is_told(&found.options)),
            // `exec` makes the path a whole one.
            called: (invocation.how != How::Exec || by != By::FirstLine).then(|| word.text.clone()),
            path,
            named: word.clone(),
            by,
            shell: shell.unwrap_or(Shell::Bash),
            interpreter,
        })
    }

    /// Whether a shell reads it.
    #[must_use]
    pub fn is_shell(&self) -> bool {
        match &self.interpreter {
            Some(interpreter) => Shell::named(base(&interpreter.program)).is_some(),
            None => [".py", ".pyw"].iter().all(|ending| !self.path.ends_with(ending)),
        }
    }
}

impl Shell {
    fn named(name: &str) -> Option<Self> {
        match name {
            "bash" => Some(Self::Bash),
            "sh" | "dash" => Some(Self::Posix),
            _ => None,
        }
    }
}

impl Interpreter {
    /// The first line of a script.
    fn of(text: &str) -> Option<Self> {
        let line = text.lines().next()?.strip_prefix("#!")?.trim();
        let (program, rest) = line.split_once([' ', '\t']).unwrap_or((line, ""));
        let rest = rest.trim();
        if base(program) != "env" {
            return Some(Self { program: program.to_owned(), is_searched: false, options: rest.to_owned() });
        }
        let (program, options) = rest.strip_prefix("-S").unwrap_or(rest).trim().split_once(' ').unwrap_or((rest, ""));
        Some(Self { program: program.to_owned(), is_searched: true, options: options.to_owned() })
    }
}
