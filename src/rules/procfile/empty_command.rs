//! PSH215: `web:` and nothing behind it.

use crate::rules::start_command::failure;

use super::prelude::*;

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
    effect: &'a Effect,
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
        let effect = match self.effect {
            Effect::Kept => say!(
                language,
                "The build succeeds, and `{name}` ends as soon as it is started, because there is nothing to run.",
                "构建成功，但由于没有可运行的内容，`{name}` 一启动就会结束。"
            ),
            effect => effect.sentence(language),
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
    for (document, item, entry, fault) in entry_faults(facts) {
        let ItemFault::EmptyCommand(effect) = fault else { continue };
        let severity = match effect {
            // In YAML, quotes around a name are not part of it.
            Effect::Kept if entry.name.trim_matches(['"', '\'']) == WEB => Severity::Error,
            effect if entry.name == WEB || effect.is_rejected() || starts_nothing(document) => loss(document, entry.name, effect),
            _ => Severity::Warning,
        };
        let stage = if *effect == Effect::Kept { failure::stage(document.platform, entry.name) } else { Stage::Release };
        let message = EmptyCommand {
            name: entry.name,
            effect,
            is_comment: entry.command.starts_with('#'),
            in_next_line: !item.more.is_empty(),
        };
        let fix = fix_if(document, Safety::Unsafe, document.in_one_line(item, entry));
        findings.add(finding(document, item.line.clone(), severity, effect, message).stage(stage).fix(fix));
    }
}
