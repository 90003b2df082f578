//! PSH222: a backslash at the end of a line.

use crate::rules::prelude::*;
use std::ops::Range;

use crate::diagnostic::Safety;

use super::document::{Document, documents};
use super::effect::Effect;
use super::items::{Item, is_block_head};
use super::{EntryText, excerpt};

rule! {
    code: "PSH222",
    name: "line-continuation",
    severity: Warning,
    stage: Boot,
    fix: Unsafe,
    en: "A backslash at the end of a line of the Procfile, where it joins no lines",
    zh: "Procfile 行尾的反斜杠，它不会连接两行",
}

struct LineContinuation<'a> {
    name: &'a str,
    continued: &'a Continued,
    is_yaml: bool,
    /// What the platform starts.
    read: String,
}

/// A command with a backslash at the end of one of its lines.
pub(super) struct Continued {
    /// What becomes of the lines below; of the command where it is all that there is.
    effect: Effect,
    /// Whether lines below were meant to belong to the command.
    goes_on: bool,
    /// The edit that leaves the command in one line, and that command.
    joined: Option<(Range<usize>, String)>,
}

impl Message for LineContinuation<'_> {
    fn message(&self, language: Language) -> String {
        let name = excerpt(self.name);
        match self.continued.goes_on {
            true => say!(
                language,
                "The backslash behind the command of `{name}` does not join it with the next line",
                "`{name}` 的命令后面的反斜杠不会连接下一行"
            ),
            false => say!(language, "The command of `{name}` ends with a backslash", "`{name}` 的命令以反斜杠结尾"),
        }
    }

    fn detail(&self, language: Language) -> String {
        let (name, read) = (excerpt(self.name), excerpt(&self.read));
        let what = match (&self.continued.effect, self.continued.goes_on) {
            (_, false) => match language {
                En => "Nothing follows that it could join, so the shell hands the backslash to the program as one more argument."
                    .to_owned(),
                Zh => "后面没有可以连接的内容，shell 会把反斜杠作为多余的参数传给程序。".to_owned(),
            },
            (effect @ Effect::Rejected(_), true) => match language {
                En => {
                    format!("A command of a Procfile ends with its line. {}", effect.sentence(En))
                }
                Zh => format!("Procfile 中的命令到行尾为止。{}", effect.sentence(Zh)),
            },
            (_, true) if self.is_yaml => say!(
                language,
                "In YAML, a backslash at the end of a line does not join lines, but stays in the command. The platform starts `{read}`, where the shell takes the backslash, the space and what follows for one word.",
                "在 YAML 中，行尾的反斜杠不会连接两行，而是留在命令中。平台启动的是 `{read}`，shell 会把反斜杠、空格及其后的内容当作一个单词。"
            ),
            (effect, true) => match language {
                En => format!(
                    "Each line is an entry of its own here, so the platform starts `{read}`. Of the next line: {}",
                    effect.sentence(En)
                ),
                Zh => {
                    format!("这里每一行都是独立的条目，因此平台启动的是 `{read}`。至于下一行：{}", effect.sentence(Zh))
                }
            },
        };
        match &self.continued.joined {
            Some((_, joined)) => {
                say!(language, "{what} Write `{name}: {}`.", "{what}请写成 `{name}: {}`。", excerpt(joined))
            }
            None => say!(
                language,
                "{what} Write the whole command in one line, without a backslash.",
                "{what}请把整条命令写在一行，不要用反斜杠。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        match self.continued.goes_on {
            true => say!(language, "Write the command in one line", "把命令写在一行"),
            false => say!(language, "Take the backslash away", "去掉反斜杠"),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for document in documents(facts) {
        for (item, entry) in document.entries() {
            let Some(continued) = finds(&document, item, entry) else { continue };
            // The folded line of YAML is still started, with one odd argument.
            let is_harmless = !continued.goes_on || (document.is_yaml() && !continued.effect.is_rejected());
            let severity = if is_harmless { Severity::Warning } else { Severity::Error };
            let read = document.process(item).map(|process| process.command).unwrap_or_default();
            let message = LineContinuation { name: entry.name, continued: &continued, is_yaml: document.is_yaml(), read };
            let start = entry.tokens.command.start;
            let range = start..item.range().end.max(entry.tokens.command.end);
            let fix = match &continued.joined {
                Some((range, command)) => document.fix(Safety::Unsafe, [(range.clone(), command.clone())]),
                None => document.fix(Safety::Display, []),
            };
            let finding = document.finding(range, severity, &continued.effect, message).fix(fix);
            findings.add(if continued.effect.is_rejected() { finding } else { finding.stage(Stage::Boot) });
        }
    }
}

/// A backslash at the end of a line of a command, unless something reads it as it is meant: the shell within a block of
/// text of YAML, and YAML itself within quotes.
pub(super) fn finds(document: &Document<'_>, item: &Item<'_>, entry: &EntryText<'_>) -> Option<Continued> {
    let is_read = is_block_head(entry.command) || (document.is_yaml() && entry.command.starts_with('"'));
    if is_read || entry.command.is_empty() {
        return None;
    }
    let Some(below) = item.more.first() else { return dangling(document, item, entry) };
    let lines = [entry.tokens.command.clone()].into_iter().chain(item.more.iter().cloned());
    let has_backslash = lines.into_iter().any(|line| document.text[line].trim_end().ends_with('\\'));
    let effect = if document.is_yaml() { document.effect(item) } else { document.effect_of(below.clone(), None) };
    let joined = document.joined(item, entry).map(|joined| (entry.tokens.command.start..item.range().end, joined));
    has_backslash.then_some(Continued { effect, goes_on: true, joined })
}

/// A backslash behind which nothing stands that belongs to the command.
fn dangling(document: &Document<'_>, item: &Item<'_>, entry: &EntryText<'_>) -> Option<Continued> {
    let command = entry.command.strip_suffix('\\').filter(|command| command.ends_with([' ', '\t']))?.trim_end();
    let joined = (entry.tokens.command.clone(), command.to_owned());
    // What is misread for another reason has a rule of its own.
    let is_read = document.effect(item) == Effect::Kept && !command.is_empty();
    is_read.then_some(Continued { effect: Effect::Kept, goes_on: false, joined: Some(joined) })
}
