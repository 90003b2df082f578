//! PSH203: `web:gunicorn …`.

use crate::analysis::Facts;
use crate::diagnostic::{Safety, Severity, Stage};
use crate::language::Language::{self, En, Zh};
use crate::language::Localized;
use crate::rules::{Family, Findings, FixKind, Message, Rule};

use super::EntryText;
use super::document::documents;
use super::effect::Effect;
use super::excerpt;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH203",
    name: "missing-space-after-colon",
    since: "0.1.0",
    family: Family::Procfile,
    severity: Severity::Error,
    stage: Stage::Release,
    fix: FixKind::Safe,
    summary: Localized {
        en: "No space between the colon and the command of a Procfile entry",
        zh: "Procfile 条目的冒号与命令之间没有空格",
    },
    #[cfg(feature = "pages")]
    page: Localized { en: include_str!("missing_space_after_colon.md"), zh: include_str!("missing_space_after_colon.zh.md") },
    check,
};

struct MissingSpaceAfterColon<'a> {
    name: &'a str,
    command: &'a str,
    effect: &'a Effect,
}

impl Message for MissingSpaceAfterColon<'_> {
    fn message(&self, language: Language) -> String {
        let name = excerpt(self.name);
        match language {
            En => format!("`{name}:` has no space before its command"),
            Zh => format!("`{name}:` 与命令之间缺少空格"),
        }
    }

    fn detail(&self, language: Language) -> String {
        let (name, command, effect) = (excerpt(self.name), excerpt(self.command), self.effect.sentence(language));
        match (self.effect, language) {
            (Effect::Kept, En) => format!(
                "The platform puts the missing space in, though only behind a `web:` that begins the file; other platforms drop the line or refuse the file. Write `{name}: {command}`."
            ),
            (Effect::Kept, Zh) => format!(
                "平台会补上缺少的空格，但只补文件开头的 `web:` 之后；其他平台会丢弃这一行或拒绝整个文件。请写成 `{name}: {command}`。"
            ),
            (_, En) => format!(
                "Without the space, `{name}:{command}` is one word to the parser and no entry. {effect} Write `{name}: {command}`."
            ),
            (_, Zh) => {
                format!("没有空格时，解析器把 `{name}:{command}` 当作一个单词，而不是条目。{effect}请写成 `{name}: {command}`。")
            }
        }
    }

    fn fix_title(&self, language: Language) -> String {
        let name = excerpt(self.name);
        match language {
            En => format!("Put a space after `{name}:`"),
            Zh => format!("在 `{name}:` 后加一个空格"),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for document in documents(facts) {
        let is_needed = !document.takes_tight_entries();
        for (item, entry) in document.entries().filter(|(_, entry)| is_needed && finds(entry)) {
            let effect = document.effect(item);
            let is_mended = document.mends_start() && item.line.start == 0;
            let severity = match effect {
                Effect::Kept if !is_mended => continue,
                Effect::Kept => Severity::Info,
                _ => Severity::Error,
            };
            let at = entry.tokens.colon.end;
            let message = MissingSpaceAfterColon { name: entry.name, command: entry.command, effect: &effect };
            let fix = document.fix(Safety::Safe, [(at..at, " ".to_owned())]);
            findings.add(document.finding(at..at, severity, &effect, message).fix(fix));
        }
    }
}

/// The command stands at the colon. `web::` and an address are something else.
pub(super) fn finds(entry: &EntryText<'_>) -> bool {
    let something_else = entry.command.is_empty() || entry.command.starts_with([':', '：']) || entry.command.starts_with("//");
    entry.colon == ":" && entry.after_colon.is_empty() && !entry.name.is_empty() && !something_else
}
