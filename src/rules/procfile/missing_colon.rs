//! PSH206: `web gunicorn …`.

use crate::analysis::procfile::faults::MissingColon;

use super::prelude::*;

rule! {
    code: "PSH206",
    name: "missing-colon",
    severity: Error,
    stage: Release,
    fix: Safe,
    en: "A Procfile entry without the colon behind its name",
    zh: "Procfile 条目的名称后面没有冒号",
}

impl Message for &MissingColon<'_> {
    fn message(&self, language: Language) -> String {
        let name = self.name;
        say!(language, "`{name}` has no colon behind it", "`{name}` 后面没有冒号")
    }

    fn detail(&self, language: Language) -> String {
        let (name, command, effect) = (self.name, excerpt(self.command), self.effect.sentence(language));
        match self.effect {
            Effect::Kept => say!(
                language,
                "This platform's parser takes the line for the process `{name}` all the same; the format asks for a colon, and other parsers refuse the file. Write `{name}: {command}`.",
                "这个平台的解析器仍把该行当作进程 `{name}`；但格式要求有冒号，其他解析器会拒绝该文件。请写成 `{name}: {command}`。"
            ),
            _ => say!(
                language,
                "Without a colon, the line is no entry. {effect} Write `{name}: {command}`.",
                "没有冒号，这一行就不是条目。{effect}请写成 `{name}: {command}`。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Put a colon behind `{}`", "在 `{}` 后加冒号", self.name)
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for (document, _, fault) in item_faults(facts) {
        let ItemFault::MissingColon(missing) = fault else { continue };
        let is_read = missing.effect == Effect::Kept;
        let severity = if is_read { Severity::Warning } else { loss(document, missing.name, &missing.effect) };
        let edit = (missing.between.clone(), ": ".to_owned());
        findings.add(mended(document, missing.between.clone(), severity, &missing.effect, missing, edit));
    }
}
