//! PSH207: `web：…`.

use super::prelude::*;

rule! {
    code: "PSH207",
    name: "full-width-colon",
    severity: Error,
    stage: Release,
    fix: Safe,
    en: "A full-width colon behind the name of a Procfile entry",
    zh: "Procfile 条目的名称后面是全角冒号",
}

struct FullWidthColon<'a> {
    name: &'a str,
    /// The command as it has to stand behind the colon.
    written: String,
    effect: &'a Effect,
}

impl Message for FullWidthColon<'_> {
    fn message(&self, language: Language) -> String {
        let name = excerpt(self.name);
        say!(language, "The colon behind `{name}` is a full-width one, `：`", "`{name}` 后面是全角冒号 `：`")
    }

    fn detail(&self, language: Language) -> String {
        let (name, command, effect) = (excerpt(self.name), excerpt(&self.written), self.effect.sentence(language));
        say!(
            language,
            "Chinese and Japanese input methods type `：` (U+FF1A), which is not the colon of the format. {effect} Write `{name}: {command}` with the colon `:` and a space.",
            "中文输入法输入的 `：`（U+FF1A）不是 Procfile 的冒号。{effect}请用半角冒号 `:` 加一个空格，写成 `{name}: {command}`。"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Replace `：` by `:`", "把 `：` 改成 `:`")
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for (document, item, entry, fault) in entry_faults(facts) {
        let ItemFault::FullWidthColon(effect) = fault else { continue };
        let colon = if entry.after_colon.is_empty() { ": " } else { ":" };
        let written = document.acceptable(item, entry.command);
        let start = entry.tokens.before_colon.start;
        let edit = if written == entry.command {
            (start..entry.tokens.colon.end, colon.to_owned())
        } else {
            (start..entry.tokens.command.end, format!(": {written}"))
        };
        let message = FullWidthColon { name: entry.name, written, effect };
        let severity = loss(document, entry.name, effect);
        findings.add(mended(document, entry.tokens.colon.clone(), severity, effect, message, edit));
    }
}
