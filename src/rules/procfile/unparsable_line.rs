//! PSH217: what is no entry, and nothing that a more specific rule knows.

use std::ops::Range;

use crate::analysis::procfile::faults::{UnparsableCause, UnparsableLines};
use crate::analysis::procfile::items::Item;

use super::prelude::*;

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
    first: &'a UnparsableLines<'a>,
    /// How many lines there are after it.
    more: usize,
}

impl Message for UnparsableLine<'_> {
    fn message(&self, language: Language) -> String {
        let line = excerpt(self.first.text);
        match (self.first.cause, self.more) {
            (UnparsableCause::CarriageReturn, _) => {
                say!(language, "`{line}` holds a carriage return that ends no line", "`{line}` 中有不能表示换行的回车符")
            }
            (UnparsableCause::LineEnd, 0) => {
                say!(
                    language,
                    "`{line}` ends with a carriage return, which stays in the command",
                    "`{line}` 以回车符结尾，回车符会留在命令里"
                )
            }
            (UnparsableCause::LineEnd, more) => say!(
                language,
                "`{line}` and the entries below ({more}) end with a carriage return, which stays in their commands",
                "`{line}` 及其后的 {more} 个条目以回车符结尾，回车符会留在命令里"
            ),
            (UnparsableCause::LastBlanks, _) => {
                say!(language, "The last line consists of blanks and has no line end", "最后一行只有空白，且没有换行符")
            }
            (UnparsableCause::Command | UnparsableCause::NamedCommand, 0) => {
                say!(language, "`{line}` has no process name before it", "`{line}` 前面没有进程名称")
            }
            (UnparsableCause::Continuation, _) => {
                say!(language, "The command above does not go on with `{line}`", "`{line}` 不会接在上面的命令之后")
            }
            (UnparsableCause::SecondDocument, _) => {
                say!(language, "`{line}` stands behind the end of the YAML document", "`{line}` 位于 YAML 文档结束之后")
            }
            (_, 0) => say!(language, "`{line}` is no entry of a Procfile", "`{line}` 不是 Procfile 条目"),
            (_, 1) => say!(
                language,
                "`{line}` and the next line are no entries of a Procfile",
                "`{line}` 及其后的 1 行不是 Procfile 条目"
            ),
            (_, more) => say!(
                language,
                "`{line}` and the {more} lines below are no entries of a Procfile",
                "`{line}` 及其后的 {more} 行不是 Procfile 条目"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let UnparsableLines { effect, cause, text, .. } = self.first;
        let outcome = match (effect, self.more) {
            _ if *cause == UnparsableCause::LineEnd => effect.sentence(language),
            _ if *cause == UnparsableCause::NamedCommand => String::new(),
            (Effect::Rejected(_) | Effect::Folded { .. }, _) | (_, 0) => effect.sentence(language),
            (_, _) => say!(
                language,
                "The platform drops such a line without a word, or takes its first word for the name of a process.",
                "平台会不加提示地丢弃这样的行，或把第一个单词当作进程名称。"
            ),
        };
        let edit = match cause {
            UnparsableCause::Command => say!(
                language,
                "If it is the command that serves the web, write `web: {}`.",
                "如果这是提供网页服务的命令，请写成 `web: {}`。",
                excerpt(text)
            ),
            UnparsableCause::NamedCommand => say!(
                language,
                "The platform puts `web: ` before a Procfile that does not begin with `web:`, so this starts; other platforms drop the line or refuse the file. Write `web: {}`.",
                "如果 Procfile 不以 `web:` 开头，平台会在最前面加上 `web: `，因此仍能启动；其他平台会丢弃这一行或拒绝整个文件。请写成 `web: {}`。",
                excerpt(text)
            ),
            UnparsableCause::CarriageReturn => say!(
                language,
                "Here only a line feed, alone or behind a carriage return, ends a line. Save the file with line feeds.",
                "在这里，只有换行符（前面可以有回车符）表示一行结束。请用换行符保存文件。"
            ),
            UnparsableCause::LineEnd => say!(
                language,
                "The check before the build passes over it, and the program gets it as part of its last argument. Save the file with line feeds alone.",
                "构建前的检查不会发现它，程序会把它当作最后一个参数的一部分。请只用换行符保存文件。"
            ),
            UnparsableCause::LastBlanks => {
                say!(language, "Take the blanks away, or end the line.", "请删除这些空白，或在行尾加上换行符。")
            }
            UnparsableCause::ListItem => {
                say!(language, "A Procfile is no list: take the `- ` away.", "Procfile 不是列表：请去掉 `- `。")
            }
            UnparsableCause::Continuation => say!(
                language,
                "Each line is an entry of its own here, and the command ends with its line. Write the whole command in one line.",
                "这里每一行都是独立的条目，命令到行尾为止。请把整条命令写在一行。"
            ),
            UnparsableCause::SecondDocument => say!(
                language,
                "A line `---` or `...` ends the document, and only the first one is read. Take that line away.",
                "`---` 或 `...` 这样的行会结束一个文档，而平台只读取第一个。请删除该行。"
            ),
            UnparsableCause::Unknown => say!(
                language,
                "An entry is a name, a colon, a space and a command, such as `web: gunicorn app:app`. Put `#` before a line that is to be left out, or delete it.",
                "条目由名称、冒号、空格和命令组成，例如 `web: gunicorn app:app`。不需要的行请在开头加 `#` 或删除。"
            ),
        };
        say!(language, "{outcome} {edit}", "{outcome}{edit}").trim_start().to_owned()
    }

    fn fix_title(&self, language: Language) -> String {
        match self.first.cause {
            UnparsableCause::CarriageReturn | UnparsableCause::LineEnd => {
                say!(language, "End the lines with line feeds", "用换行符结束各行")
            }
            UnparsableCause::LastBlanks => say!(language, "Take the blanks at the end away", "删除末尾的空白"),
            UnparsableCause::Command | UnparsableCause::NamedCommand => {
                say!(language, "Put `web: ` before the command", "在命令前加上 `web: `")
            }
            UnparsableCause::ListItem => say!(language, "Take the `- ` away", "去掉 `- `"),
            UnparsableCause::Continuation => say!(language, "Write the command in one line", "把命令写在一行"),
            UnparsableCause::SecondDocument => {
                say!(language, "Take the line that ends the document away", "删除结束文档的那一行")
            }
            UnparsableCause::Unknown => {
                say!(language, "Put `#` before what is no entry, or delete it", "在不是条目的行前加 `#`，或删除这些行")
            }
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for procfile in &facts.procfiles {
        let document = &procfile.document;
        let of_text = procfile.faults.iter().filter_map(|fault| match fault {
            TextFault::Unparsable(lines) => Some(vec![lines]),
            TextFault::Empty(_) | TextFault::Indentation(_) | TextFault::NotAMapping(_) => None,
        });
        for run in procfile.runs(of_item, |above, below| are_alike(above, below)).into_iter().chain(of_text) {
            let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
            let range = first.range.start..last.range.end;
            let severity = match first.cause {
                UnparsableCause::NamedCommand => Severity::Info,
                _ if is_serious(document, first, &range) => Severity::Error,
                _ => Severity::Warning,
            };
            let more = run.iter().map(|lines| lines.lines).sum::<usize>() - 1;
            let edits: Vec<_> = run.iter().flat_map(|lines| lines.edits.iter().cloned()).collect();
            let safety = if edits.is_empty() { Safety::Display } else { Safety::Unsafe };
            let finding = finding(document, range, severity, &first.effect, UnparsableLine { first, more });
            findings.add(finding.fix(fix(document, safety, edits)));
        }
    }
}

fn of_item<'f>(_: &Item<'_>, fault: &'f ItemFault<'f>) -> Option<&'f UnparsableLines<'f>> {
    if let ItemFault::Unparsable(lines) = fault { Some(lines) } else { None }
}

/// A command without a name is meant to be an entry, and so stands alone.
fn are_alike(above: &UnparsableLines<'_>, below: &UnparsableLines<'_>) -> bool {
    let is_alike = above.cause == below.cause && above.effect.is_rejected() == below.effect.is_rejected();
    is_alike && above.cause != UnparsableCause::Command
}

/// Whether the build stops, or the web is not served or with a part of its command only.
fn is_serious(document: &Document<'_>, lines: &UnparsableLines<'_>, range: &Range<usize>) -> bool {
    let word = lines.text.split(|char: char| !char.is_ascii_alphanumeric()).next().unwrap_or_default();
    let is_web = word.eq_ignore_ascii_case(WEB) && !document.has_web();
    // A later entry may have taken the name.
    let is_started = || document.processes().iter().any(|web| web.name == WEB && range.contains(&web.range.start));
    let replaces_web = lines.effect.is_misread_as(WEB) && is_started();
    let is_whole = matches!(lines.cause, UnparsableCause::Command | UnparsableCause::ListItem);
    let is_part_of_started = lines.part_of.is_some_and(|name| document.starts(name));
    let is_all = lines.effect == Effect::Dropped && starts_nothing(document);
    // What starts is the file's then, whatever is lost of the setting.
    !document.is_beside_file()
        && (is_web || replaces_web || lines.effect.is_rejected() || is_whole || is_part_of_started || is_all)
}
