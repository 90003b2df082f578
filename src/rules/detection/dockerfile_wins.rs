//! PSH104: a Dockerfile is built instead.

use crate::analysis::detection::dockerfile;
use crate::language::list;
use crate::platform::DockerfilePolicy;
use crate::rules::prelude::*;

rule! {
    code: "PSH104",
    name: "dockerfile-wins",
    severity: Info,
    stage: Detect,
    fix: None,
    en: "A Dockerfile that the platform builds instead of the Python project",
    zh: "平台会构建 Dockerfile 而不是 Python 项目",
}

struct DockerfileWins<'a> {
    file: &'a str,
    policy: DockerfilePolicy,
    /// Files that are for nothing then.
    unread: Vec<&'static str>,
}

impl DockerfileWins<'_> {
    fn unread(&self, language: Language) -> String {
        let names = list::and(list::quoted(&self.unread), language);
        match self.unread.is_empty() {
            true => String::new(),
            false => say!(language, " {names} will have no effect.", "{names} 将不起作用。"),
        }
    }
}

impl Message for DockerfileWins<'_> {
    fn message(&self, language: Language) -> String {
        let file = self.file;
        match self.policy {
            DockerfilePolicy::Wins => say!(
                language,
                "The platform builds the `Dockerfile` and looks at nothing else",
                "平台会构建 `Dockerfile`，不看其他文件"
            ),
            DockerfilePolicy::Offered => say!(
                language,
                "The platform offers to build `{file}` beside the Python project",
                "除 Python 项目外，平台还会提供构建 `{file}` 的选项"
            ),
            _ => say!(
                language,
                "The platform may build the `Dockerfile` and look at nothing else",
                "平台可能会构建 `Dockerfile`，不看其他文件"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let unread = self.unread(language);
        let file = self.file;
        match self.policy {
            DockerfilePolicy::Offered => say!(
                language,
                "The platform reports both and asks which one to build. If `{file}` is chosen, it alone decides what is installed and started.{unread} What is said here holds for the Python build: choose Python where the platform asks.",
                "平台会列出两者并询问构建哪一个。如果选择 `{file}`，安装和启动的内容全由它决定。{unread}这里的结论针对 Python 构建：请在平台询问时选择 Python。"
            ),
            DockerfilePolicy::Wins => say!(
                language,
                "The platform prefers a Dockerfile at the root: it alone decides what is installed and started, and nothing else is checked here.{unread} For the platform's own Python build, rename or delete it, or choose Python where the platform asks.",
                "平台优先使用根目录下的 Dockerfile：安装和启动的内容全由它决定，这里不再检查其他内容。{unread}如需使用平台自带的 Python 构建，请重命名或删除它，或在平台询问时选择 Python。"
            ),
            _ => say!(
                language,
                "The documentation does not say what a Dockerfile at the root does; platforms of its kind prefer it. If so, it alone decides what is installed and started.{unread} To be sure of the Python build, rename or delete it.",
                "文档没有说明根目录下的 Dockerfile 有什么作用；同类平台会优先使用它。若是如此，安装和启动的内容全由它决定。{unread}若要确保使用 Python 构建，请重命名或删除它。"
            ),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let policy = facts.platform.detection.dockerfile.value;
    if policy == DockerfilePolicy::Ignored {
        return;
    }
    let Some(file) = dockerfile(facts.project, facts.platform) else { return };
    let is_certain = policy == DockerfilePolicy::Wins;
    let unread: Vec<&str> = [PROCFILE, "runtime.txt"].into_iter().filter(|name| facts.project.has(name)).collect();
    let surprises = is_certain && !unread.is_empty();
    let finding = Finding::new(Place::file(file), DockerfileWins { file, policy, unread });
    findings.add(match (policy, surprises) {
        (DockerfilePolicy::Wins, true) => finding.severity(Severity::Warning),
        (DockerfilePolicy::NotStated, _) => finding.likely(),
        _ => finding,
    });
}
