//! Why a step is in a plan.

use crate::analysis::Facts;
use crate::analysis::python_version::Status;
use crate::language::Language;
use crate::language::say;

use super::step_id::StepId;

/// Why the step is there and as it is.
pub(super) fn because(id: StepId, facts: &Facts<'_>, language: Language) -> String {
    match id {
        StepId::WriteProcfile => say!(language, "the project has no `Procfile`", "项目中没有 `Procfile`"),
        StepId::PreCompileHook | StepId::PostCompileHook => say!(language, "the script is in the project", "项目中有该脚本"),
        StepId::InstallPython => python(facts, language),
        StepId::InstallPackageManager => say!(language, "the platform pins the versions of its tools", "平台固定了工具的版本"),
        StepId::InstallDependencies => {
            let file = facts.package_manager.as_ref().map_or("", |manager| manager.file);
            say!(language, "`{file}` is at the root", "根目录下有 `{file}`")
        }
        StepId::CollectStaticDryRun | StepId::CollectStatic => {
            let manage_py = facts.static_files.manage_py.as_deref().unwrap_or("manage.py");
            say!(language, "Django is among the requirements and `{manage_py}` is there", "依赖中有 Django，且存在 `{manage_py}`")
        }
        StepId::OverrideProcfile => say!(language, "a Procfile is set on the platform", "平台上设置了 Procfile"),
        StepId::Pack => say!(language, "every build ends with it", "每次构建都以此结束"),
    }
}

fn python(facts: &Facts<'_>, language: Language) -> String {
    let source = facts.python.source.map_or("", |source| source.name());
    let asked = facts.python.written.as_deref().unwrap_or_default();
    let version = facts
        .python
        .resolved
        .map(|version| version.to_string())
        .or_else(|| facts.python.requested.map(|request| request.to_string()));
    let version = version.unwrap_or_default();
    if facts.python.stop.is_some() {
        return say!(language, "the build stops before a version is chosen", "构建在选定版本之前停止");
    }
    match facts.python.status {
        Status::Default => say!(
            language,
            "no version is asked for, and the platform's default is {version}",
            "没有指定版本，平台默认使用 {version}"
        ),
        Status::Ok if version.is_empty() => {
            say!(language, "`{source}` asks for a version that was not given here", "`{source}` 指定了版本，但未提供其内容")
        }
        Status::Ok => say!(language, "`{source}` asks for {version}", "`{source}` 指定了 {version}"),
        Status::Unread => say!(
            language,
            "no file is read for it, and the platform's default is {version}",
            "平台不读取版本文件，默认使用 {version}"
        ),
        Status::Unavailable | Status::EndOfLife | Status::Invalid => say!(
            language,
            "`{source}` asks for `{asked}`, which the platform does not install",
            "`{source}` 指定了 `{asked}`，平台无法安装"
        ),
    }
}
