//! PSH107: a folder where the platform puts its own Python.

use crate::analysis::ignored;
use crate::rules::prelude::*;

rule! {
    code: "PSH107",
    name: "committed-runtime-folder",
    severity: Error,
    stage: Build,
    fix: Display,
    en: "A folder of the project lies where the platform puts its own Python",
    zh: "项目中的文件夹占用了平台存放 Python 的位置",
}

struct CommittedRuntimeFolder<'a> {
    folder: &'a str,
}

impl Message for CommittedRuntimeFolder<'_> {
    fn message(&self, language: Language) -> String {
        say!(language, "`{}` is where the platform puts its own Python", "`{}` 是平台存放自己的 Python 的位置", self.folder)
    }

    fn detail(&self, language: Language) -> String {
        let folder = self.folder;
        say!(
            language,
            "The build writes Python and all packages into `{folder}` and stops when the folder is there before. It is the result of an earlier build and belongs in no repository. Take it out with `git rm -r --cached {folder}`.",
            "构建会把 Python 和所有软件包写入 `{folder}`；如果该文件夹事先存在，构建停止。它是以前构建的结果，不应放进仓库。请用 `git rm -r --cached {folder}` 移除。"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Take `{}` out of the repository", "将 `{}` 移出仓库", self.folder)
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        vec![("folder", self.folder.to_owned())]
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let Some(refused) = facts.platform.detection.refused_paths.as_ref() else { return };
    for path in &refused.value {
        let is_there = |folder: &&str| facts.project.has_folder(folder) || facts.project.has(folder);
        let Some(folder) = path.strip_suffix('/').filter(is_there) else { continue };
        if !ignored::by_git(facts.project, folder, !facts.project.has(folder)) {
            let message = CommittedRuntimeFolder { folder: path };
            findings.add(Finding::new(Place::project(), message).fix(FixBuilder::display()));
        }
    }
}
