//! PSH522: a lock file that does not meet the requirements beside it.

use crate::analysis::lock_file::{Unlocked, unlocked};
use crate::language::list;
use crate::platform::LockCheck;
use crate::rules::prelude::*;

rule! {
    code: "PSH522",
    name: "outdated-lock-file",
    severity: Error,
    stage: Build,
    fix: Display,
    en: "A lock file that was made before a requirement was added or changed",
    zh: "锁文件在添加或修改依赖之前生成",
}

struct OutdatedLockFile<'a> {
    check: LockCheck,
    manager: &'static str,
    first: &'a Unlocked,
    others: &'a [Unlocked],
}

impl OutdatedLockFile<'_> {
    fn others(&self, language: Language) -> String {
        let names = list::row(list::quoted(self.others.iter().map(|unlocked| &unlocked.name)), language);
        match self.others {
            [] => String::new(),
            _ => say!(language, " Nor does the lock meet {names}.", "锁文件同样不符合 {names}。"),
        }
    }
}

impl Message for OutdatedLockFile<'_> {
    fn message(&self, language: Language) -> String {
        let Unlocked { name, specifiers, locked, .. } = self.first;
        let (manifest, lock) = (self.check.manifest(), self.check.lock());
        match locked {
            None => say!(
                language,
                "`{manifest}` requires `{name}`, but `{lock}` does not have it",
                "`{manifest}` 要求 `{name}`，但 `{lock}` 中没有"
            ),
            Some(locked) => say!(
                language,
                "`{manifest}` requires `{name}{specifiers}`, but `{lock}` has {locked}",
                "`{manifest}` 要求 `{name}{specifiers}`，但 `{lock}` 中是 {locked}"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let (manager, lock, command) = (self.manager, self.check.lock(), self.check.command());
        let (manifest, others) = (self.check.manifest(), self.others(language));
        say!(
            language,
            "Before it installs anything, {manager} compares `{manifest}` with `{lock}`, and stops the build when the lock was made for other requirements.{others} Run `{command}` where the project is developed, and commit `{lock}` together with `{manifest}`.",
            "{manager} 在安装之前会比较 `{manifest}` 与 `{lock}`；如果锁文件是为其他依赖生成的，构建停止。{others}请在开发环境中运行 `{command}`，并将 `{lock}` 与 `{manifest}` 一起提交。"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        let (lock, command) = (self.check.lock(), self.check.command());
        say!(language, "Run `{command}` and commit `{lock}`", "运行 `{command}` 并提交 `{lock}`")
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let Some(manager) = facts.package_manager.as_ref().filter(|_| facts.is_built_as_python()) else { return };
    let Some(check) = manager.profile.lock_check else { return };
    let unlocked = unlocked(facts.project, check);
    let Some((first, others)) = unlocked.split_first() else { return };
    let message = OutdatedLockFile { check, manager: manager.name, first, others };
    let place = Place::range(check.manifest(), first.range.clone());
    findings.add(Finding::new(place, message).says(says(check)).fix(FixBuilder::display()));
}

/// What the package managers print; seen with Pipenv 2018.5.18, 2023.12.1 and 2026.10.3, Poetry 2.5.1 and uv 0.13.9.
fn says(check: LockCheck) -> &'static str {
    match check {
        LockCheck::Pipenv => "Aborting deploy",
        LockCheck::Poetry => "pyproject.toml changed significantly since poetry.lock was last generated.",
        LockCheck::Uv => "error: The lockfile at `uv.lock` needs to be updated, but `--locked` was provided.",
    }
}
