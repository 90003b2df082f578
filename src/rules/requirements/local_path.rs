//! PSH504: `attrs @ file:///tmp/build/…`, `-e C:\work\lib`, `./lib`: what lies on another computer, or nowhere.

use crate::analysis::knowledge::pip::Pip;
use crate::analysis::requirements::Followed;
use crate::analysis::requirements::fault::RequirementFault;
use crate::analysis::requirements::local_path::{LocalPath, PathFault};
use crate::rules::prelude::*;
use crate::syntax::requirements::Line;

use super::lines::{faulty_lines, place, replaced};

rule! {
    code: "PSH504",
    name: "local-path",
    severity: Error,
    stage: Build,
    fix: Unsafe,
    en: "A requirement that lies on another computer or is not in the project",
    zh: "依赖位于另一台电脑上，或不在项目中",
}

struct LocalPathRequirement<'a> {
    path: &'a str,
    fault: PathFault,
    needs: &'static str,
    written: Option<String>,
}

impl Message for LocalPathRequirement<'_> {
    fn message(&self, language: Language) -> String {
        let path = self.path;
        match self.fault {
            PathFault::Foreign => {
                say!(language, "`{path}` lies on the computer where the list was made", "`{path}` 位于生成该列表的电脑上")
            }
            PathFault::Outside => say!(language, "`{path}` is outside of the project", "`{path}` 在项目之外"),
            PathFault::Missing => say!(language, "`{path}` is not in the project", "项目中没有 `{path}`"),
            PathFault::NoProject => {
                say!(language, "`{path}` is no folder that pip can install", "`{path}` 不是 pip 可以安装的文件夹")
            }
        }
    }

    fn detail(&self, language: Language) -> String {
        let needs = self.needs;
        let advice = self.advice(language);
        match self.fault {
            PathFault::Foreign => say!(
                language,
                "The platform gets the files of the project and nothing else of that computer, so pip finds nothing at this path and the build stops. {advice}",
                "平台只会得到项目中的文件，得不到那台电脑上的其他内容，因此 pip 在这个路径找不到任何东西，构建停止。{advice}"
            ),
            PathFault::Outside => say!(
                language,
                "The platform gets the files of the project only. Unless its image has something at this path, pip finds nothing there and the build stops. {advice}",
                "平台只会得到项目中的文件。除非其镜像中有这个路径，否则 pip 在那里找不到任何东西，构建停止。{advice}"
            ),
            PathFault::Missing => say!(
                language,
                "pip looks for it from the root of the project, finds nothing, and the build stops. Add it to what you push (a `.gitignore` may keep it out), or write the package by its name on PyPI.",
                "pip 会从项目根目录开始查找，找不到时构建停止。请把它加入要推送的内容（可能被 `.gitignore` 排除了），或改写为它在 PyPI 上的包名。"
            ),
            PathFault::NoProject => say!(
                language,
                "pip installs a folder only if there is a {needs} in it. There is none, and the build stops. Add it, or delete the line: the modules of the project itself need no installation.",
                "只有文件夹中有 {needs} 时，pip 才能安装它。这里没有，构建停止。请添加它，或删除这一行：项目自己的模块无需安装。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        let written = self.written.as_deref().unwrap_or_default();
        say!(language, "Write `{written}`", "改为 `{written}`")
    }
}

impl LocalPathRequirement<'_> {
    fn advice(&self, language: Language) -> String {
        match &self.written {
            Some(written) => {
                say!(language, "Write `{written}`, which pip takes from the index.", "请改为 `{written}`，pip 会从包索引获取它。")
            }
            None => say!(
                language,
                "Write the package by its name on PyPI, or put it into the project.",
                "请改写为它在 PyPI 上的包名，或把它放进项目。"
            ),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let pip = facts.pip_reads().pip();
    for (file, line, fault) in faulty_lines(facts, &RULE) {
        let (RequirementFault::LocalPath(fault), Some(local)) = (fault, LocalPath::of(line)) else { continue };
        let written = local.by_name().filter(|_| *fault == PathFault::Foreign);
        let fix = written.as_ref().and_then(|written| replaced(facts, file, line, written));
        let needs = if pip.reads_pyproject(local.is_editable) { "`setup.py` or `pyproject.toml`" } else { "`setup.py`" };
        let finding = Finding::new(place(file, line), LocalPathRequirement { path: local.path, fault: *fault, needs, written });
        let says = says(facts, pip, file, line, &local, *fault);
        findings.add(finding.says_if_known(says).likely_if(*fault == PathFault::Outside).fix(fix));
    }
}

/// What pip prints, where all versions that were tried agree.
fn says(facts: &Facts<'_>, pip: Pip, file: &Followed, line: &Line, local: &LocalPath<'_>, fault: PathFault) -> Option<String> {
    let is_path = local.name.is_none() && !line.text.contains("file:");
    let is_refused = match fault {
        PathFault::NoProject => return None,
        _ if local.is_editable => return is_path.then(|| pip.invalid_editable(local.path)),
        PathFault::Missing => is_path && local.by_name().is_none(),
        PathFault::Foreign | PathFault::Outside => local.name.is_some() && !pip.reads_named_addresses(),
    };
    if is_refused {
        return Some(pip.invalid_requirement(&file.origin(facts.project, line)));
    }
    let is_read = pip.reads_pyproject(false) && local.path.starts_with('/') && local.name.is_some();
    is_read.then(|| format!("[Errno 2] No such file or directory: '{}'", local.path))
}
