//! What keeps a script from being read as it is meant: lines that end as on Windows, and a first line that names no program of
//! the platform.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::analysis::Facts;
use crate::project::path::base;

use super::doubt::has_hooks;
use super::start_command::{How, Invocation, StartCommand, invocations};
use super::started_script::{Interpreter, Shell, StartedScript};

/// Shells that no platform has.
const FOREIGN_SHELLS: &[&str] = &["zsh", "fish", "ksh", "csh", "tcsh"];
/// Folders that hold programs on machines of users alone.
const FOREIGN_FOLDERS: &[&str] = &["/usr/local/bin/", "/opt/", "/home/", "/Users/"];
/// Words that a shell looks for at the end of a line to know what belongs together.
const STRUCTURE: &[&str] = &["then", "do", "else", "fi", "done", "esac", "in", "{", "}"];

/// What is wrong with a started script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScriptFault {
    /// The first line names a program with a carriage return in its name.
    CarriageReturnInFirstLine,
    /// The shell takes carriage returns as parts of words.
    CarriageReturns {
        /// Whether the script surely fails of it.
        is_sure: bool,
    },
    /// The platform does not have the program that the first line names.
    NoInterpreter(Interpreter),
}

/// A script that is not read as it is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaultyScript<'f> {
    /// The command that starts it.
    pub start: &'f StartCommand,
    /// The script.
    pub script: StartedScript,
    /// Where the command names it.
    pub at: usize,
    /// How it is started there.
    pub how: How,
    /// What is wrong.
    pub fault: ScriptFault,
    /// Where that stands in the script.
    pub range: Range<usize>,
}

/// All scripts that are surely started and not read as they are meant, each once. Of one that something may write anew before,
/// nothing is known.
#[must_use]
pub fn faulty_scripts<'f>(facts: &'f Facts<'_>) -> Vec<FaultyScript<'f>> {
    let (mut found, mut told) = (vec![], BTreeSet::new());
    if has_hooks(facts.project) {
        return found;
    }
    for start in facts.commands().iter().filter(|start| !rewrites(start)) {
        for invocation in start.steps().iter().flat_map(invocations).filter(|invocation| !invocation.is_fallback) {
            let Some(faulty) = faulty(facts, start, &invocation) else { continue };
            if told.insert(faulty.script.path.clone()) {
                found.push(faulty);
            }
        }
    }
    found
}

fn rewrites(start: &StartCommand) -> bool {
    ["dos2unix", "sed -i", "tr -d"].iter().any(|command| start.mentions(command))
}

fn faulty<'f>(facts: &Facts<'_>, start: &'f StartCommand, invocation: &Invocation<'_>) -> Option<FaultyScript<'f>> {
    let script = StartedScript::of(facts.project, start.shell(), invocation)?;
    let text = facts.project.text(&script.path)?;
    let (fault, range) = fault(facts, &script, text.as_str())?;
    Some(FaultyScript { start, at: invocation.program.range.start, how: invocation.how, script, fault, range })
}

fn fault(facts: &Facts<'_>, script: &StartedScript, text: &str) -> Option<(ScriptFault, Range<usize>)> {
    let first = text.find('\n').unwrap_or(text.len());
    if let Some(interpreter) = &script.interpreter {
        if text[..first].ends_with('\r') {
            return is_kept(facts, &script.path).then_some((ScriptFault::CarriageReturnInFirstLine, 0..first - 1));
        }
        let end = text[..first].trim_end().len();
        // Packages of the system come by this file.
        let is_missing = is_foreign(interpreter) && !facts.project.has("Aptfile");
        return is_missing.then(|| (ScriptFault::NoInterpreter(interpreter.clone()), 0..end));
    }
    let (is_sure, range) = carriage_return(text, script.shell).filter(|_| script.is_shell() && is_kept(facts, &script.path))?;
    Some((ScriptFault::CarriageReturns { is_sure }, range))
}

/// Whether the platform surely lacks a program.
fn is_foreign(interpreter: &Interpreter) -> bool {
    let program = interpreter.program.as_str();
    let is_elsewhere = !interpreter.is_searched && FOREIGN_FOLDERS.iter().any(|folder| program.starts_with(folder));
    is_elsewhere || FOREIGN_SHELLS.contains(&base(program))
}

/// Whether git keeps the carriage returns of a file: where `.gitattributes` calls it a text, it may not.
fn is_kept(facts: &Facts<'_>, path: &str) -> bool {
    let cleaned = facts.once(0, || Cleaned::of(facts));
    let name = base(path);
    !cleaned.names.contains(name) && !cleaned.endings.iter().any(|ending| name.ends_with(ending))
}

/// The files of which `.gitattributes` says that they are texts.
#[derive(Default)]
struct Cleaned {
    names: BTreeSet<String>,
    /// How their names end.
    endings: BTreeSet<String>,
}

impl Cleaned {
    fn of(facts: &Facts<'_>) -> Self {
        let Some(text) = facts.project.text(".gitattributes") else { return Self::default() };
        let pattern = |line: &str| {
            let mut words = line.split_whitespace();
            let pattern = words.next()?.to_owned();
            words.any(|word| word.starts_with("text") || word == "eol=lf").then_some(pattern)
        };
        let mut cleaned = Self::default();
        for pattern in text.as_str().lines().filter_map(pattern) {
            // `**/*.sh` is about the same names as `*.sh`, wherever they lie.
            match base(&pattern).strip_prefix('*') {
                Some(ending) => cleaned.endings.insert(ending.to_owned()),
                None => cleaned.names.insert(base(&pattern).to_owned()),
            };
        }
        cleaned
    }
}

/// The line with a carriage return of which the script fails, or else the first in which one belongs to a word.
fn carriage_return(text: &str, shell: Shell) -> Option<(bool, Range<usize>)> {
    let mut at = 0;
    let mut lines = vec![];
    for line in text.split_inclusive('\n') {
        let command = line.trim_end_matches('\n');
        let content = command.trim();
        if !content.is_empty() && !content.starts_with('#') {
            lines.push((content, at..at + command.trim_end().len(), command.ends_with('\r')));
        }
        at += line.len();
    }
    let last = lines.len().checked_sub(1)?;
    let is_broken = |at: usize, content: &str| {
        let words: Vec<&str> = content.split_whitespace().collect();
        let word = words.last().copied().unwrap_or_default();
        let is_value = words.len() > 1 && words[words.len() - 2].starts_with('-') || word.starts_with('-') && word.contains('=');
        // dash ends when `set` refuses its options.
        STRUCTURE.contains(&word) || (at == last && !is_value) || (shell == Shell::Posix && words[0] == "set")
    };
    let mut ends = lines.iter().enumerate().filter(|(_, (.., has_it))| *has_it);
    let sure = ends.clone().find(|(at, (content, ..))| is_broken(*at, content));
    let is_sure = sure.is_some();
    sure.or_else(|| ends.next()).map(|(_, (_, range, _))| (is_sure, range.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each was tried with bash 5.2 and dash 0.5.12.
    #[test]
    fn a_carriage_return_at_the_end_of_a_word_counts() {
        let found = |text: &str| carriage_return(text, Shell::Bash).map(|(is_sure, range)| (is_sure, text[range].to_owned()));
        let sure = |line: &str| Some((true, line.to_owned()));
        assert_eq!(found("#!/bin/bash\r\n\r\nexec gunicorn a:b\r\n"), sure("exec gunicorn a:b"));
        assert_eq!(found("if true; then\r\n  a\r\nfi\r\n"), sure("if true; then"));
        assert_eq!(found("a\r\nexec gunicorn a:b --log-file -\r\n"), Some((false, "a".to_owned())));
        assert_eq!(found("#!/bin/bash\r\n# a\r\nexec gunicorn a:b"), None);
        assert_eq!(found("set -e\r\nexec gunicorn a:b\n"), Some((false, "set -e".to_owned())));
        assert_eq!(carriage_return("set -e\r\nexec gunicorn a:b\n", Shell::Posix).map(|(is_sure, _)| is_sure), Some(true));
    }
}
