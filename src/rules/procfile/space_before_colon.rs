//! PSH205: `web : …`.

use super::prelude::*;

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
        let (name, effect) = (excerpt(self.name), self.effect.sentence(language));
        match self.effect {
            Effect::Kept => say!(
                language,
                "The platform's documentation writes the colon right behind the name. Its parser takes this as well, but other parsers of Procfiles make the colon a part of the command. Write `{name}:`.",
                "平台的文档要求冒号紧跟名称。它的解析器也接受现在的写法，但其他 Procfile 解析器会把冒号当作命令的一部分。请写成 `{name}:`。"
            ),
            Effect::Rejected(_) | Effect::Dropped => say!(
                language,
                "A name ends at its colon, with no blank between them. {effect} Write `{name}:`.",
                "名称必须紧接冒号，中间不能有空白。{effect}请写成 `{name}:`。"
            ),
            Effect::Misread { .. } | Effect::Folded { .. } => say!(
                language,
                "The parser takes the name to end at the blank, and the colon to begin the command. {effect} Write `{name}:`.",
                "解析器认为名称到空白为止，冒号属于命令。{effect}请写成 `{name}:`。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        let name = excerpt(self.name);
        say!(language, "Move the colon up to `{name}`", "让冒号紧跟 `{name}`")
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for (document, _, entry, fault) in entry_faults(facts) {
        let ItemFault::BlankBeforeColon(effect) = fault else { continue };
        let severity = if *effect == Effect::Kept { Severity::Warning } else { loss(document, entry.name, effect) };
        let range = entry.tokens.before_colon.clone();
        let message = SpaceBeforeColon { name: entry.name, effect };
        findings.add(mended(document, range.clone(), severity, effect, message, (range, String::new())));
    }
}
