//! PSH106: a virtual environment among the files.

use std::collections::BTreeSet;

use crate::analysis::ignored;
use crate::order;
use crate::project::selection::ENVIRONMENT_MARK;
use crate::project::{Project, SkipReason};
use crate::rules::prelude::*;

rule! {
    code: "PSH106",
    name: "committed-virtualenv",
    severity: Warning,
    stage: Build,
    fix: Display,
    en: "A virtual environment among the files of the project",
    zh: "项目文件中有虚拟环境",
}

struct CommittedVirtualenv<'a> {
    folder: &'a str,
    stops: bool,
    in_work_tree: bool,
}

impl Message for CommittedVirtualenv<'_> {
    fn message(&self, language: Language) -> String {
        let folder = self.folder;
        say!(language, "`{folder}` is a virtual environment", "`{folder}` 是虚拟环境")
    }

    fn detail(&self, language: Language) -> String {
        let Self { folder, stops, in_work_tree } = self;
        let outcome = match stops {
            true => language.pick(
                "The platform makes an environment of its own and stops the build when there is one already.",
                "平台会自行创建环境；发现已有环境时构建停止。",
            ),
            false => language.pick(
                "It holds programs for the computer that it was made on and is not used by the platform, which installs everything again; it only makes the upload larger.",
                "其中的程序只适用于创建它的电脑，平台不会使用，而会重新安装全部依赖；它只会让上传的内容变大。",
            ),
        };
        let doubt = match in_work_tree {
            false => "",
            true => language.pick(
                " Whether it is committed cannot be seen here; `.gitignore` at the root does not name it.",
                "这里无法得知它是否已提交；根目录的 `.gitignore` 中没有它。",
            ),
        };
        say!(
            language,
            "{outcome}{doubt} Take it out of the repository with `git rm -r --cached {folder}`, and write `{folder}` into `.gitignore`.",
            "{outcome}{doubt}请用 `git rm -r --cached {folder}` 将它移出仓库，并在 `.gitignore` 中写上 `{folder}`。"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Take `{}` out of the repository", "将 `{}` 移出仓库", self.folder)
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        vec![("folder", self.folder.to_owned())]
    }
}

/// The folders of virtual environments, each with its final `/`: those that were left out, and in bundles those whose mark
/// is listed.
fn environments(project: &Project) -> BTreeSet<String> {
    let left_out = project.skipped().iter().filter(|skipped| skipped.reason == SkipReason::VirtualEnvironment);
    let listed = project.files().filter_map(|(path, _)| path.strip_suffix(ENVIRONMENT_MARK));
    let listed = listed.filter(|folder| folder.ends_with('/')).map(str::to_owned);
    order::set(left_out.map(|skipped| skipped.path.clone()).chain(listed))
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let skipped = || facts.project.skipped().iter();
    let in_work_tree = skipped().any(|skipped| skipped.path == ".git/" || skipped.path == ".git");
    let refused = facts.platform.detection.refused_paths.as_ref();
    for folder in environments(facts.project) {
        // What git has been told to leave out is committed all the same where it was added before.
        let is_committed = facts.project.is_committed(&folder);
        let in_work_tree = in_work_tree && !is_committed;
        if !is_committed && ignored::by_git(facts.project, folder.trim_end_matches('/'), true) {
            continue;
        }
        let stops = refused.is_some_and(|paths| paths.value.contains(&format!("{folder}{ENVIRONMENT_MARK}")));
        let message = CommittedVirtualenv { folder: &folder, stops, in_work_tree };
        let mut finding = Finding::new(Place::project(), message).fix(FixBuilder::display());
        if stops && !in_work_tree {
            finding = finding.severity(Severity::Error);
        } else if !stops {
            finding = finding.case_only("passed-over");
        }
        findings.add(if in_work_tree { finding.likely() } else { finding });
    }
}
