//! PSH207: `web：…`.

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
    code: "PSH207",
    name: "full-width-colon",
    since: "0.1.0",
    family: Family::Procfile,
    severity: Severity::Error,
    stage: Stage::Release,
    fix: FixKind::Safe,
    summary: Localized {
        en: "A full-width colon behind the name of a Procfile entry", zh: "Procfile 条目的名称后面是全角冒号"
    },
    #[cfg(feature = "pages")]
    page: Localized { en: include_str!("full_width_colon.md"), zh: include_str!("full_width_colon.zh.md") },
    check,
};

const FULL_WIDTH_COLON: &str = "：";

struct FullWidthColon<'a> {
    name: &'a str,
    command: &'a str,
    effect: &'a Effect,
}

impl Message for FullWidthColon<'_> {
    fn message(&self, language: Language) -> String {
        let name = excerpt(self.name);
        match language {
            En => format!("The colon behind `{name}` is a full-width one, `：`"),
            Zh => format!("`{name}` 后面是全角冒号 `：`"),
        }
    }

    fn detail(&self, language: Language) -> String {
        let (name, command, effect) = (excerpt(self.name), excerpt(self.command), self.effect.sentence(language));
        match language {
            En => format!(
                "Chinese and Japanese input methods type `：` (U+FF1A), which is not the colon of the format. {effect} Write `{name}: {command}` with the colon `:` and a space."
            ),
            Zh => format!(
                "中文输入法输入的 `：`（U+FF1A）不是 Procfile 的冒号。{effect}请用半角冒号 `:` 加一个空格，写成 `{name}: {command}`。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        match language {
            En => "Replace `：` by `:`".to_owned(),
            Zh => "把 `：` 改成 `:`".to_owned(),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for document in documents(facts) {
        for (item, entry) in document.entries().filter(|(_, entry)| finds(entry)) {
            let effect = document.effect(item);
            let colon = if entry.after_colon.is_empty() { ": " } else { ":" };
            let message = FullWidthColon { name: entry.name, command: entry.command, effect: &effect };
            let fix = document.fix(Safety::Safe, [(entry.tokens.before_colon.start..entry.tokens.colon.end, colon.to_owned())]);
            findings.add(document.finding(entry.tokens.colon.clone(), Severity::Error, &effect, message).fix(fix));
        }
    }
}

/// A name in ASCII comes before it; anything else is a sentence.
pub(super) fn finds(entry: &EntryText<'_>) -> bool {
    entry.colon == FULL_WIDTH_COLON && !entry.name.is_empty() && entry.name.bytes().all(|byte| byte.is_ascii_graphic())
}
