//! PSH305: the start command runs a script that is not in the project.

use crate::analysis::commands::launch::{Launch, Tool};
use crate::analysis::commands::target::{FaultyTarget, MissingScript, TargetFault, faulty_targets};
use crate::platform::Series;
use crate::rules::prelude::*;

use super::failure::Failure;
use super::in_command::{edit, fails, quoted};

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
        let Self { process, script, .. } = self;
        say!(
            language,
            "The process `{process}` runs `{script}`, which is not in the project",
            "进程 `{process}` 要运行的 `{script}` 不在项目中"
        )
    }

    fn detail(&self, language: Language) -> String {
        let MissingScript { path, may_be_written, meant } = &self.missing;
        let fails = self.failure.words(language);
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
        let meant = self.missing.meant.as_deref().unwrap_or_default();
        say!(language, "Run `{meant}`", "运行 `{meant}`")
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for FaultyTarget { start, launch, fault } in faulty_targets(facts) {
        let TargetFault::MissingScript(missing) = fault else { continue };
        let meant = missing.meant.as_deref();
        let fix = meant.and_then(|meant| edit(facts, &start, FixBuilder::unsafe_(), launch.whole(), quoted(meant)));
        let is_likely = missing.may_be_written;
        let message = MissingScriptMessage {
            process: start.process.name.clone(),
            failure: Failure::of(facts, &start),
            script: launch.text().to_owned(),
            missing,
        };
        let finding = fails(facts, &start, launch.word.range.clone(), message);
        findings.add(finding.likely_if(is_likely).says_if_known(says(facts, &launch)).fix(fix));
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
