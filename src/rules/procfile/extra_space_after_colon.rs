//! PSH204: a tab or several spaces behind the colon.

use crate::analysis::Facts;
use crate::diagnostic::{Safety, Severity, Stage};
use crate::language::Language::{self, En, Zh};
use crate::language::Localized;
use crate::platform::StyleRule;
use crate::rules::{Family, Findings, FixKind, Message, Rule};

use super::document::documents;
use super::effect::Effect;
use super::excerpt;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH204",
    name: "extra-space-after-colon",
    since: "0.1.0",
    family: Family::Procfile,
    severity: Severity::Info,
    stage: Stage::Release,
    fix: FixKind::Safe,
    summary: Localized {
        en: "A tab or several spaces between the colon and the command of a Procfile entry",
        zh: "Procfile 条目的冒号与命令之间有制表符或多个空格",
    },
    #[cfg(feature = "pages")]
    page: Localized { en: include_str!("extra_space_after_colon.md"), zh: include_str!("extra_space_after_colon.zh.md") },
    check,
};

struct ExtraSpaceAfterColon<'a> {
    name: &'a str,
    blanks: &'a str,
}

impl ExtraSpaceAfterColon<'_> {
    fn blanks(&self, language: Language) -> String {
        match (self.blanks.contains('\t'), self.blanks.len(), language) {
            (true, 1, En) => "a tab".to_owned(),
            (true, _, En) => "spaces and tabs".to_owned(),
            (false, count, En) => format!("{count} spaces"),
            (true, 1, Zh) => "一个制表符".to_owned(),
            (true, _, Zh) => "空格和制表符".to_owned(),
            (false, count, Zh) => format!(" {count} 个空格"),
        }
    }
}

impl Message for ExtraSpaceAfterColon<'_> {
    fn message(&self, language: Language) -> String {
        let (name, blanks) = (excerpt(self.name), self.blanks(language));
        match language {
            En => format!("`{name}:` is followed by {blanks}"),
            Zh => format!("`{name}:` 后面有{blanks}"),
        }
    }

    fn detail(&self, language: Language) -> String {
        let name = excerpt(self.name);
        match language {
            En => format!(
                "The platform's documentation sets exactly one space between `{name}:` and the command. Its parser takes this as well, so the same command runs. Leave one space."
            ),
            Zh => format!(
                "平台的文档要求 `{name}:` 与命令之间只有一个空格。解析器也接受现在的写法，运行的命令不变。请只留一个空格。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        let name = excerpt(self.name);
        match language {
            En => format!("Leave one space after `{name}:`"),
            Zh => format!("`{name}:` 后只留一个空格"),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for document in documents(facts).iter().filter(|document| document.has_style(StyleRule::OneSpaceAfterColon)) {
        for (_, entry) in document.entries().filter(|(_, entry)| entry.colon == ":" && !entry.command.is_empty()) {
            if matches!(entry.after_colon, "" | " ") {
                continue;
            }
            let range = entry.tokens.after_colon.clone();
            let message = ExtraSpaceAfterColon { name: entry.name, blanks: entry.after_colon };
            let fix = document.fix(Safety::Safe, [(range.clone(), " ".to_owned())]);
            findings.add(document.finding(range, Severity::Info, &Effect::Kept, message).fix(fix));
        }
    }
}
