//! What is known of a report, in every language.

use crate::analysis::detection::{Builder, Detection};
use crate::analysis::procfile::processes::Source;
use crate::analysis::python_version::Status;
use crate::analysis::static_files::Reason;
use crate::language::Language::{self, En, Zh};
use crate::language::Localized;
use crate::report::{ProcfileSummary, PythonSummary, Report, StaticFilesSummary};

use super::labels;

/// What, and what is known of it, in one paragraph or more.
pub(in super::super) type Fact = (Localized, Vec<String>);

/// What is known of a report, in the order in which it is shown.
pub(in super::super) fn facts(report: &Report, language: Language) -> Vec<Fact> {
    let mut facts = vec![(labels::RECOGNISED, vec![recognised(&report.detection, language)])];
    if !report.detection.also.is_empty() {
        facts.push((labels::ALSO, vec![report.detection.also.join(", ")]));
    }
    // Where Python is not built, its version and its processes are nobody's.
    if report.is_built_as_python() {
        facts.push((labels::PACKAGE_MANAGER, vec![package_manager(report, language)]));
        facts.push((labels::PYTHON, vec![python(&report.python, language)]));
        facts.push((labels::PROCFILE, procfile(&report.procfile, language)));
        facts.push((labels::COLLECTSTATIC, vec![collectstatic(&report.static_files, language)]));
    }
    facts
}

fn package_manager(report: &Report, language: Language) -> String {
    let manager = report.package_manager.as_ref();
    manager.map_or_else(|| labels::NONE.get(language).to_owned(), |manager| format!("{} ({})", manager.name, manager.file))
}

fn python(python: &PythonSummary, language: Language) -> String {
    let until = python.end_of_life.map(|day| supported_until(day, language)).unwrap_or_default();
    format!("{}{until}", version(python, language))
}

fn procfile(procfile: &ProcfileSummary, language: Language) -> Vec<String> {
    let processes = procfile.processes.iter().map(|process| format!("{}: {}", process.name, process.command));
    std::iter::once(origin(procfile, language)).chain(processes).collect()
}

fn recognised(detection: &Detection, language: Language) -> String {
    let because = detection.because.join(", ");
    match (detection.builder, language) {
        (Some(Builder::Buildpack), En) => format!("as Python, by {because}"),
        (Some(Builder::Buildpack), Zh) => format!("Python，依据 {because}"),
        (Some(Builder::Dockerfile), En) => "the Dockerfile is built instead".to_owned(),
        (Some(Builder::Dockerfile), Zh) => "改为构建 Dockerfile".to_owned(),
        (None, En) => "no, none of the files that the platform looks for is at the root".to_owned(),
        (None, Zh) => "否，根目录下没有平台要找的文件".to_owned(),
    }
}

fn version(python: &PythonSummary, language: Language) -> String {
    let source = python.source.unwrap_or_default();
    let version = python.resolved.as_deref().or(python.requested.as_deref());
    match (python.status, version, language) {
        (Status::Ok, Some(version), En) => format!("{version}, asked for in {source}"),
        (Status::Ok, Some(version), Zh) => format!("{version}，由 {source} 指定"),
        (Status::Ok, None, En) => format!("asked for in {source}, whose content is not known"),
        (Status::Ok, None, Zh) => format!("由 {source} 指定，但其内容未知"),
        (Status::Default, None, En) => "none, because the platform wants to be asked for one here".to_owned(),
        (Status::Default, None, Zh) => "无，因为平台在此要求指定版本".to_owned(),
        (Status::Default, version, En) => format!("{}, the platform's default", version.unwrap_or_default()),
        (Status::Default, version, Zh) => format!("{}，平台默认版本", version.unwrap_or_default()),
        (Status::Unread, version, En) => {
            format!("{}, the platform's default; it reads no version file", version.unwrap_or_default())
        }
        (Status::Unread, version, Zh) => format!("{}，平台默认版本；它不读取版本文件", version.unwrap_or_default()),
        (Status::Unavailable | Status::EndOfLife, version, En) => {
            format!("{source} asks for {}, which the platform does not install", version.unwrap_or_default())
        }
        (Status::Unavailable | Status::EndOfLife, version, Zh) => {
            format!("{source} 指定了 {}，平台无法安装", version.unwrap_or_default())
        }
        (Status::Invalid, _, En) => format!("{source} asks in a form that the platform does not read"),
        (Status::Invalid, _, Zh) => format!("{source} 的写法平台无法识别"),
    }
}

fn supported_until(day: &str, language: Language) -> String {
    match language {
        En => format!("; supported until {day}"),
        Zh => format!("；支持到 {day}"),
    }
}

fn origin(procfile: &ProcfileSummary, language: Language) -> String {
    let source = match (procfile.source, language) {
        (Source::File, En) => "the project's file",
        (Source::File, Zh) => "项目中的文件",
        (Source::Override, En) => "set on the platform",
        (Source::Override, Zh) => "平台上的设置",
        (Source::Generated, En) => "written by the platform",
        (Source::Generated, Zh) => "由平台生成",
        (Source::DocumentedDefault, En) => "the default of the platform's documentation",
        (Source::DocumentedDefault, Zh) => "平台文档中的默认内容",
        (Source::None, En) => return "none".to_owned(),
        (Source::None, Zh) => return "无".to_owned(),
    };
    let starts = match (procfile.text.is_some(), procfile.processes.is_empty(), language) {
        (_, false, En) => "; it starts",
        (_, false, Zh) => "，启动",
        (true, true, En) => "; the platform starts nothing from it",
        (true, true, Zh) => "，平台不会从中启动任何进程",
        (false, true, En) => "; its content is not known",
        (false, true, Zh) => "，其内容未知",
    };
    format!("{source}{starts}")
}

fn collectstatic(static_files: &StaticFilesSummary, language: Language) -> String {
    let Some(reason) = static_files.reason else {
        let manage_py = static_files.manage_py.as_deref().unwrap_or("manage.py");
        return match language {
            En => format!("runs, with {manage_py}"),
            Zh => format!("会运行，使用 {manage_py}"),
        };
    };
    let reason = match (reason, language) {
        (Reason::Disabled, En) => "does not run: it is switched off",
        (Reason::Disabled, Zh) => "不运行：已被关闭",
        (Reason::NoManagePy, En) => "does not run: no manage.py where the platform looks",
        (Reason::NoManagePy, Zh) => "不运行：平台查找的位置没有 manage.py",
        (Reason::DjangoNotListed, En) => "does not run: Django is not among the requirements",
        (Reason::DjangoNotListed, Zh) => "不运行：依赖中没有 Django",
        (Reason::NotSupported, En) => "does not run: the platform leaves static files alone",
        (Reason::NotSupported, Zh) => "不运行：平台不处理静态文件",
        (Reason::StaticfilesNotInstalled, En) => "does not run: django.contrib.staticfiles is not installed",
        (Reason::StaticfilesNotInstalled, Zh) => "不运行：未安装 django.contrib.staticfiles",
    };
    reason.to_owned()
}
