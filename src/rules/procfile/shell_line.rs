//! PSH220: `heroku ps:scale web=1`.

use crate::rules::prelude::*;
use std::ops::Range;

use crate::analysis::procfile::terminal::{Purpose, TerminalCommand, is_terminal_line};
use crate::diagnostic::Safety;

use super::document::{Document, documents};
use super::effect::Effect;
use super::excerpt;
use super::items::{Item, Kind};

rule! {
    code: "PSH220",
    name: "shell-line",
    severity: Error,
    stage: Release,
    fix: Display,
    en: "A command for a terminal where the Procfile has its entries",
    zh: "Procfile 中写了应在终端执行的命令",
}

struct ShellLine<'a> {
    command: &'a TerminalCommand<'a>,
    /// How many such lines follow.
    more: usize,
    effect: &'a Effect,
    /// The command of `web`, if there is one.
    web: Option<&'a str>,
    /// The process that would start as the only one without such lines.
    kept: Option<&'a str>,
}

impl ShellLine<'_> {
    /// The entry to write instead of the line, or of the one of `web`.
    fn entry(&self) -> Option<String> {
        match (&self.command.purpose, self.web) {
            (Purpose::Write(entry), _) => Some((*entry).to_owned()),
            (Purpose::Variable(variable), Some(web)) => Some(format!("{WEB}: {variable} {web}")),
            (Purpose::Step, Some(web)) => Some(format!("{WEB}: {} && {web}", self.command.text)),
            _ => None,
        }
    }

    fn edit(&self, language: Language) -> String {
        match (&self.command.purpose, self.entry()) {
            (Purpose::Write(_), Some(entry)) => say!(
                language,
                "The file has to hold what the command was to write: put `{entry}` in its place.",
                "文件中应当写的是该命令要写入的内容：请把这一行换成 `{entry}`。"
            ),
            (Purpose::Variable(_), Some(entry)) => say!(
                language,
                "Set the variable on the platform, or write `{entry}`, and delete the line.",
                "请在平台上设置该变量，或写成 `{entry}`，然后删除这一行。"
            ),
            (Purpose::Variable(_), None) => {
                say!(language, "Set the variable on the platform, and delete the line.", "请在平台上设置该变量，然后删除这一行。")
            }
            (Purpose::Step, Some(entry)) => say!(
                language,
                "If it has to run at every start, write `{entry}`; delete the line in any case.",
                "如果每次启动都要执行它，请写成 `{entry}`；无论如何都请删除这一行。"
            ),
            (_, _) if self.more > 0 => say!(
                language,
                "Run them in a terminal if that is still to be done, and delete the lines.",
                "如果仍需执行这些命令，请在终端中执行，并删除这些行。"
            ),
            (_, _) => say!(
                language,
                "Run it in a terminal if that is still to be done, and delete the line.",
                "如果仍需执行它，请在终端中执行，并删除这一行。"
            ),
        }
    }
}

impl Message for ShellLine<'_> {
    fn message(&self, language: Language) -> String {
        let line = excerpt(self.command.text);
        match (self.more, language) {
            (0, En) => format!("`{line}` is a command for a terminal, not an entry of the Procfile"),
            (0, Zh) => format!("`{line}` 是在终端执行的命令，不是 Procfile 条目"),
            (1, En) => format!("`{line}` and the next line are commands for a terminal, not entries of the Procfile"),
            (more, En) => format!("`{line}` and the {more} lines below are commands for a terminal, not entries of the Procfile"),
            (more, Zh) => format!("`{line}` 及其后的 {more} 行是在终端执行的命令，不是 Procfile 条目"),
        }
    }

    fn detail(&self, language: Language) -> String {
        let effect = match (self.effect, self.more) {
            (Effect::Rejected(_), _) | (_, 0) => self.effect.sentence(language),
            (_, _) => say!(
                language,
                "The platform drops such a line without a word, or takes its first word for the name of a process.",
                "平台会不加提示地丢弃这样的行，或把第一个单词当作进程名称。"
            ),
        };
        let effect = match self.kept {
            Some(name) => say!(
                language,
                "{effect} Without it, `{name}` would start as the only process; so nothing starts.",
                "{effect}没有这一行，`{name}` 会作为唯一的进程启动；现在什么也不会启动。"
            ),
            None => effect,
        };
        let edit = self.edit(language);
        say!(
            language,
            "A Procfile lists processes, each as a name, a colon and a command; nothing carries its lines out one by one. {effect} {edit}",
            "Procfile 列出的是进程，每行为名称、冒号和命令；平台不会逐行执行它。{effect}{edit}"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        match (&self.command.purpose, self.entry()) {
            (Purpose::Write(_), Some(entry)) => {
                say!(language, "Write `{entry}` in place of the line", "把这一行换成 `{entry}`")
            }
            (_, _) if self.more > 0 => say!(language, "Delete the lines", "删除这些行"),
            (_, _) => say!(language, "Delete the line", "删除这一行"),
        }
    }
}

/// One or several lines that follow each other and come to the same.
struct Lines<'i, 'd> {
    command: &'i TerminalCommand<'d>,
    range: Range<usize>,
    more: usize,
    effect: Effect,
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for document in documents(facts) {
        let web = document.entries().find(|(_, entry)| entry.name == WEB).map(|(_, entry)| entry.command);
        for Lines { command, range, more, effect } in all(&document) {
            let kept = kept(&document).filter(|_| matches!(effect, Effect::Misread { .. }));
            let is_serious = kept.is_some() || is_serious(&document, command, &effect);
            let severity = if is_serious { Severity::Error } else { Severity::Warning };
            let message = ShellLine { command, more, effect: &effect, web, kept };
            let fix = document.fix(Safety::Display, []);
            findings.add(document.finding(range, severity, &effect, message).fix(fix));
        }
    }
}

/// All such lines, put together where they follow each other.
fn all<'i, 'd>(document: &'i Document<'d>) -> Vec<Lines<'i, 'd>> {
    let mut all: Vec<Lines<'i, 'd>> = vec![];
    let mut is_next = false;
    for item in document.items() {
        let Kind::Terminal(command) = &item.kind else {
            is_next = false;
            continue;
        };
        let effect = effect(document, item);
        let is_like = |above: &&mut Lines<'_, '_>| {
            let others = [above.command, command].iter().all(|command| command.purpose == Purpose::Other);
            others && above.effect.is_rejected() == effect.is_rejected()
        };
        match all.last_mut().filter(|_| is_next).filter(is_like) {
            Some(above) => {
                above.range.end = item.line.end;
                above.more += 1;
            }
            None => all.push(Lines { command, range: item.line.clone(), more: 0, effect }),
        }
        is_next = true;
    }
    all
}

/// What becomes of the line; a process that a later entry takes the name of is lost.
fn effect(document: &Document<'_>, item: &Item<'_>) -> Effect {
    match document.effect(item) {
        Effect::Misread { name, .. } if name == WEB && !starts_web(document, item) => Effect::Dropped,
        effect => effect,
    }
}

fn starts_web(document: &Document<'_>, item: &Item<'_>) -> bool {
    let processes = document.reading.as_deref().unwrap_or_default();
    processes.iter().any(|process| process.name == WEB && item.line.contains(&process.range.start))
}

/// The process that would start as the only one, had the platform made no other of such lines.
fn kept<'d>(document: &'d Document<'_>) -> Option<&'d str> {
    let processes = document.reading.as_deref().unwrap_or_default();
    let mut own = processes.iter().filter(|process| !is_terminal_line(document.text, process));
    let first = own.next().filter(|_| own.next().is_none())?;
    let is_stopped = processes.len() > 1 && first.name != WEB && document.platform.procfile.starts_sole_process();
    is_stopped.then_some(first.name.as_str())
}

/// Whether the build stops, the web is not served, or nothing is started at all.
fn is_serious(document: &Document<'_>, command: &TerminalCommand<'_>, effect: &Effect) -> bool {
    let processes = document.reading.as_deref().unwrap_or_default();
    let is_web = |entry: &str| entry.split_once(':').is_some_and(|(name, _)| name.trim() == WEB);
    let is_lost = matches!(command.purpose, Purpose::Write(entry) if is_web(entry)) && !document.has_web();
    let is_started = matches!(effect, Effect::Misread { name, .. } if name == WEB);
    let is_all = processes.iter().all(|process| is_terminal_line(document.text, process));
    effect.is_rejected() || is_lost || is_started || is_all
}
