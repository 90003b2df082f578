//! PSH318: an option or variable for development in the command.

use crate::rules::prelude::*;
use std::ops::Range;

use crate::analysis::commands::command_line::CommandLine;
use crate::analysis::commands::pinned::line;
use crate::analysis::commands::start_command::{Step, invocations};

use super::in_command::{edit_or_show, found, with_blank};

rule! {
    code: "PSH318",
    name: "debug-flag",
    severity: Warning,
    stage: Run,
    fix: Unsafe,
    en: "An option or variable for development, such as `--reload` or `FLASK_DEBUG=1`",
    zh: "用于开发的选项或变量，例如 `--reload` 或 `FLASK_DEBUG=1`",
}

/// The program, its command, and its options for development.
const FLAGS: &[(&str, &str, &[&str])] = &[
    ("flask", "", &["--debug"]),
    ("flask", "run", &["--debug", "--debugger", "--reload"]),
    ("gunicorn", "", &["--reload"]),
    ("hypercorn", "", &["--debug", "--reload"]),
    ("sanic", "", &["--debug", "--dev", "--auto-reload"]),
    ("uvicorn", "", &["--debug", "--reload"]),
];
/// Variables for development, with the values that switch it on.
const VARIABLES: &[(&str, &[&str])] = &[
    ("FLASK_DEBUG", &["1", "true", "True", "on", "yes"]),
    ("FLASK_ENV", &["development"]),
    ("PYTHONASYNCIODEBUG", &["1"]),
    ("QUART_DEBUG", &["1", "true", "True"]),
];

struct DebugFlag {
    found: String,
    does: Does,
}

/// What is switched on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Does {
    Reload,
    Debug,
}

impl Message for DebugFlag {
    fn message(&self, language: Language) -> String {
        say!(language, "`{}` is meant for development", "`{}` 用于开发环境", self.found)
    }

    fn detail(&self, language: Language) -> String {
        let found = &self.found;
        match self.does {
            Does::Reload => say!(
                language,
                "It watches all files and restarts the server when one changes. Files do not change on the platform, so this costs memory and time and gains nothing. Take `{found}` away.",
                "它会监视所有文件，并在文件变化时重启服务器。平台上的文件不会变化，这只会占用内存和时间。请删除 `{found}`。"
            ),
            Does::Debug => say!(
                language,
                "It makes the application slower, and errors may show its code and variables to every visitor. Take `{found}` away.",
                "它会使应用变慢，而且出错时可能向所有访问者显示代码和变量。请删除 `{found}`。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Take `{}` away", "删除 `{}`", self.found)
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for start in facts.commands() {
        let steps = start.steps();
        let lines = steps.iter().flat_map(invocations).filter_map(|invocation| line(facts, &invocation));
        let flags: Vec<_> =
            lines.flat_map(|line| flags(&line)).chain(steps.iter().filter(|step| step.is_certain).flat_map(variables)).collect();
        for (flag, range, does) in flags {
            let whole = with_blank(&start.text, &range);
            let fix = edit_or_show(start, whole, Some(String::new()));
            findings.add(found(start, range, DebugFlag { found: flag, does }).fix(fix));
        }
    }
}

/// The options for development; those that stand in one word with others are left alone.
fn flags(line: &CommandLine<'_>) -> Vec<(String, Range<usize>, Does)> {
    let names =
        FLAGS.iter().filter(|(tool, command, _)| line.tool == *tool && (line.command_name() == *command || command.is_empty()));
    let names: Vec<&str> = names.flat_map(|(_, _, names)| names.iter().copied()).collect();
    let used = line.options.iter().filter(|option| names.contains(&option.name) && option.written.starts_with("--"));
    let refused = |range: &Range<usize>| line.faults.iter().any(|fault| fault.range == *range);
    let found = used.filter(|option| option.value.is_none() && !refused(&option.range)).map(|option| {
        let does = if option.name.contains("reload") { Does::Reload } else { Does::Debug };
        (option.written.clone(), option.range.clone(), does)
    });
    found.collect()
}

/// `FLASK_DEBUG=1` before a program, or behind `export`.
fn variables(step: &Step<'_>) -> Vec<(String, Range<usize>, Does)> {
    let leading = step.words.iter().take_while(|word| word.assignment().is_some() || is_carrier(&word.text)).count();
    let assigned = step.words.iter().enumerate().take(leading + 1).filter_map(|(at, word)| {
        let (name, value) = word.assignment()?;
        let is_on = VARIABLES.iter().any(|(variable, values)| *variable == name && values.contains(&value));
        // A command of nothing but this cannot be left empty.
        let has_more = step.words.len() > at + 1 || !step.words[..at].is_empty() && !is_carrier(&step.words[at - 1].text);
        (is_on && has_more).then(|| (word.text.clone(), word.range.clone(), Does::Debug))
    });
    assigned.collect()
}

fn is_carrier(word: &str) -> bool {
    matches!(word, "env" | "export" | "exec")
}
