//! PSH221: blanks before a name, where they matter.

use crate::analysis::procfile::dialect::NoteKind;
use crate::analysis::procfile::faults::Indentation;
use crate::language::list;

use super::prelude::*;

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
    indentation: &'a Indentation<'a>,
    is_yaml: bool,
}

impl IndentedEntry<'_> {
    /// Whether it matters that this one is indented, whatever the others are.
    fn is_alone(&self) -> bool {
        !self.is_yaml || self.indentation.effect == Effect::Rejected(Refusal::Prefixed)
    }

    /// What becomes of entries of YAML.
    fn yaml_effect(&self, language: Language) -> String {
        let Indentation { effect, lost, .. } = self.indentation;
        match effect {
            Effect::Rejected(refusal) => refusal.sentence(language).to_owned(),
            _ if lost.is_empty() => say!(
                language,
                "The platform reads only as far as the indentation stays the same, without a word about the rest.",
                "平台只读到缩进变化之前，其余内容会被不加提示地丢弃。"
            ),
            _ => say!(
                language,
                "The platform reads only as far as the indentation stays the same and loses {} without a word.",
                "平台只读到缩进变化之前，{} 会被不加提示地丢弃。",
                self.lost(language)
            ),
        }
    }

    fn lost(&self, language: Language) -> String {
        list::row(list::quoted(self.indentation.lost.iter().map(|name| excerpt(name))), language)
    }
}

impl Message for IndentedEntry<'_> {
    fn message(&self, language: Language) -> String {
        let name = excerpt(self.indentation.name);
        match self.indentation.has_tab {
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
        match self.indentation.effect {
            Effect::Kept => say!(
                language,
                "An entry begins at the start of its line. The platform reads `{}` all the same and prints a warning. Take the blanks before it away.",
                "条目应从行首开始。平台仍会读取 `{}`，但会打印警告。请去掉前面的空白。",
                excerpt(self.indentation.name)
            ),
            Effect::Dropped if !self.is_yaml => say!(
                language,
                "An entry has to begin at the start of its line. The platform drops every line that does not, without a word: the build succeeds, and {} is not started. Take the blanks before it away.",
                "条目必须从行首开始，否则平台会不加提示地丢弃该行：构建成功，但 {} 不会启动。请去掉前面的空白。",
                self.lost(language)
            ),
            _ => say!(
                language,
                "In YAML, the indentation says what belongs together, and a tab cannot indent. {} Begin every entry at the start of its line.",
                "在 YAML 中，缩进决定层级，而且不能用制表符缩进。{}请让每个条目都从行首开始。",
                self.yaml_effect(language)
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Begin every entry at the start of its line", "让每个条目都从行首开始")
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for (document, fault) in text_faults(facts) {
        let TextFault::Indentation(indentation) = fault else { continue };
        let Indentation { effect, lost, blanks, .. } = indentation;
        let Some(first) = blanks.first() else { continue };
        let is_other = facts.platform.procfile.only_web.value && !lost.is_empty() && !lost.contains(&WEB);
        let is_harmless = *effect == Effect::Kept || (*effect == Effect::Dropped && is_other);
        let severity = if is_harmless { Severity::Warning } else { Severity::Error };
        let message = IndentedEntry { indentation, is_yaml: document.is_yaml() };
        let fix = fix(document, Safety::Safe, blanks.iter().map(|blanks| (blanks.clone(), String::new())));
        let finding = finding(document, first.clone(), severity, effect, message).fix(fix);
        findings.add(match document.note(NoteKind::CorrectedName, &indentation.range) {
            Some(note) => finding.says(note.says.as_str()),
            None => finding,
        });
    }
}
