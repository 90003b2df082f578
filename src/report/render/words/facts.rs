//! What is known of a report, in every language.

use crate::analysis::detection::{Builder, Detection};
use crate::analysis::procfile::processes::Source;
use crate::analysis::python_version::Status;
use crate::analysis::static_files::Reason;
use crate::language::Localized;
use crate::language::{Language, say};
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
    let started = procfile.started().map(|process| format!("{}: {}", process.name, process.command));
    let others: Vec<&str> = procfile.not_started().map(|process| process.name.as_str()).collect();
    let not_started = (!others.is_empty()).then(|| not_started(&others, language));
    std::iter::once(origin(procfile, language)).chain(started).chain(not_started).collect()
}

fn not_started(names: &[&str], language: Language) -> String {
    let names = names.join(language.pick(", ", "、"));
    say!(language, "not started: {names}", "不启动：{names}")
}

fn recognised(detection: &Detection, language: Language) -> String {
    let because = detection.because.join(", ");
    match detection.builder {
        Some(Builder::Buildpack) => say!(language, "as Python, by {because}", "Python，依据 {because}"),
        Some(Builder::Dockerfile) => say!(language, "the Dockerfile is built instead", "改为构建 Dockerfile"),
        None => {
            say!(language, "no, none of the files that the platform looks for is at the root", "否，根目录下没有平台要找的文件")
        }
    }
}

fn version(python: &PythonSummary, language: Language) -> String {
    let source = python.source.unwrap_or_default();
    let version = python.resolved.as_deref().or(python.requested.as_deref());
    match (python.status, version) {
        (Status::Ok, Some(version)) => {
            say!(language, "{version}, asked for in {source}", "{version}，由 {source} 指定")
        }
        (Status::Ok, None) => {
            say!(language, "asked for in {source}, whose content is not known", "由 {source} 指定，但其内容未知")
        }
        (Status::Default, None) => {
            say!(language, "none, because the platform wants to be asked for one here", "无，因为平台在此要求指定版本")
        }
        (Status::Default, version) => {
            say!(language, "{}, the platform's default", "{}，平台默认版本", version.unwrap_or_default())
        }
        (Status::Unread, version) => say!(
            language,
            "{}, the platform's default; it reads no version file",
            "{}，平台默认版本；它不读取版本文件",
            version.unwrap_or_default()
        ),
        (Status::Unavailable | Status::EndOfLife, version) => say!(
            language,
            "{source} asks for {}, which the platform does not install",
            "{source} 指定了 {}，平台无法安装",
            version.unwrap_or_default()
        ),
        (Status::Invalid, _) => {
            say!(language, "{source} asks in a form that the platform does not read", "{source} 的写法平台无法识别")
        }
    }
}

fn supported_until(day: &str, language: Language) -> String {
    say!(language, "; supported until {day}", "；支持到 {day}")
}

fn origin(procfile: &ProcfileSummary, language: Language) -> String {
    let source = match procfile.source {
        Source::File => language.pick("the project's file", "项目中的文件"),
        Source::Override => language.pick("set on the platform", "平台上的设置"),
        Source::Generated => language.pick("written by the platform", "由平台生成"),
        Source::DocumentedDefault => language.pick("the default of the platform's documentation", "平台文档中的默认内容"),
        Source::None => return say!(language, "none", "无"),
    };
    let starts = match (procfile.text.is_some(), procfile.started().next()) {
        (_, Some(_)) => language.pick("; it starts", "，启动"),
        (true, None) => language.pick("; the platform starts nothing from it", "，平台不会从中启动任何进程"),
        (false, None) => language.pick("; its content is not known", "，其内容未知"),
    };
    format!("{source}{starts}")
}

fn collectstatic(static_files: &StaticFilesSummary, language: Language) -> String {
    let Some(reason) = static_files.reason else {
        let manage_py = static_files.manage_py.as_deref().unwrap_or("manage.py");
        return say!(language, "runs, with {manage_py}", "会运行，使用 {manage_py}");
    };
    let reason = match reason {
        Reason::Disabled => language.pick("does not run: it is switched off", "不运行：已被关闭"),
        Reason::NoManagePy => {
            language.pick("does not run: no manage.py where the platform looks", "不运行：平台查找的位置没有 manage.py")
        }
        Reason::DjangoNotListed => {
            language.pick("does not run: Django is not among the requirements", "不运行：依赖中没有 Django")
        }
        Reason::NotSupported => {
            language.pick("does not run: the platform leaves static files alone", "不运行：平台不处理静态文件")
        }
        Reason::StaticfilesNotInstalled => language
            .pick("does not run: django.contrib.staticfiles is not installed", "不运行：未安装 django.contrib.staticfiles"),
    };
    reason.to_owned()
}
