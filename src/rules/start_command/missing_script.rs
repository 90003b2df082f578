//! PSH305: the start command runs a script that is not in the project.

use crate::analysis::commands::launch::{Launch, Tool};
use crate::analysis::commands::start_command::How;
use crate::analysis::commands::target::{FaultyTarget, MissingScript, TargetFault, faulty_targets};
use crate::platform::Series;
use crate::rules::prelude::*;

use super::failure::Failure;
use super::in_command::{edit, fails, quoted, shell_says};

rule! {
    code: "PSH305",
    name: "missing-script",
    severity: Error,
    stage: Boot,
    fix: Unsafe,
    en: "The start command runs a script that is not in the project",
    zh: "启动命令运行的脚本不在项目中",
}

struct MissingScriptMessage {
    process: String,
    failure: Failure,
    script: String,
    missing: MissingScript,
}

impl Message for MissingScriptMessage {
    fn message(&self, language: Language) -> String {
        let Self { process, script, missing, .. } = self;
        if missing.wants.is_some() {
            return say!(
                language,
                "The process `{process}` runs `{script}`, which the shell looks for in `PATH` and not in the project",
                "进程 `{process}` 要运行的 `{script}` 只会在 `PATH` 中查找，不会在项目中查找"
            );
        }
        say!(
            language,
            "The process `{process}` runs `{script}`, which is not in the project",
            "进程 `{process}` 要运行的 `{script}` 不在项目中"
        )
    }

    fn detail(&self, language: Language) -> String {
        let MissingScript { path, may_be_written, meant, wants } = &self.missing;
        let fails = self.failure.words(language);
        if let Some(program) = wants {
            return say!(
                language,
                "The project has this file, but a name without a slash is the name of a program, and none is called so. {fails}. Write `{program} {path}`.",
                "项目中有这个文件，但不含斜杠的名称表示程序名，而没有叫这个名称的程序。{fails}。请写成 `{program} {path}`。"
            );
        }
        let doubt = match may_be_written {
            false => "",
            true => language.pick(", unless a command that runs before it writes the file", "，除非之前运行的命令会生成该文件"),
        };
        let advice = match meant {
            None => say!(
                language,
                "Write the path of a script of the project, from its root; capital and small letters count.",
                "请写出项目中某个脚本相对于根目录的路径，区分大小写。"
            ),
            Some(meant) => say!(
                language,
                "The project has `{meant}`: write that, with its capital and small letters.",
                "项目中有 `{meant}`：请写成它，大小写保持一致。"
            ),
        };
        say!(language, "There is no file `{path}`. {fails}{doubt}. {advice}", "没有文件 `{path}`。{fails}{doubt}。{advice}")
    }

    fn fix_title(&self, language: Language) -> String {
        let MissingScript { path, meant, wants, .. } = &self.missing;
        let meant = wants.map(|program| format!("{program} {path}")).or_else(|| meant.clone()).unwrap_or_default();
        say!(language, "Run `{meant}`", "运行 `{meant}`")
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for FaultyTarget { start, launch, fault } in faulty_targets(facts) {
        let TargetFault::MissingScript(missing) = fault else { continue };
        let meant = missing.meant.as_deref();
        let at = launch.word.range.start;
        let fix = match missing.wants {
            Some(program) => edit(start, FixBuilder::safe(), at..at, format!("{program} ")),
            None => meant.and_then(|meant| edit(start, FixBuilder::unsafe_(), launch.whole(), quoted(meant))),
        };
        let says = match (missing.wants, launch.how) {
            (Some(_), How::Exec) => shell_says(start, at, &format!("exec: {}: not found", launch.text())),
            (Some(_), How::Name) => shell_says(start, at, &format!("{}: command not found", launch.text())),
            (Some(_), _) => None,
            (None, _) => says(facts, &launch),
        };
        let is_likely = missing.may_be_written;
        let message = MissingScriptMessage {
            process: start.process.name.clone(),
            failure: Failure::of(facts, start),
            script: launch.text().to_owned(),
            missing,
        };
        let finding = fails(facts, start, launch.word.range.clone(), message);
        findings.add(finding.likely_if(is_likely).says_if_known(says).fix(fix));
    }
}

/// What the programs print; seen with bash 5.2 and Python 2.7 to 3.8. Later ones print the whole path on the server.
fn says(facts: &Facts<'_>, launch: &Launch) -> Option<String> {
    let (script, program) = (launch.text(), &launch.program);
    let is_old = facts.python.resolved.is_some_and(|version| version.series <= Series { major: 3, minor: 8 });
    match launch.tool {
        Tool::Python if is_old => Some(format!("{program}: can't open file '{script}': [Errno 2] No such file or directory")),
        Tool::Shell if launch.program == "bash" => Some(format!("bash: {script}: No such file or directory")),
        _ => None,
    }
}
