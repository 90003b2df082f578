//! PSH221: blanks before a name, where they matter.

use crate::analysis::procfile::dialect::NoteKind;
use crate::diagnostic::Safety;
use crate::platform::Dialect;
use crate::rules::prelude::*;

use super::document::{Document, documents};
use super::effect::{Effect, Refusal};
use super::items::Item;
use super::{EntryText, excerpt};

rule! {
    code: "PSH221",
    name: "indented-entry",
    severity: Error,
    stage: Release,
    fix: Safe,
    en: "Procfile entries that are not indented alike, or by a tab",
    zh: "Procfile 条目的缩进不一致，或用制表符缩进",
}

struct IndentedEntry<'a> {
    name: &'a str,
    tab: bool,
    is_yaml: bool,
    /// The entries that are lost; none if the platform refuses the text.
    lost: Vec<&'a str>,
    effect: &'a Effect,
}

impl IndentedEntry<'_> {
    /// Whether it matters that this one is indented, whatever the others are.
    fn is_alone(&self) -> bool {
        !self.is_yaml || *self.effect == Effect::Rejected(Refusal::Prefixed)
    }
}

impl Message for IndentedEntry<'_> {
    fn message(&self, language: Language) -> String {
        let name = excerpt(self.name);
        match self.tab {
            true => say!(language, "`{name}:` is indented by a tab", "`{name}:` 用制表符缩进"),
            false if self.is_alone() => say!(language, "`{name}:` is indented", "`{name}:` 有缩进"),
            false => say!(
                language,
                "`{name}:` is indented, and other entries are not indented alike",
                "`{name}:` 有缩进，与其他条目的缩进不一致"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let lost: Vec<String> = self.lost.iter().map(|name| format!("`{}`", excerpt(name))).collect();
        let name = excerpt(self.name);
        match (self.effect, language) {
            (Effect::Kept, En) => {
                return format!(
                    "An entry begins at the start of its line. The platform reads `{name}` all the same and prints a warning. Take the blanks before it away."
                );
            }
            (Effect::Kept, Zh) => {
                return format!("条目应从行首开始。平台仍会读取 `{name}`，但会打印警告。请去掉前面的空白。");
            }
            (Effect::Dropped, En) if !self.is_yaml => {
                return format!(
                    "An entry has to begin at the start of its line. The platform drops every line that does not, without a word: the build succeeds, and {} is not started. Take the blanks before it away.",
                    lost.join(", ")
                );
            }
            (Effect::Dropped, Zh) if !self.is_yaml => {
                return format!(
                    "条目必须从行首开始，否则平台会不加提示地丢弃该行：构建成功，但 {} 不会启动。请去掉前面的空白。",
                    lost.join("、")
                );
            }
            _ => {}
        }
        let effect = match self.effect {
            Effect::Rejected(_) => self.effect.sentence(language),
            _ if lost.is_empty() => say!(
                language,
                "The platform reads only as far as the indentation stays the same, without a word about the rest.",
                "平台只读到缩进变化之前，其余内容会被不加提示地丢弃。"
            ),
            _ => match language {
                En => format!(
                    "The platform reads only as far as the indentation stays the same and loses {} without a word.",
                    lost.join(", ")
                ),
                Zh => format!("平台只读到缩进变化之前，{} 会被不加提示地丢弃。", lost.join("、")),
            },
        };
        say!(
            language,
            "In YAML, the indentation says what belongs together, and a tab cannot indent. {effect} Begin every entry at the start of its line.",
            "在 YAML 中，缩进决定层级，而且不能用制表符缩进。{effect}请让每个条目都从行首开始。"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Begin every entry at the start of its line", "让每个条目都从行首开始")
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for document in documents(facts) {
        let indented = at_fault(&document);
        let Some((item, first)) = indented.first() else { continue };
        let effect = consequence(&document);
        let lost = lost(&document);
        let is_other = facts.platform.procfile.only_web.value && !lost.is_empty() && !lost.contains(&WEB);
        let harmless = effect == Effect::Kept || (effect == Effect::Dropped && is_other);
        let severity = if harmless { Severity::Warning } else { Severity::Error };
        let tab = indent(&document, first).contains('\t');
        let message = IndentedEntry { name: first.name, tab, is_yaml: document.is_yaml(), lost, effect: &effect };
        let edits = indented.iter().map(|(_, entry)| (entry.tokens.indent.clone(), String::new()));
        let fix = document.fix(Safety::Safe, edits);
        let finding = document.finding(first.tokens.indent.clone(), severity, &effect, message).fix(fix);
        findings.add(match document.note(NoteKind::CorrectedName, &item.range()) {
            Some(note) => finding.says(&note.says),
            None => finding,
        });
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

/// What the indentation leads to.
fn consequence(document: &Document<'_>) -> Effect {
    match (&document.reading, document.dialect()) {
        (Err(_), Dialect::RubyYaml) => Effect::Rejected(document.refusal(&(0..0))),
        (_, Dialect::HerokuClassic | Dialect::HerokuCnb) => Effect::Kept,
        (_, Dialect::RubyYaml | Dialect::Paketo) => Effect::Dropped,
    }
}

/// The indented entries; where YAML reads them, unless all are indented alike by spaces.
fn at_fault<'i, 'd>(document: &'i Document<'d>) -> Vec<(&'i Item<'d>, &'i EntryText<'d>)> {
    let entries: Vec<_> = document.entries().collect();
    // What the platform puts before the text stands at the start of its line.
    let first = entries.first().map_or("", |(_, entry)| if document.is_prefixed { "" } else { indent(document, entry) });
    let alike = !first.contains('\t') && entries.iter().all(|(_, entry)| indent(document, entry) == first);
    let is_fault = |item: &Item<'_>| match document.dialect() {
        Dialect::RubyYaml => !alike,
        Dialect::HerokuClassic => false,
        Dialect::HerokuCnb => document.effect(item) == Effect::Kept,
        Dialect::Paketo => document.effect(item) == Effect::Dropped,
    };
    entries.into_iter().filter(|(item, entry)| !entry.tokens.indent.is_empty() && is_fault(item)).collect()
}

/// The entries that the parser does not get to.
fn lost<'i>(document: &'i Document<'_>) -> Vec<&'i str> {
    let is_lost = |(item, _): &(&Item<'_>, &EntryText<'_>)| document.effect(item) == Effect::Dropped;
    document.entries().filter(|entry| document.reading.is_ok() && is_lost(entry)).map(|(_, entry)| entry.name).collect()
}

fn indent<'d>(document: &Document<'d>, entry: &EntryText<'_>) -> &'d str {
    &document.text[entry.tokens.indent.clone()]
}
