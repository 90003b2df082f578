//! PSH111: a `Pipfile` without its lock.

use crate::analysis::recognition::RecognitionFault;
use crate::platform::NeededLock;
use crate::rules::prelude::*;

use super::faulty::recognition_faults;

rule! {
    code: "PSH111",
    name: "missing-lock-file",
    severity: Warning,
    stage: Build,
    fix: Display,
    en: "A file of dependencies without the lock file that belongs to it",
    zh: "缺少与依赖文件配套的锁文件",
}

struct MissingLockFile<'a> {
    needed: &'a NeededLock,
}

impl Message for MissingLockFile<'_> {
    fn message(&self, language: Language) -> String {
        let NeededLock { file, lock, .. } = self.needed;
        say!(language, "`{file}` has no `{lock}` beside it", "`{file}` 旁边没有 `{lock}`")
    }

    fn detail(&self, language: Language) -> String {
        let NeededLock { file, lock, stops, command } = self.needed;
        match stops {
            true => say!(
                language,
                "The platform installs from `{lock}`, whatever else there is, and stops the build when `{file}` is there without it. Run `{command}` and commit `{lock}`; or delete `{file}` if it is no longer used.",
                "无论还有什么文件，平台都要求有 `{lock}`；只有 `{file}` 时构建停止。请运行 `{command}` 并提交 `{lock}`；如果不再使用 `{file}`，请删除它。"
            ),
            false => say!(
                language,
                "The build goes on without it and takes the newest versions that `{file}` allows, so that two builds of the same files may differ. Run `{command}` and commit `{lock}`.",
                "构建会继续，并安装 `{file}` 所允许的最新版本，因此相同文件的两次构建结果可能不同。请运行 `{command}` 并提交 `{lock}`。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        let NeededLock { lock, command, .. } = self.needed;
        say!(language, "Run `{command}` and commit `{lock}`", "运行 `{command}` 并提交 `{lock}`")
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for fault in recognition_faults(facts, &RULE) {
        let RecognitionFault::MissingLock(needed) = fault else { continue };
        let finding = Finding::new(Place::file(&needed.file), MissingLockFile { needed }).fix(FixBuilder::display());
        findings.add(if needed.stops { finding.severity(Severity::Error) } else { finding.says_nothing() });
    }
}
