//! PSH111: a `Pipfile` without its lock.

use crate::analysis::Facts;
use crate::analysis::package_manager::missing_lock;
use crate::diagnostic::{FixBuilder, Severity, Stage};
use crate::language::Language::{self, En, Zh};
use crate::language::Localized;
use crate::platform::NeededLock;
use crate::rules::{Family, Finding, Findings, FixKind, Message, Place, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH111",
    name: "missing-lock-file",
    since: "0.1.0",
    family: Family::Detection,
    severity: Severity::Warning,
    stage: Stage::Build,
    fix: FixKind::Display,
    summary: Localized {
        en: "A file of dependencies without the lock file that belongs to it",
        zh: "缺少与依赖文件配套的锁文件",
    },
    #[cfg(feature = "pages")]
    page: Localized { en: include_str!("missing_lock_file.md"), zh: include_str!("missing_lock_file.zh.md") },
    check,
};

struct MissingLockFile<'a> {
    needed: &'a NeededLock,
}

impl Message for MissingLockFile<'_> {
    fn message(&self, language: Language) -> String {
        let NeededLock { file, lock, .. } = self.needed;
        match language {
            En => format!("`{file}` has no `{lock}` beside it"),
            Zh => format!("`{file}` 旁边没有 `{lock}`"),
        }
    }

    fn detail(&self, language: Language) -> String {
        let NeededLock { file, lock, stops, command } = self.needed;
        match (stops, language) {
            (true, En) => format!(
                "The platform installs from `{lock}`, whatever else there is, and stops the build when `{file}` is there without it. Run `{command}` and commit `{lock}`; or delete `{file}` if it is no longer used."
            ),
            (true, Zh) => format!(
                "无论还有什么文件，平台都要求有 `{lock}`；只有 `{file}` 时构建停止。请运行 `{command}` 并提交 `{lock}`；如果不再使用 `{file}`，请删除它。"
            ),
            (false, En) => format!(
                "The build goes on without it and takes the newest versions that `{file}` allows, so that two builds of the same files may differ. Run `{command}` and commit `{lock}`."
            ),
            (false, Zh) => format!(
                "构建会继续，并安装 `{file}` 所允许的最新版本，因此相同文件的两次构建结果可能不同。请运行 `{command}` 并提交 `{lock}`。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        let NeededLock { lock, command, .. } = self.needed;
        match language {
            En => format!("Run `{command}` and commit `{lock}`"),
            Zh => format!("运行 `{command}` 并提交 `{lock}`"),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let Some(needed) = missing_lock(facts.project, facts.platform).filter(|_| facts.is_built_as_python()) else { return };
    let finding = Finding::new(Place::file(&needed.file), MissingLockFile { needed }).fix(FixBuilder::display());
    findings.add(if needed.stops { finding.severity(Severity::Error) } else { finding.says_nothing() });
}
