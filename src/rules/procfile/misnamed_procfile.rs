//! PSH202: `procfile`, `Procfile.txt`, `ProcFile` ….

use crate::analysis::procfile::misnamed::misnamed;
use crate::analysis::procfile::processes::Source;
use crate::analysis::procfile::without::{SelfWritten, is_settable};

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
    source: Source,
    written: SelfWritten,
    /// Whether a start command may be set on the platform.
    is_settable: bool,
    /// The text that the platform writes, as far as it is known.
    generated: Option<&'a str>,
}

impl Message for MisnamedProcfile<'_> {
    fn message(&self, language: Language) -> String {
        let file = excerpt(self.file);
        say!(language, "`{file}` is not read: the name has to be `Procfile`", "不会读取 `{file}`：文件名必须是 `Procfile`")
    }

    fn detail(&self, language: Language) -> String {
        let file = excerpt(self.file);
        let generated = self.generated.map(|text| format!("`{}`", excerpt(text.trim_end()))).unwrap_or_default();
        let instead = match self.written {
            _ if self.source == Source::Override => say!(
                language,
                "At present the Procfile that is set on the platform is used.",
                "目前使用的是平台上设置的 Procfile。"
            ),
            SelfWritten::Nothing if !self.is_settable => {
                say!(language, "No process is known then, and nothing is started.", "因此没有任何进程，什么也不会启动。")
            }
            SelfWritten::Nothing => say!(
                language,
                "No process is known then, and nothing is started unless a start command is set on the platform.",
                "因此没有任何进程，除非在平台上设置了启动命令，否则什么也不会启动。"
            ),
            SelfWritten::Starts => say!(
                language,
                "It writes a Procfile of its own instead, {generated}: the app can start, but not with what `{file}` says.",
                "平台会自行生成一个 Procfile：{generated}。应用能够启动，但不是按 `{file}` 的内容启动。"
            ),
            SelfWritten::Fails => say!(
                language,
                "It writes a Procfile of its own instead, {generated}, which names nothing in the project: it starts only if a package brings that module.",
                "平台会自行生成一个 Procfile：{generated}，其中的名称在项目中不存在，只有某个软件包恰好含有该模块时才能启动。"
            ),
            SelfWritten::Refused => say!(
                language,
                "It writes a Procfile of its own instead, {generated}, which it cannot read itself.",
                "平台会自行生成一个 Procfile：{generated}，而它自己也无法读取。"
            ),
            SelfWritten::Unknown if generated.is_empty() => {
                say!(language, "It writes a Procfile of its own instead.", "平台会自行生成一个 Procfile。")
            }
            SelfWritten::Unknown => say!(
                language,
                "It writes a Procfile of its own instead, most likely {generated}.",
                "平台会自行生成一个 Procfile，很可能是 {generated}。"
            ),
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
    let (source, written) = (facts.procfile.source, SelfWritten::of(facts));
    let usual = match written {
        SelfWritten::Starts | SelfWritten::Unknown => Severity::Warning,
        SelfWritten::Fails | SelfWritten::Refused | SelfWritten::Nothing => Severity::Error,
    };
    let is_settable = is_settable(facts.platform);
    let message = MisnamedProcfile { file, source, written, is_settable, generated: facts.procfile.text.as_deref() };
    let fix = FixBuilder::safe().rename(file, PROCFILE);
    let finding = Finding::new(Place::file(file), message).severity(in_force(facts, usual)).fix(fix);
    let is_sure = match written {
        SelfWritten::Starts | SelfWritten::Refused => true,
        SelfWritten::Nothing => source != Source::None || !is_settable,
        SelfWritten::Unknown | SelfWritten::Fails => false,
    };
    findings.add(if is_sure { finding } else { finding.likely() });
}
