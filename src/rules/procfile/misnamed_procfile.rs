//! PSH202: `procfile`, `Procfile.txt`, `ProcFile` ….

use crate::analysis::procfile::misnamed::misnamed;
use crate::analysis::procfile::processes::Source;
use crate::analysis::procfile::without::is_settable;

use super::prelude::*;

rule! {
    code: "PSH202",
    name: "misnamed-procfile",
    severity: Error,
    stage: PreCompile,
    fix: Safe,
    en: "A Procfile under a name that the platform does not look for",
    zh: "Procfile 的文件名不对，平台不会读取",
}

struct MisnamedProcfile<'a> {
    file: &'a str,
    instead: Source,
    generated: Option<&'a str>,
}

impl Message for MisnamedProcfile<'_> {
    fn message(&self, language: Language) -> String {
        let file = excerpt(self.file);
        say!(language, "`{file}` is not read: the name has to be `Procfile`", "不会读取 `{file}`：文件名必须是 `Procfile`")
    }

    fn detail(&self, language: Language) -> String {
        let file = excerpt(self.file);
        let instead = match (self.instead, self.generated) {
            (Source::Override, _) => say!(
                language,
                "At present the Procfile that is set on the platform is used.",
                "目前使用的是平台上设置的 Procfile。"
            ),
            (Source::None, _) => say!(
                language,
                "No process is known then, and nothing is started unless a start command is set on the platform.",
                "因此没有任何进程，除非在平台上设置了启动命令，否则什么也不会启动。"
            ),
            (_, Some(text)) => say!(
                language,
                "It writes a Procfile of its own instead, `{}`.",
                "平台会自行生成一个 Procfile：`{}`。",
                excerpt(text.trim_end())
            ),
            (_, None) => say!(language, "It writes a Procfile of its own instead.", "平台会自行生成一个 Procfile。"),
        };
        say!(
            language,
            "The platform looks for a file at the root that is named `Procfile` to the letter: with a capital P, small letters, no ending and no blank. {instead} Rename `{file}` to `Procfile`.",
            "平台只在根目录查找名称恰好为 `Procfile` 的文件：首字母大写，其余小写，没有扩展名，也没有空格。{instead}请把 `{file}` 改名为 `Procfile`。"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        let file = excerpt(self.file);
        say!(language, "Rename `{file}` to `Procfile`", "把 `{file}` 改名为 `Procfile`")
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let Some(file) = misnamed(facts.project) else { return };
    let instead = facts.procfile.source;
    let severity = in_force(facts, Severity::Error);
    let message = MisnamedProcfile { file, instead, generated: facts.procfile.text.as_deref() };
    let fix = FixBuilder::safe().rename(file, PROCFILE);
    let finding = Finding::new(Place::file(file), message).severity(severity).fix(fix);
    findings.add(if instead == Source::None && is_settable(facts.platform) { finding.likely() } else { finding });
}
