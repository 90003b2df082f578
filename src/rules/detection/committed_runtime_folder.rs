//! PSH107: a folder where the platform puts its own Python.

use crate::analysis::ignored;
use crate::project::selection::ENVIRONMENT_MARK;
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
        if !folder.ends_with('/') {
            return say!(
                language,
                "The build makes a folder of this name for Python and all packages, and stops because a file has it. Take it out with `git rm --cached {folder}`.",
                "构建要用这个名称新建文件夹，存放 Python 和所有软件包；名称已被文件占用，构建停止。请用 `git rm --cached {folder}` 移除。"
            );
        }
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
    for path in refused.value.iter().filter(|path| !path.ends_with(ENVIRONMENT_MARK)) {
        let name = path.trim_end_matches('/');
        let is_there = facts.project.has(name) || (path.ends_with('/') && facts.project.has_folder(name));
        if is_there && !ignored::by_git(facts.project, name, !facts.project.has(name)) {
            let message = CommittedRuntimeFolder { folder: path };
            let finding = Finding::new(Place::project(), message).fix(FixBuilder::display());
            // Where a file is in the way, a program of the system says so.
            findings.add(if path.ends_with('/') { finding } else { finding.says_nothing() });
        }
    }
}
