//! The words around what a report says, in every language.

use crate::analysis::detection::{Builder, Detection};
use crate::analysis::processes::Source;
use crate::analysis::python_version::Status;
use crate::analysis::static_files::Reason;
use crate::diagnostic::{Certainty, Safety, Severity, Stage};
use crate::language::Language::{self, En, Zh};
use crate::project::SkipReason;
use crate::report::{Counts, ProcfileSummary, PythonSummary, StaticFilesSummary, Verdict};
use crate::text::Encoding;

pub(super) fn verdict(verdict: Verdict, language: Language) -> &'static str {
    match (verdict, language) {
        (Verdict::Ready, En) => "ready",
        (Verdict::Ready, Zh) => "可以部署",
        (Verdict::Risky, En) => "risky",
        (Verdict::Risky, Zh) => "有风险",
        (Verdict::Blocked, En) => "blocked",
        (Verdict::Blocked, Zh) => "部署会失败",
        (Verdict::NotPython, En) => "not built as Python",
        (Verdict::NotPython, Zh) => "不会按 Python 项目构建",
    }
}

pub(super) fn counts(counts: Counts, language: Language) -> String {
    let Counts { error, warning, info } = counts;
    match language {
        En => format!("{}, {}, {}", plural(error, "error"), plural(warning, "warning"), plural(info, "info")),
        Zh => format!("{error} 个错误，{warning} 个警告，{info} 个提示"),
    }
}

/// `1 file`, `2 files`.
pub(super) fn plural(count: usize, word: &str) -> String {
    let ending = if word.ends_with('x') { "es" } else { "s" };
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}{ending}") }
}

pub(super) fn severity(severity: Severity, language: Language) -> &'static str {
    match (severity, language) {
        (_, En) => super::super::severity_name(severity),
        (Severity::Error, Zh) => "错误",
        (Severity::Warning, Zh) => "警告",
        (Severity::Info, Zh) => "提示",
    }
}

pub(super) fn stage(stage: Stage, language: Language) -> &'static str {
    match (stage, language) {
        (Stage::Detect, En) => "detect (the platform looks at what the project is)",
        (Stage::Detect, Zh) => "识别（平台判断项目的语言）",
        (Stage::PreCompile, En) => "pre-compile (before Python is installed)",
        (Stage::PreCompile, Zh) => "构建前（安装 Python 之前）",
        (Stage::Build, En) => "build (Python, dependencies and static files)",
        (Stage::Build, Zh) => "构建（Python、依赖和静态文件）",
        (Stage::Release, En) => "release (the result is made ready to start)",
        (Stage::Release, Zh) => "发布（为启动准备构建结果）",
        (Stage::Boot, En) => "boot (the start command is run)",
        (Stage::Boot, Zh) => "启动（运行启动命令）",
        (Stage::Run, En) => "run (the application serves)",
        (Stage::Run, Zh) => "运行（应用提供服务）",
    }
}

/// What stands behind the stage of something that is not certain.
pub(super) fn certainty(certainty: Certainty, language: Language) -> &'static str {
    match (certainty, language) {
        (Certainty::Certain, _) => "",
        (Certainty::Likely, En) => "; likely, not certain",
        (Certainty::Likely, Zh) => "；很可能，但不确定",
    }
}

/// How a fix is made.
pub(super) fn safety(safety: Safety, language: Language) -> &'static str {
    match (safety, language) {
        (Safety::Safe, En) => "safe: `pushready fix`",
        (Safety::Safe, Zh) => "安全：`pushready fix`",
        (Safety::Unsafe, En) => "to be looked at: `pushready fix --unsafe`",
        (Safety::Unsafe, Zh) => "需要核对：`pushready fix --unsafe`",
        (Safety::Display, En) => "by hand",
        (Safety::Display, Zh) => "手动修改",
    }
}

pub(super) fn recognised(detection: &Detection, language: Language) -> String {
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

pub(super) fn python(python: &PythonSummary, language: Language) -> String {
    let source = python.source.unwrap_or_default();
    let version = python.resolved.as_deref().or(python.requested.as_deref());
    match (python.status, version, language) {
        (Status::Ok, Some(version), En) => format!("{version}, asked for in {source}"),
        (Status::Ok, Some(version), Zh) => format!("{version}，由 {source} 指定"),
        (Status::Ok, None, En) => format!("asked for in {source}, whose content is not known"),
        (Status::Ok, None, Zh) => format!("由 {source} 指定，但其内容未知"),
        (Status::Default, version, En) => format!("{}, the platform's default", version.unwrap_or_default()),
        (Status::Default, version, Zh) => format!("{}，平台默认版本", version.unwrap_or_default()),
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

pub(super) fn supported_until(day: &str, language: Language) -> String {
    match language {
        En => format!("; supported until {day}"),
        Zh => format!("；支持到 {day}"),
    }
}

pub(super) fn procfile(procfile: &ProcfileSummary, language: Language) -> String {
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

pub(super) fn collectstatic(static_files: &StaticFilesSummary, language: Language) -> String {
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
    };
    reason.to_owned()
}

/// Where something is in a file whose lines cannot be shown.
pub(super) fn byte_place(offset: usize, encoding: Encoding, language: Language) -> String {
    let name = encoding.name();
    match language {
        En => format!("byte {offset}; the file is {name}"),
        Zh => format!("第 {offset} 字节，文件编码：{name}"),
    }
}

pub(super) fn looked_at(files: usize, language: Language) -> String {
    match language {
        En => format!("Looked at {}.", plural(files, "file")),
        Zh => format!("共检查 {files} 个文件。"),
    }
}

/// What `pushready fix` would do.
pub(super) fn fixable(fixes: usize, language: Language) -> Option<String> {
    match (fixes, language) {
        (0, _) => None,
        (_, En) => Some(format!("`pushready fix` applies {}.", plural(fixes, "safe fix"))),
        (_, Zh) => Some(format!("`pushready fix` 可应用 {fixes} 个安全修复。")),
    }
}

pub(super) fn skipped(reason: SkipReason, language: Language) -> &'static str {
    match (reason, language) {
        (SkipReason::VersionControl, En) => "version control",
        (SkipReason::VersionControl, Zh) => "版本控制",
        (SkipReason::NodeModules, En) => "Node modules",
        (SkipReason::NodeModules, Zh) => "Node 模块",
        (SkipReason::VirtualEnvironment, En) => "virtual environment",
        (SkipReason::VirtualEnvironment, Zh) => "虚拟环境",
        (SkipReason::SystemFile, En) => "left by the system",
        (SkipReason::SystemFile, Zh) => "系统文件",
        (SkipReason::BytecodeCache, En) => "compiled Python",
        (SkipReason::BytecodeCache, Zh) => "Python 字节码",
        (SkipReason::Binary, En) => "binary, name only",
        (SkipReason::Binary, Zh) => "二进制（仅名称）",
        (SkipReason::TooLarge, En) => "large, name only",
        (SkipReason::TooLarge, Zh) => "过大（仅名称）",
        (SkipReason::LinkOutside, En) => "leads nowhere here",
        (SkipReason::LinkOutside, Zh) => "链接在项目之外",
        (SkipReason::AbsolutePath, En) => "absolute path",
        (SkipReason::AbsolutePath, Zh) => "绝对路径",
        (SkipReason::ParentPath, En) => "path with ..",
        (SkipReason::ParentPath, Zh) => "含 .. 的路径",
        (SkipReason::UnreadableName, En) => "name is no text",
        (SkipReason::UnreadableName, Zh) => "名称无法读取",
        (SkipReason::NotAFile, En) => "not a file",
        (SkipReason::NotAFile, Zh) => "不是文件",
        (SkipReason::Unreadable, En) => "no permission",
        (SkipReason::Unreadable, Zh) => "没有读取权限",
        (SkipReason::DuplicateName, En) => "stands there twice",
        (SkipReason::DuplicateName, Zh) => "名称重复",
        (SkipReason::SingleTopFolder, En) => "taken as the root",
        (SkipReason::SingleTopFolder, Zh) => "视为根目录",
    }
}
