//! PSH215: `web:` and nothing behind it.

use crate::diagnostic::Safety;
use crate::rules::prelude::*;

use super::document::{Document, documents};
use super::effect::Effect;
use super::items::Item;
use super::{EntryText, excerpt};

rule! {
    code: "PSH215",
    name: "empty-command",
    severity: Error,
    stage: Boot,
    fix: Unsafe,
    en: "A Procfile entry without a command",
    zh: "没有命令的 Procfile 条目",
}

struct EmptyCommand<'a> {
    name: &'a str,
    /// What becomes of the entry, where the platform knows of no such process.
    lost: Option<&'a Effect>,
    is_comment: bool,
    in_next_line: bool,
}

impl Message for EmptyCommand<'_> {
    fn message(&self, language: Language) -> String {
        let name = excerpt(self.name);
        say!(language, "`{name}:` has no command", "`{name}:` 没有命令")
    }

    fn detail(&self, language: Language) -> String {
        let name = excerpt(self.name);
        let comment = match self.is_comment {
            true => language.pick("To YAML, the rest of the line is a comment. ", "对 YAML 来说，该行其余部分是注释。"),
            false => "",
        };
        let effect = match self.lost {
            None => say!(
                language,
                "The build succeeds, and `{name}` ends as soon as it is started, because there is nothing to run.",
                "构建成功，但由于没有可运行的内容，`{name}` 一启动就会结束。"
            ),
            Some(effect) => effect.sentence(language),
        };
        let edit = match self.in_next_line {
            true => language.pick(
                "Each entry is one line here: write the command behind the colon, not in the next line.",
                "这里每个条目只占一行：请把命令写在冒号后面，不要写在下一行。",
            ),
            false => {
                language.pick("Write the start command behind the colon and a space.", "请在冒号和一个空格之后写上启动命令。")
            }
        };
        say!(language, "{comment}{effect} {edit}", "{comment}{effect}{edit}")
    }

    fn fix_title(&self, language: Language) -> String {
        let name = excerpt(self.name);
        say!(language, "Write the command behind `{name}:`", "在 `{name}:` 后面写上命令")
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for document in documents(facts) {
        for (item, entry) in document.entries().filter(|(item, entry)| finds(&document, item, entry)) {
            let severity = if entry.name == WEB { Severity::Error } else { Severity::Warning };
            let severity = if document.effect(item).is_rejected() { Severity::Error } else { severity };
            let effect = match document.process(item) {
                Some(_) => Effect::Kept,
                None if document.effect(item).is_rejected() => document.effect(item),
                None => Effect::Dropped,
            };
            let message = EmptyCommand {
                name: entry.name,
                lost: (effect != Effect::Kept).then_some(&effect),
                is_comment: entry.command.starts_with('#'),
                in_next_line: !item.more.is_empty(),
            };
            let fix = match document.in_one_line(item, entry) {
                Some(edit) => document.fix(Safety::Unsafe, [edit]),
                None => document.fix(Safety::Display, []),
            };
            let stage = if effect == Effect::Kept { Stage::Boot } else { Stage::Release };
            findings.add(document.finding(item.line.clone(), severity, &effect, message).stage(stage).fix(fix));
        }
    }
}

/// Whether nothing would be run. In YAML, the command may stand in the next line.
pub(super) fn finds(document: &Document<'_>, item: &Item<'_>, entry: &EntryText<'_>) -> bool {
    let is_alone = item.more.is_empty() || !document.is_yaml();
    // YAML may refuse the line for another reason than that nothing stands in it.
    let is_other = document.is_yaml() && !document.crashes && document.effect(item).is_rejected();
    let nothing_written = entry.command.is_empty() && is_alone && !is_other;
    let nothing_read = |command: &str| command.trim().is_empty();
    let is_entry = entry.colon == ":" && !entry.name.is_empty();
    is_entry && document.process(item).map_or(nothing_written, |process| nothing_read(&process.command))
}
