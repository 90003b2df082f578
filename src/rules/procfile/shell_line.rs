//! PSH220: `heroku ps:scale web=1`.

use std::ops::Range;

use crate::analysis::procfile::items::{Item, ItemKind};
use crate::analysis::procfile::processes::Process;
use crate::analysis::procfile::terminal::{Lines, Purpose, TerminalCommand};

use super::prelude::*;

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
        match self.more {
            0 => say!(
                language,
                "`{line}` is a command for a terminal, not an entry of the Procfile",
                "`{line}` 是在终端执行的命令，不是 Procfile 条目"
            ),
            1 => say!(
                language,
                "`{line}` and the next line are commands for a terminal, not entries of the Procfile",
                "`{line}` 及其后的 1 行是在终端执行的命令，不是 Procfile 条目"
            ),
            more => say!(
                language,
                "`{line}` and the {more} lines below are commands for a terminal, not entries of the Procfile",
                "`{line}` 及其后的 {more} 行是在终端执行的命令，不是 Procfile 条目"
            ),
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

/// One such line.
struct Line<'f> {
    command: &'f TerminalCommand<'f>,
    range: Range<usize>,
    effect: &'f Effect,
}

impl<'f> Line<'f> {
    fn of(item: &'f Item<'f>, fault: &'f ItemFault<'f>) -> Option<Self> {
        let (ItemKind::Terminal(command), ItemFault::Terminal(effect)) = (&item.kind, fault) else { return None };
        Some(Self { command, range: item.line.clone(), effect })
    }

    fn is_like(&self, below: &Self) -> bool {
        let are_others = [self, below].iter().all(|line| line.command.purpose == Purpose::Other);
        are_others && self.effect.is_rejected() == below.effect.is_rejected()
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for procfile in &facts.procfiles {
        let document = &procfile.document;
        let web = document.entries().find(|(_, entry)| entry.name == WEB).map(|(_, entry)| entry.command);
        let lines = Lines::of(document.text);
        let own: Vec<&Process> = document.processes().iter().filter(|process| !lines.are_for_terminal(process)).collect();
        let kept = kept(document, &own);
        for run in procfile.runs(Line::of, Line::is_like) {
            let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
            let Line { command, range, effect } = first;
            let kept = kept.filter(|_| matches!(effect, Effect::Misread { .. }));
            // Where there is no other process, nothing is started at all.
            let is_serious = kept.is_some() || own.is_empty() || is_serious(document, command, effect);
            let severity = if is_serious { Severity::Error } else { Severity::Warning };
            let message = ShellLine { command, more: run.len() - 1, effect, web, kept };
            let finding = finding(document, range.start..last.range.end, severity, effect, message);
            findings.add(finding.fix(FixBuilder::display()));
        }
    }
}

/// The process that would start as the only one, had the platform made no other of such lines.
fn kept<'d>(document: &Document<'_>, own: &[&'d Process]) -> Option<&'d str> {
    let [first] = own else { return None };
    let is_stopped = document.processes().len() > 1 && first.name != WEB && document.platform.procfile.starts_sole_process();
    is_stopped.then_some(first.name.as_str())
}

/// Whether the build stops, or the web is not served.
fn is_serious(document: &Document<'_>, command: &TerminalCommand<'_>, effect: &Effect) -> bool {
    let is_web = |entry: &str| entry.split_once(':').is_some_and(|(name, _)| name.trim() == WEB);
    let is_lost = matches!(command.purpose, Purpose::Write(entry) if is_web(entry)) && !document.has_web();
    let is_started = effect.is_misread_as(WEB);
    effect.is_rejected() || is_lost || is_started
}
