//! PSH203: `web:gunicorn …`.

use super::prelude::*;

rule! {
    code: "PSH203",
    name: "missing-space-after-colon",
    severity: Error,
    stage: Release,
    fix: Safe,
    en: "No space between the colon and the command of a Procfile entry",
    zh: "Procfile 条目的冒号与命令之间没有空格",
}

struct MissingSpaceAfterColon<'a> {
    name: &'a str,
    command: &'a str,
    /// The command as it has to stand behind the space.
    written: String,
    effect: &'a Effect,
}

impl Message for MissingSpaceAfterColon<'_> {
    fn message(&self, language: Language) -> String {
        let name = excerpt(self.name);
        say!(language, "`{name}:` has no space before its command", "`{name}:` 与命令之间缺少空格")
    }

    fn detail(&self, language: Language) -> String {
        let (name, command, effect) = (excerpt(self.name), excerpt(self.command), self.effect.sentence(language));
        let written = excerpt(&self.written);
        match self.effect {
            Effect::Kept => say!(
                language,
                "The platform puts the missing space in, though only behind a `web:` that begins the file; other platforms drop the line or refuse the file. Write `{name}: {written}`.",
                "平台会补上缺少的空格，但只补文件开头的 `web:` 之后；其他平台会丢弃这一行或拒绝整个文件。请写成 `{name}: {written}`。"
            ),
            _ => say!(
                language,
                "Without the space, `{name}:{command}` is one word to the parser and no entry. {effect} Write `{name}: {written}`.",
                "没有空格时，解析器把 `{name}:{command}` 当作一个单词，而不是条目。{effect}请写成 `{name}: {written}`。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        let name = excerpt(self.name);
        say!(language, "Put a space after `{name}:`", "在 `{name}:` 后加一个空格")
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for (document, item, entry, fault) in entry_faults(facts) {
        let ItemFault::MissingSpace(effect) = fault else { continue };
        let severity = if *effect == Effect::Kept { Severity::Info } else { loss(document, entry.name, effect) };
        let at = entry.tokens.colon.end;
        let written = document.acceptable(item, entry.command);
        let edit = if written == entry.command {
            (at..at, " ".to_owned())
        } else {
            (at..entry.tokens.command.end, format!(" {written}"))
        };
        let message = MissingSpaceAfterColon { name: entry.name, command: entry.command, written, effect };
        findings.add(mended(document, at..at, severity, effect, message, edit));
    }
}
