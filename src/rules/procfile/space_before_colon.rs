//! PSH205: `web : …`.

use crate::diagnostic::Safety;
use crate::platform::StyleRule;
use crate::rules::prelude::*;

use super::EntryText;
use super::document::{Document, documents};
use super::effect::{Effect, Refusal};
use super::excerpt;
use super::items::Item;

rule! {
    code: "PSH205",
    name: "space-before-colon",
    severity: Warning,
    stage: Release,
    fix: Safe,
    en: "A blank between the name of a Procfile entry and its colon",
    zh: "Procfile 条目的名称与冒号之间有空白",
}

struct SpaceBeforeColon<'a> {
    name: &'a str,
    effect: &'a Effect,
}

impl Message for SpaceBeforeColon<'_> {
    fn message(&self, language: Language) -> String {
        let name = excerpt(self.name);
        say!(language, "`{name}` has a blank before its colon", "`{name}` 与冒号之间有空白")
    }

    fn detail(&self, language: Language) -> String {
        let name = excerpt(self.name);
        match self.effect {
            Effect::Kept => say!(
                language,
                "The platform's documentation writes the colon right behind the name. Its parser takes this as well, but other parsers of Procfiles make the colon a part of the command. Write `{name}:`.",
                "平台的文档要求冒号紧跟名称。它的解析器也接受现在的写法，但其他 Procfile 解析器会把冒号当作命令的一部分。请写成 `{name}:`。"
            ),
            Effect::Rejected(_) | Effect::Dropped => match language {
                En => {
                    format!("A name ends at its colon, with no blank between them. {} Write `{name}:`.", self.effect.sentence(En))
                }
                Zh => {
                    format!("名称必须紧接冒号，中间不能有空白。{}请写成 `{name}:`。", self.effect.sentence(Zh))
                }
            },
            effect => match language {
                En => format!(
                    "The parser takes the name to end at the blank, and the colon to begin the command. {} Write `{name}:`.",
                    effect.sentence(En)
                ),
                Zh => format!("解析器认为名称到空白为止，冒号属于命令。{}请写成 `{name}:`。", effect.sentence(Zh)),
            },
        }
    }

    fn fix_title(&self, language: Language) -> String {
        let name = excerpt(self.name);
        say!(language, "Move the colon up to `{name}`", "让冒号紧跟 `{name}`")
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for document in documents(facts) {
        let has_style = document.has_style(StyleRule::OneSpaceAfterColon);
        for (item, entry) in document.entries().filter(|(_, entry)| has_blank(entry)) {
            let (severity, effect) = match consequence(&document, item, entry) {
                Some(effect) => (Severity::Error, effect),
                None if has_style => (Severity::Warning, Effect::Kept),
                None => continue,
            };
            let range = entry.tokens.before_colon.clone();
            let message = SpaceBeforeColon { name: entry.name, effect: &effect };
            let fix = document.fix(Safety::Safe, [(range.clone(), String::new())]);
            findings.add(document.finding(range, severity, &effect, message).fix(fix));
        }
    }
}

fn has_blank(entry: &EntryText<'_>) -> bool {
    entry.colon == ":" && !entry.tokens.before_colon.is_empty() && !entry.name.is_empty()
}

/// What the blank does, where the parser makes the colon a part of the command.
pub(super) fn consequence(document: &Document<'_>, item: &Item<'_>, entry: &EntryText<'_>) -> Option<Effect> {
    let effect = has_blank(entry).then(|| document.effect(item))?;
    let is_cause = match &effect {
        Effect::Misread { command, .. } => command.contains(':') && command.ends_with(entry.command),
        // Where the line is refused or lost, the blank is the cause if the line is read without it.
        Effect::Rejected(Refusal::Prefixed) => entry.name == WEB,
        Effect::Rejected(Refusal::Yaml) if entry.after_colon.is_empty() => false,
        Effect::Rejected(_) => document.accepts(&format!("{}: {}", entry.name, entry.command)),
        Effect::Dropped => !document.is_yaml(),
        Effect::Kept | Effect::Folded { .. } => false,
    };
    is_cause.then_some(effect)
}
