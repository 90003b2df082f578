//! PSH217: what is no entry, and nothing that a more specific rule knows.

use crate::rules::prelude::*;
use std::ops::Range;

use crate::analysis::procfile::processes::Process;
use crate::diagnostic::Safety;
use crate::platform::Dialect;

use super::document::{Document, documents};
use super::effect::{Effect, Refusal};
use super::items::{Item, Kind, WordsText};
use super::{EntryText, excerpt, has_spoken, is_explained, is_program, line_continuation};

rule! {
    code: "PSH217",
    name: "unparsable-line",
    severity: Error,
    stage: Release,
    fix: Unsafe,
    en: "A line of the Procfile that the platform rejects, drops or misreads",
    zh: "Procfile 中被平台拒绝、丢弃或误读的一行",
}

struct UnparsableLine<'a> {
    line: &'a str,
    /// How many lines there are after it.
    more: usize,
    effect: &'a Effect,
    cause: Cause,
}

/// What the line most likely is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cause {
    /// A start command without a name.
    Command,
    /// A start command without a name, which the platform gives it.
    NamedCommand,
    /// A carriage return that ends no line here.
    CarriageReturn,
    /// Blanks at the end of the text.
    LastBlanks,
    /// An item of a YAML list.
    ListItem,
    /// The rest of the command above.
    Continuation,
    /// Behind the end of the only YAML document that is read.
    SecondDocument,
    /// Something else.
    Unknown,
}

impl Message for UnparsableLine<'_> {
    fn message(&self, language: Language) -> String {
        let line = excerpt(self.line);
        match (self.cause, self.more, language) {
            (Cause::CarriageReturn, _, En) => format!("`{line}` holds a carriage return that ends no line"),
            (Cause::CarriageReturn, _, Zh) => format!("`{line}` 中有不能表示换行的回车符"),
            (Cause::LastBlanks, _, En) => "The last line consists of blanks and has no line end".to_owned(),
            (Cause::LastBlanks, _, Zh) => "最后一行只有空白，且没有换行符".to_owned(),
            (Cause::Command | Cause::NamedCommand, 0, En) => format!("`{line}` has no process name before it"),
            (Cause::Command | Cause::NamedCommand, 0, Zh) => format!("`{line}` 前面没有进程名称"),
            (Cause::Continuation, _, En) => format!("The command above does not go on with `{line}`"),
            (Cause::Continuation, _, Zh) => format!("`{line}` 不会接在上面的命令之后"),
            (Cause::SecondDocument, _, En) => format!("`{line}` stands behind the end of the YAML document"),
            (Cause::SecondDocument, _, Zh) => format!("`{line}` 位于 YAML 文档结束之后"),
            (_, 0, En) => format!("`{line}` is no entry of a Procfile"),
            (_, 0, Zh) => format!("`{line}` 不是 Procfile 条目"),
            (_, 1, En) => format!("`{line}` and the next line are no entries of a Procfile"),
            (_, more, En) => format!("`{line}` and the {more} lines below are no entries of a Procfile"),
            (_, more, Zh) => format!("`{line}` 及其后的 {more} 行不是 Procfile 条目"),
        }
    }

    fn detail(&self, language: Language) -> String {
        let effect = match (self.effect, self.more, language) {
            _ if self.cause == Cause::NamedCommand => String::new(),
            (Effect::Rejected(_) | Effect::Folded { .. }, _, _) | (_, 0, _) => self.effect.sentence(language),
            (_, _, En) => {
                "The platform drops such a line without a word, or takes its first word for the name of a process.".to_owned()
            }
            (_, _, Zh) => "平台会不加提示地丢弃这样的行，或把第一个单词当作进程名称。".to_owned(),
        };
        let edit = match self.cause {
            Cause::Command => say!(
                language,
                "If it is the command that serves the web, write `web: {}`.",
                "如果这是提供网页服务的命令，请写成 `web: {}`。",
                excerpt(self.line)
            ),
            Cause::NamedCommand => say!(
                language,
                "The platform puts `web: ` before a Procfile that does not begin with `web:`, so this starts; other platforms drop the line or refuse the file. Write `web: {}`.",
                "如果 Procfile 不以 `web:` 开头，平台会在最前面加上 `web: `，因此仍能启动；其他平台会丢弃这一行或拒绝整个文件。请写成 `web: {}`。",
                excerpt(self.line)
            ),
            Cause::CarriageReturn => say!(
                language,
                "Here only a line feed, alone or behind a carriage return, ends a line. Save the file with line feeds.",
                "在这里，只有换行符（前面可以有回车符）表示一行结束。请用换行符保存文件。"
            ),
            Cause::LastBlanks => say!(language, "Take the blanks away, or end the line.", "请删除这些空白，或在行尾加上换行符。"),
            Cause::ListItem => say!(language, "A Procfile is no list: take the `- ` away.", "Procfile 不是列表：请去掉 `- `。"),
            Cause::Continuation => say!(
                language,
                "Each line is an entry of its own here, and the command ends with its line. Write the whole command in one line.",
                "这里每一行都是独立的条目，命令到行尾为止。请把整条命令写在一行。"
            ),
            Cause::SecondDocument => say!(
                language,
                "A line `---` or `...` ends the document, and only the first one is read. Take that line away.",
                "`---` 或 `...` 这样的行会结束一个文档，而平台只读取第一个。请删除该行。"
            ),
            Cause::Unknown => say!(
                language,
                "An entry is a name, a colon, a space and a command, such as `web: gunicorn app:app`. Put `#` before a line that is to be left out, or delete it.",
                "条目由名称、冒号、空格和命令组成，例如 `web: gunicorn app:app`。不需要的行请在开头加 `#` 或删除。"
            ),
        };
        match language {
            En => format!("{effect} {edit}").trim_start().to_owned(),
            Zh => format!("{effect}{edit}"),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        match self.cause {
            Cause::CarriageReturn => say!(language, "End the lines with line feeds", "用换行符结束各行"),
            Cause::LastBlanks => say!(language, "Take the blanks at the end away", "删除末尾的空白"),
            Cause::Command | Cause::NamedCommand => say!(language, "Put `web: ` before the command", "在命令前加上 `web: `"),
            Cause::ListItem => say!(language, "Take the `- ` away", "去掉 `- `"),
            Cause::Continuation => say!(language, "Write the command in one line", "把命令写在一行"),
            Cause::SecondDocument => say!(language, "Take the line that ends the document away", "删除结束文档的那一行"),
            Cause::Unknown => {
                say!(language, "Put `#` before what is no entry, or delete it", "在不是条目的行前加 `#`，或删除这些行")
            }
        }
    }
}

/// One or several lines that follow each other and come to the same.
struct Junk<'a> {
    range: Range<usize>,
    lines: usize,
    effect: Effect,
    cause: Cause,
    edits: Vec<(Range<usize>, String)>,
    text: &'a str,
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for document in documents(facts) {
        for junk in all(&document).into_iter().chain(unexplained(&document)) {
            let severity = match junk.cause {
                Cause::NamedCommand => Severity::Info,
                _ if is_serious(&document, &junk) => Severity::Error,
                _ => Severity::Warning,
            };
            let message = UnparsableLine { line: junk.text, more: junk.lines - 1, effect: &junk.effect, cause: junk.cause };
            let safety = if junk.edits.is_empty() { Safety::Display } else { Safety::Unsafe };
            let fix = document.fix(safety, junk.edits);
            findings.add(document.finding(junk.range, severity, &junk.effect, message).fix(fix));
        }
    }
}

/// Whether the build stops, or the web is not served or with a part of its command only.
fn is_serious(document: &Document<'_>, junk: &Junk<'_>) -> bool {
    let word = junk.text.split(|char: char| !char.is_ascii_alphanumeric()).next().unwrap_or_default();
    let is_web = word.eq_ignore_ascii_case(WEB) && !document.has_web();
    let replaces_web = matches!(&junk.effect, Effect::Misread { name, .. } if name == WEB) && is_started(document, junk);
    is_web
        || replaces_web
        || junk.effect.is_rejected()
        || matches!(junk.cause, Cause::Command | Cause::ListItem | Cause::Continuation | Cause::CarriageReturn)
}

/// Whether the platform starts what it reads there, and no later entry of the same name.
fn is_started(document: &Document<'_>, junk: &Junk<'_>) -> bool {
    let processes = document.reading.as_deref().unwrap_or_default();
    processes.iter().any(|process| process.name == WEB && junk.range.contains(&process.range.start))
}

/// What a strict parser stops at, though no line of it looks wrong.
fn unexplained<'d>(document: &Document<'d>) -> Option<Junk<'d>> {
    let rejection = document.reading.as_ref().err().filter(|_| document.dialect() == Dialect::HerokuCnb)?;
    if has_spoken(document) {
        return None;
    }
    let range = rejection.range.clone();
    let effect = Effect::Rejected(Refusal::Grammar);
    let text = document.text[range.clone()].trim();
    last_blanks(document).or(Some(Junk { range, lines: 1, effect, cause: Cause::Unknown, edits: vec![], text }))
}

/// Blanks at the end of a text, where the parser wants a line end behind them.
fn last_blanks<'d>(document: &Document<'d>) -> Option<Junk<'d>> {
    let end = document.text.trim_end_matches([' ', '\t']);
    let range = end.len()..document.text.len();
    let (effect, edits) = (Effect::Rejected(Refusal::Grammar), vec![(range.clone(), String::new())]);
    let is_refused = document.accepts(end) && !range.is_empty();
    is_refused.then_some(Junk { range, lines: 1, effect, cause: Cause::LastBlanks, edits, text: "" })
}

/// All such lines, put together where they follow each other.
fn all<'d>(document: &Document<'d>) -> Vec<Junk<'d>> {
    let mut all: Vec<Junk<'d>> = vec![];
    let mut is_next = false;
    for item in document.items() {
        let junk = junk(document, item);
        let was_next = std::mem::replace(&mut is_next, junk.is_some());
        let Some(junk) = junk else { continue };
        match all.last_mut().filter(|above| was_next && above.is_like(&junk)) {
            Some(above) => above.add(junk),
            None => all.push(junk),
        }
    }
    all
}

impl Junk<'_> {
    /// A command without a name is meant to be an entry, and so stands alone.
    fn is_like(&self, below: &Self) -> bool {
        let rejected = |junk: &Self| junk.effect.is_rejected();
        self.cause == below.cause && self.cause != Cause::Command && rejected(self) == rejected(below)
    }

    fn add(&mut self, below: Self) {
        self.range.end = below.range.end;
        self.lines += below.lines;
        self.edits.extend(below.edits);
    }
}

fn junk<'d>(document: &Document<'d>, item: &Item<'d>) -> Option<Junk<'d>> {
    match &item.kind {
        Kind::ForeignComment | Kind::Terminal(_) => None,
        Kind::Entry(entry) => carriage_return(document, item)
            .or_else(|| continuation(document, item, entry))
            .or_else(|| entry_junk(document, item, entry)),
        Kind::Words(words) if is_explained(document, item) || (document.is_yaml() && is_list_item(words)) => None,
        Kind::Words(words) => Some(words_junk(document, item, words)),
    }
}

fn words_junk<'d>(document: &Document<'d>, item: &Item<'d>, words: &WordsText<'d>) -> Junk<'d> {
    let start = words.tokens.first.start;
    let has_web = document.entries().any(|(_, entry)| entry.name == WEB);
    let (cause, edits) = if is_list_item(words) {
        (Cause::ListItem, vec![(start..words.tokens.rest.start, String::new())])
    } else if is_program(words.first) && !has_web {
        (command_cause(document, item, words), vec![(start..start, format!("{WEB}: "))])
    } else {
        (Cause::Unknown, vec![])
    };
    Junk { range: item.line.clone(), lines: 1, effect: document.effect(item), cause, edits, text: words.line }
}

/// A platform that puts `web: ` before the text makes a command without a name right.
fn command_cause(document: &Document<'_>, item: &Item<'_>, words: &WordsText<'_>) -> Cause {
    let named = Effect::Misread { name: WEB.to_owned(), command: words.line.to_owned() };
    if document.is_prefixed && document.effect(item) == named { Cause::NamedCommand } else { Cause::Command }
}

/// A carriage return in an entry, where it ends no line.
fn carriage_return<'d>(document: &Document<'d>, item: &Item<'d>) -> Option<Junk<'d>> {
    let text = &document.text[item.line.clone()];
    let is_fault = matches!(document.dialect(), Dialect::HerokuCnb | Dialect::Paketo) && text.contains('\r');
    let effect = match (document.effect(item), document.process(item)) {
        (Effect::Kept, Some(Process { name, command, .. })) => Effect::Misread { name, command },
        (effect, _) => effect,
    };
    let at = text.match_indices('\r').map(|(at, _)| item.line.start + at);
    let edits = at.map(|at| (at..at + 1, "\n".to_owned())).collect();
    is_fault.then(|| Junk { range: item.line.clone(), lines: 1, effect, cause: Cause::CarriageReturn, edits, text: text.trim() })
}

/// What looks like an entry and is read as another process or not at all.
fn entry_junk<'d>(document: &Document<'d>, item: &Item<'d>, entry: &EntryText<'d>) -> Option<Junk<'d>> {
    let effect = what_is_meant(document, item, entry);
    let is_lost = match &effect {
        Effect::Kept => false,
        Effect::Rejected(_) => !is_apart(entry) || !document.is_yaml(),
        Effect::Dropped | Effect::Folded { .. } => true,
        Effect::Misread { .. } if document.effect(item) == Effect::Kept => true,
        Effect::Misread { name, .. } => document.written(item).is_some_and(|written| written.0 != *name),
    };
    let text = document.text[item.line.clone()].trim();
    let is_junk = is_lost && !is_explained(document, item);
    let cause = if document.is_yaml() && effect == Effect::Dropped { Cause::SecondDocument } else { Cause::Unknown };
    is_junk.then(|| Junk { range: item.line.clone(), lines: 1, effect, cause, edits: vec![], text })
}

/// What becomes of an entry; `web:: …` and an address are none, though a parser that needs no blank reads one.
fn what_is_meant(document: &Document<'_>, item: &Item<'_>, entry: &EntryText<'_>) -> Effect {
    let is_none = entry.after_colon.is_empty() && [":", "：", "//"].iter().any(|start| entry.command.starts_with(start));
    match document.effect(item) {
        Effect::Kept if is_none => Effect::Misread { name: entry.name.to_owned(), command: entry.command.to_owned() },
        effect => effect,
    }
}

/// Whether the name and the command are told apart by a colon and a blank.
pub(super) fn is_apart(entry: &EntryText<'_>) -> bool {
    entry.colon == ":" && (!entry.after_colon.is_empty() || entry.command.is_empty())
}

/// The lines below a command, where the parser looks at each line alone.
fn continuation<'d>(document: &Document<'d>, item: &Item<'d>, entry: &EntryText<'d>) -> Option<Junk<'d>> {
    let is_below = !document.is_yaml() && !entry.command.is_empty() && line_continuation::finds(document, item, entry).is_none();
    let first = item.more.first().filter(|_| is_below)?;
    let range = first.start..item.range().end;
    let effect = document.effect_of(first.clone(), None);
    let edits = document.in_one_line(item, entry).into_iter().collect();
    let text = document.text[first.clone()].trim();
    Some(Junk { range, lines: item.more.len(), effect, cause: Cause::Continuation, edits, text })
}

/// `- web: …`
pub(super) fn is_list_item(words: &WordsText<'_>) -> bool {
    words.first == "-" && words.rest.contains(": ")
}
