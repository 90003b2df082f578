//! The sentences of a plan.

use crate::analysis::Facts;
use crate::analysis::python_version::Status;
use crate::language::Language::{self, En, Zh};

use super::StepId;

pub(super) fn title(id: StepId, language: Language) -> &'static str {
    match (id, language) {
        (StepId::WriteProcfile, En) => "Write a Procfile",
        (StepId::WriteProcfile, Zh) => "写入 Procfile",
        (StepId::PreCompileHook, En) => "Run the project's script before the build",
        (StepId::PreCompileHook, Zh) => "运行项目的构建前脚本",
        (StepId::InstallPython, En) => "Install Python",
        (StepId::InstallPython, Zh) => "安装 Python",
        (StepId::InstallPackageManager, En) => "Install the package manager",
        (StepId::InstallPackageManager, Zh) => "安装包管理器",
        (StepId::InstallDependencies, En) => "Install the dependencies",
        (StepId::InstallDependencies, Zh) => "安装依赖",
        (StepId::CollectStaticDryRun, En) => "Try to collect the static files",
        (StepId::CollectStaticDryRun, Zh) => "试运行静态文件收集",
        (StepId::CollectStatic, En) => "Collect the static files",
        (StepId::CollectStatic, Zh) => "收集静态文件",
        (StepId::PostCompileHook, En) => "Run the project's script after the build",
        (StepId::PostCompileHook, Zh) => "运行项目的构建后脚本",
        (StepId::OverrideProcfile, En) => "Write the platform's Procfile over the project's",
        (StepId::OverrideProcfile, Zh) => "用平台上设置的 Procfile 覆盖项目的文件",
        (StepId::Pack, En) => "Pack the result",
        (StepId::Pack, Zh) => "打包结果",
    }
}

pub(super) fn because(id: StepId, facts: &Facts<'_>, language: Language) -> String {
    match id {
        StepId::InstallPython => python(facts, language),
        StepId::InstallDependencies => {
            let file = facts.package_manager.as_ref().map_or("", |manager| manager.file);
            match language {
                En => format!("`{file}` is at the root"),
                Zh => format!("根目录下有 `{file}`"),
            }
        }
        StepId::CollectStaticDryRun | StepId::CollectStatic => {
            let manage_py = facts.static_files.manage_py.as_deref().unwrap_or("manage.py");
            match language {
                En => format!("Django is among the requirements and `{manage_py}` is there"),
                Zh => format!("依赖中有 Django，且存在 `{manage_py}`"),
            }
        }
        _ => fixed_because(id, language).to_owned(),
    }
}

fn fixed_because(id: StepId, language: Language) -> &'static str {
    match (id, language) {
        (StepId::WriteProcfile, En) => "the project has no `Procfile`",
        (StepId::WriteProcfile, Zh) => "项目中没有 `Procfile`",
        (StepId::PreCompileHook | StepId::PostCompileHook, En) => "the script is in the project",
        (StepId::PreCompileHook | StepId::PostCompileHook, Zh) => "项目中有该脚本",
        (StepId::InstallPackageManager, En) => "the platform pins the versions of its tools",
        (StepId::InstallPackageManager, Zh) => "平台固定了工具的版本",
        (StepId::OverrideProcfile, En) => "a Procfile is set on the platform",
        (StepId::OverrideProcfile, Zh) => "平台上设置了 Procfile",
        (_, En) => "every build ends with it",
        (_, Zh) => "每次构建都以此结束",
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
    match (facts.python.status, language) {
        _ if facts.python.stop.is_some() => match language {
            En => "the build stops before a version is chosen".to_owned(),
            Zh => "构建在选定版本之前停止".to_owned(),
        },
        (Status::Default, En) => format!("no version is asked for, and the platform's default is {version}"),
        (Status::Default, Zh) => format!("没有指定版本，平台默认使用 {version}"),
        (Status::Ok, En) if version.is_empty() => format!("`{source}` asks for a version that was not given here"),
        (Status::Ok, Zh) if version.is_empty() => format!("`{source}` 指定了版本，但未提供其内容"),
        (Status::Ok, En) => format!("`{source}` asks for {version}"),
        (Status::Ok, Zh) => format!("`{source}` 指定了 {version}"),
        (Status::Unread, En) => format!("no file is read for it, and the platform's default is {version}"),
        (Status::Unread, Zh) => format!("平台不读取版本文件，默认使用 {version}"),
        (Status::Unavailable | Status::EndOfLife | Status::Invalid, En) => {
            format!("`{source}` asks for `{asked}`, which the platform does not install")
        }
        (Status::Unavailable | Status::EndOfLife | Status::Invalid, Zh) => {
            format!("`{source}` 指定了 `{asked}`，平台无法安装")
        }
    }
}
