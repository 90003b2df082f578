//! PSH221: blanks before a name, where they matter.

use crate::analysis::Facts;
use crate::diagnostic::{Safety, Severity, Stage};
use crate::language::Language::{self, En, Zh};
use crate::language::Localized;
use crate::rules::{Family, Findings, FixKind, Message, Rule};

use super::document::{Document, documents};
use super::effect::Effect;
use super::items::Item;
use super::{EntryText, excerpt};
use crate::analysis::processes::WEB;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH221",
    name: "indented-entry",
    since: "0.1.0",
    family: Family::Procfile,
    severity: Severity::Error,
    stage: Stage::Release,
    fix: FixKind::Safe,
    summary: Localized {
        en: "Procfile entries that are not indented alike, or by a tab",
        zh: "Procfile 条目的缩进不一致，或用制表符缩进",
    },
    page: Localized { en: include_str!("indented_entry.md"), zh: include_str!("indented_entry.zh.md") },
    check,
};

struct IndentedEntry<'a> {
    name: &'a str,
    tab: bool,
    /// The entries that are lost; none if the platform refuses the text.
    lost: Vec<&'a str>,
    effect: &'a Effect,
}

impl Message for IndentedEntry<'_> {
    fn message(&self, language: Language) -> String {
        let name = excerpt(self.name);
        match (self.tab, language) {
            (true, En) => format!("`{name}:` is indented by a tab"),
            (true, Zh) => format!("`{name}:` 用制表符缩进"),
            (false, En) => format!("`{name}:` is indented, and other entries are not indented alike"),
            (false, Zh) => format!("`{name}:` 有缩进，与其他条目的缩进不一致"),
        }
    }

    fn detail(&self, language: Language) -> String {
        let lost: Vec<String> = self.lost.iter().map(|name| format!("`{}`", excerpt(name))).collect();
        let effect = match (self.effect, language) {
            (Effect::Rejected, _) => self.effect.sentence(language),
            (_, En) if lost.is_empty() => {
                "The platform reads only as far as the indentation stays the same, without a word about the rest.".to_owned()
            }
            (_, Zh) if lost.is_empty() => "平台只读到缩进变化之前，其余内容会被不加提示地丢弃。".to_owned(),
            (_, En) => format!(
                "The platform reads only as far as the indentation stays the same and loses {} without a word.",
                lost.join(", ")
            ),
            (_, Zh) => format!("平台只读到缩进变化之前，{} 会被不加提示地丢弃。", lost.join("、")),
        };
        match language {
            En => format!(
                "In YAML, the indentation says what belongs together, and a tab cannot indent. {effect} Begin every entry at the start of its line."
            ),
            Zh => format!("在 YAML 中，缩进决定层级，而且不能用制表符缩进。{effect}请让每个条目都从行首开始。"),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        match language {
            En => "Begin every entry at the start of its line".to_owned(),
            Zh => "让每个条目都从行首开始".to_owned(),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for document in documents(facts) {
        let indented = at_fault(&document);
        let Some((_, first)) = indented.first() else { continue };
        let effect = if document.reading.is_err() { Effect::Rejected } else { Effect::Dropped };
        let lost = lost(&document);
        let harmless =
            effect == Effect::Dropped && facts.platform.procfile.only_web.value && !lost.is_empty() && !lost.contains(&WEB);
        let severity = if harmless { Severity::Warning } else { Severity::Error };
        let message = IndentedEntry { name: first.name, tab: indent(&document, first).contains('\t'), lost, effect: &effect };
        let edits = indented.iter().map(|(_, entry)| (entry.tokens.indent.clone(), String::new()));
        let fix = document.fix(Safety::Safe, edits);
        findings.add(document.finding(first.tokens.indent.clone(), severity, &effect, message).fix(fix));
    }
}

/// Whether the indentation is why the text is not read as it is written.
pub(super) fn speaks(document: &Document<'_>) -> bool {
    !at_fault(document).is_empty()
}

/// Whether the indentation explains what becomes of an entry.
pub(super) fn explains(document: &Document<'_>, item: &Item<'_>, entry: &EntryText<'_>) -> bool {
    !at_fault(document).is_empty() && (!entry.tokens.indent.is_empty() || document.effect(item) == Effect::Dropped)
}

/// The indented entries, unless all are indented alike by spaces.
fn at_fault<'i, 'd>(document: &'i Document<'d>) -> Vec<(&'i Item<'d>, &'i EntryText<'d>)> {
    let entries: Vec<_> = document.entries().filter(|_| document.is_yaml()).collect();
    let first = entries.first().map_or("", |(_, entry)| indent(document, entry));
    let alike = !first.contains('\t') && entries.iter().all(|(_, entry)| indent(document, entry) == first);
    entries.into_iter().filter(|(_, entry)| !alike && !entry.tokens.indent.is_empty()).collect()
}

/// The entries that the parser does not get to.
fn lost<'i>(document: &'i Document<'_>) -> Vec<&'i str> {
    let is_lost = |(item, _): &(&Item<'_>, &EntryText<'_>)| document.effect(item) == Effect::Dropped;
    document.entries().filter(|entry| document.reading.is_ok() && is_lost(entry)).map(|(_, entry)| entry.name).collect()
}

fn indent<'d>(document: &Document<'d>, entry: &EntryText<'_>) -> &'d str {
    &document.text[entry.tokens.indent.clone()]
}
