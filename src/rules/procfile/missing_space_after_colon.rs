//! PSH203: `web:gunicorn …`.

use crate::analysis::Facts;
use crate::analysis::processes::PROCFILE;
use crate::diagnostic::{FixBuilder, Severity, Stage};
use crate::language::Language::{self, En, Zh};
use crate::language::Localized;
use crate::platform::Dialect;
use crate::rules::{Family, Finding, Findings, FixKind, Message, Place, Rule};

use super::entries;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH203",
    name: "missing-space-after-colon",
    since: "0.1.0",
    family: Family::Procfile,
    severity: Severity::Error,
    stage: Stage::Release,
    fix: FixKind::Safe,
    summary: Localized {
        en: "No space between the colon and the command of a Procfile entry",
        zh: "Procfile 条目的冒号与命令之间没有空格",
    },
    page: Localized { en: include_str!("missing_space_after_colon.md"), zh: include_str!("missing_space_after_colon.zh.md") },
    check,
};

struct MissingSpaceAfterColon<'a> {
    name: &'a str,
    command: &'a str,
    dialect: Dialect,
}

impl Message for MissingSpaceAfterColon<'_> {
    fn message(&self, language: Language) -> String {
        let Self { name, .. } = self;
        match language {
            En => format!("`{name}:` has no space before its command"),
            Zh => format!("`{name}:` 与命令之间缺少空格"),
        }
    }

    fn detail(&self, language: Language) -> String {
        let Self { name, command, dialect } = self;
        match (dialect, language) {
            (Dialect::RubyYaml, En) => format!(
                "Without the space, `{name}:{command}` is one word to the YAML parser and no entry: the build stops after all dependencies were installed. Write `{name}: {command}`."
            ),
            (Dialect::RubyYaml, Zh) => format!(
                "没有空格时，YAML 解析器把 `{name}:{command}` 当作一个单词而不是条目：依赖全部安装完之后构建才会失败。请写成 `{name}: {command}`。"
            ),
            (Dialect::HerokuClassic, En) => format!(
                "The platform drops the line `{name}:{command}` without a word, and the app has no process `{name}`. Write `{name}: {command}`."
            ),
            (Dialect::HerokuClassic, Zh) => {
                format!(
                    "平台会不加提示地丢弃 `{name}:{command}` 这一行，应用因此没有 `{name}` 进程。请写成 `{name}: {command}`。"
                )
            }
        }
    }

    fn fix_title(&self, language: Language) -> String {
        match language {
            En => format!("Put a space after `{}:`", self.name),
            Zh => format!("在 `{}:` 后加一个空格", self.name),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let dialect = facts.platform.procfile.dialect.value;
    for entry in
        entries(facts).iter().filter(|entry| entry.colon == ":" && entry.after_colon.is_empty() && !entry.command.is_empty())
    {
        let at = entry.tokens.colon.end;
        let mut finding = Finding::new(
            Place::range(PROCFILE, at..at),
            MissingSpaceAfterColon { name: entry.name, command: entry.command, dialect },
        )
        .fix(FixBuilder::safe().edit(PROCFILE, at..at, " "));
        if let Some(rejection) = &facts.procfile.rejection {
            finding = finding.says(&rejection.says);
        }
        findings.add(finding);
    }
}
