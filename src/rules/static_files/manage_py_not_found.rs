//! PSH609: Django without a `manage.py` that the platform finds.

use crate::analysis::static_files::{Reason, manage_py};
use crate::rules::prelude::*;

rule! {
    code: "PSH609",
    name: "manage-py-not-found",
    severity: Warning,
    stage: Build,
    fix: Display,
    en: "Django is installed, but there is no manage.py where the platform looks for it",
    zh: "安装了 Django，但平台查找的范围内没有 manage.py",
}

struct ManagePyNotFound {
    depth: usize,
    deeper: Option<String>,
    /// Whether Django itself is listed, and not only a package that needs it.
    is_listed: bool,
    /// Whether the build stops.
    stops: bool,
}

impl Message for ManagePyNotFound {
    fn message(&self, language: Language) -> String {
        match &self.deeper {
            None => {
                say!(language, "Django is installed, but the project has no manage.py", "安装了 Django，但项目中没有 manage.py")
            }
            Some(deeper) => {
                say!(language, "`{deeper}` lies too deep to be found", "`{deeper}` 所在的层级太深，平台找不到")
            }
        }
    }

    fn detail(&self, language: Language) -> String {
        let (depth, doubt) = (self.depth, self.doubt(language));
        match &self.deeper {
            None if self.stops => say!(
                language,
                "The platform finds Django in the requirements, looks for manage.py at the root and in folders, {depth} levels in all, and stops the build without one. Commit manage.py, or set DISABLE_COLLECTSTATIC=1 on the platform if Django is only used as a library.",
                "平台在依赖中找到 Django，就在根目录和子目录中查找 manage.py，共 {depth} 层；找不到时构建停止。请提交 manage.py；如果只把 Django 当作库使用，请在平台上设置 DISABLE_COLLECTSTATIC=1。"
            ),
            Some(deeper) if self.stops => say!(
                language,
                "The platform finds Django in the requirements, looks for manage.py at the root and in folders, {depth} levels in all, and stops the build without one; `{deeper}` is below that. Make the folder of manage.py, or one nearer to it, the root of what is deployed, or set DISABLE_COLLECTSTATIC=1 on the platform.",
                "平台在依赖中找到 Django，就在根目录和子目录中查找 manage.py，共 {depth} 层，找不到时构建停止；而 `{deeper}` 更深。请把 manage.py 所在的目录或离它更近的目录作为部署的根目录，或者在平台上设置 DISABLE_COLLECTSTATIC=1。"
            ),
            None => say!(
                language,
                "The build looks for manage.py at the root and in folders, {depth} levels in all. Without one it does not run collectstatic, so no static files are collected.{doubt} Commit manage.py, or leave this aside if Django is only used as a library.",
                "构建在根目录和子目录中查找 manage.py，共 {depth} 层。找不到就不会运行 collectstatic，静态文件也就不会被收集。{doubt}请提交 manage.py；如果只把 Django 当作库使用，可以不理会。"
            ),
            Some(deeper) => say!(
                language,
                "The build looks for manage.py at the root and in folders, {depth} levels in all, and `{deeper}` is below that. So it does not run collectstatic, and no static files are collected.{doubt} Make the folder of manage.py, or one nearer to it, the root of what is deployed.",
                "构建在根目录和子目录中查找 manage.py，共 {depth} 层，而 `{deeper}` 更深。因此不会运行 collectstatic，静态文件也就不会被收集。{doubt}请把 manage.py 所在的目录或离它更近的目录作为部署的根目录。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Deploy the folder that manage.py is in", "部署 manage.py 所在的目录")
    }
}

impl ManagePyNotFound {
    fn doubt(&self, language: Language) -> &'static str {
        match self.is_listed {
            true => "",
            false => language.pick(
                " Django is not listed itself; a listed package brings it along.",
                "Django 本身没有列出，而是由列出的某个包带来的。",
            ),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    if facts.static_files.reason != Some(Reason::NoManagePy) || !facts.is_built_as_python() {
        return;
    }
    let listed = facts.requirements.named().find(|(_, named)| named.normalized == "django");
    let place = listed.map_or_else(Place::project, |(file, named)| Place::range(file, named.name_range.clone()));
    let deeper = manage_py(facts.project, usize::MAX);
    let has_deeper = deeper.is_some();
    let depth = facts.platform.static_files.manage_py_depth.value;
    let stops = facts.platform.static_files.needs_manage_py.as_ref().is_some_and(|fact| fact.value);
    let mut finding = Finding::new(place, ManagePyNotFound { depth, deeper, is_listed: listed.is_some(), stops });
    if listed.is_none() {
        finding = finding.likely();
    }
    if stops {
        finding = finding.severity(Severity::Error);
    }
    findings.add(if has_deeper { finding.fix(FixBuilder::display()) } else { finding });
}
