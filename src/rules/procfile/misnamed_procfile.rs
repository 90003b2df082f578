//! PSH202: `procfile`, `Procfile.txt`, `ProcFile` ….

use crate::analysis::Facts;
use crate::analysis::procfile::processes::{PROCFILE, Source};
use crate::diagnostic::{FixBuilder, Severity, Stage};
use crate::language::Language::{self, En, Zh};
use crate::language::Localized;
use crate::rules::{Family, Finding, Findings, FixKind, Message, Place, Rule};

use super::names::misnamed;
use super::without_procfile::is_settable;
use super::{excerpt, in_force};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH202",
    name: "misnamed-procfile",
    since: "0.1.0",
    family: Family::Procfile,
    severity: Severity::Error,
    stage: Stage::PreCompile,
    fix: FixKind::Safe,
    summary: Localized {
        en: "A Procfile under a name that the platform does not look for",
        zh: "Procfile 的文件名不对，平台不会读取",
    },
    #[cfg(feature = "pages")]
    page: Localized { en: include_str!("misnamed_procfile.md"), zh: include_str!("misnamed_procfile.zh.md") },
    check,
};

struct MisnamedProcfile<'a> {
    file: &'a str,
    instead: Source,
    generated: Option<&'a str>,
}

impl Message for MisnamedProcfile<'_> {
    fn message(&self, language: Language) -> String {
        let file = excerpt(self.file);
        match language {
            En => format!("`{file}` is not read: the name has to be `Procfile`"),
            Zh => format!("不会读取 `{file}`：文件名必须是 `Procfile`"),
        }
    }

    fn detail(&self, language: Language) -> String {
        let file = excerpt(self.file);
        let instead = match (self.instead, self.generated, language) {
            (Source::Override, _, En) => "At present the Procfile that is set on the platform is used.".to_owned(),
            (Source::Override, _, Zh) => "目前使用的是平台上设置的 Procfile。".to_owned(),
            (Source::None, _, En) => {
                "No process is known then, and nothing is started unless a start command is set on the platform.".to_owned()
            }
            (Source::None, _, Zh) => "因此没有任何进程，除非在平台上设置了启动命令，否则什么也不会启动。".to_owned(),
            (_, Some(text), En) => format!("It writes a Procfile of its own instead, `{}`.", excerpt(text.trim_end())),
            (_, Some(text), Zh) => format!("平台会自行生成一个 Procfile：`{}`。", excerpt(text.trim_end())),
            (_, None, En) => "It writes a Procfile of its own instead.".to_owned(),
            (_, None, Zh) => "平台会自行生成一个 Procfile。".to_owned(),
        };
        match language {
            En => format!(
                "The platform looks for a file at the root that is named `Procfile` to the letter: with a capital P, small letters, no ending and no blank. {instead} Rename `{file}` to `Procfile`."
            ),
            Zh => format!(
                "平台只在根目录查找名称恰好为 `Procfile` 的文件：首字母大写，其余小写，没有扩展名，也没有空格。{instead}请把 `{file}` 改名为 `Procfile`。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        let file = excerpt(self.file);
        match language {
            En => format!("Rename `{file}` to `Procfile`"),
            Zh => format!("把 `{file}` 改名为 `Procfile`"),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let Some(file) = misnamed(facts) else { return };
    let instead = facts.procfile.source;
    let severity = in_force::severity(facts, Severity::Error);
    let message = MisnamedProcfile { file, instead, generated: facts.procfile.text.as_deref() };
    let fix = FixBuilder::safe().rename(file, PROCFILE);
    let finding = Finding::new(Place::file(file), message).severity(severity).fix(fix);
    findings.add(if instead == Source::None && is_settable(facts) { finding.likely() } else { finding });
}
