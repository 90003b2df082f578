//! The words around diagnostics and counts, in every language.

mod facts;
mod skipped;

pub(super) use facts::{collectstatic, procfile, python, recognised, supported_until};
pub(super) use skipped::skipped;

use crate::diagnostic::{Certainty, Safety, Severity, Stage};
use crate::language::Language::{self, En, Zh};
use crate::report::{Counts, Verdict};
use crate::text::Encoding;

pub(in crate::report::render) fn verdict(verdict: Verdict, language: Language) -> &'static str {
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

/// The counts that are not zero.
pub(in crate::report::render) fn counts(counts: Counts, language: Language) -> String {
    let all = [(counts.error, "error", "错误"), (counts.warning, "warning", "警告"), (counts.info, "info", "提示")];
    let all = all.into_iter().filter(|(count, ..)| *count > 0);
    let (parts, comma): (Vec<String>, _) = match language {
        En => (all.map(|(count, word, _)| plural(count, word)).collect(), ", "),
        Zh => (all.map(|(count, _, word)| format!("{count} 个{word}")).collect(), "，"),
    };
    match (parts.is_empty(), language) {
        (false, _) => parts.join(comma),
        (true, En) => "nothing to report".to_owned(),
        (true, Zh) => "没有发现问题".to_owned(),
    }
}

/// `1 file`, `2 files`.
pub(in crate::report::render) fn plural(count: usize, word: &str) -> String {
    let ending = if word.ends_with('x') { "es" } else { "s" };
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}{ending}") }
}

pub(in crate::report::render) fn severity(severity: Severity, language: Language) -> &'static str {
    match (severity, language) {
        (_, En) => super::super::severity_name(severity),
        (Severity::Error, Zh) => "错误",
        (Severity::Warning, Zh) => "警告",
        (Severity::Info, Zh) => "提示",
    }
}

pub(in crate::report::render) fn stage(stage: Stage, language: Language) -> &'static str {
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
pub(in crate::report::render) fn certainty(certainty: Certainty, language: Language) -> &'static str {
    match (certainty, language) {
        (Certainty::Certain, _) => "",
        (Certainty::Likely, En) => "; likely, not certain",
        (Certainty::Likely, Zh) => "；很可能，但不确定",
    }
}

/// How a fix is made.
pub(in crate::report::render) fn safety(safety: Safety, language: Language) -> &'static str {
    match (safety, language) {
        (Safety::Safe, En) => "safe: `pushready fix`",
        (Safety::Safe, Zh) => "安全：`pushready fix`",
        (Safety::Unsafe, En) => "to be looked at: `pushready fix --unsafe`",
        (Safety::Unsafe, Zh) => "需要核对：`pushready fix --unsafe`",
        (Safety::Display, En) => "by hand",
        (Safety::Display, Zh) => "手动修改",
    }
}

/// Where something is in a file whose lines cannot be shown.
pub(in crate::report::render) fn byte_place(offset: usize, encoding: Encoding, language: Language) -> String {
    let name = match (encoding, language) {
        (Encoding::Undecodable { .. }, Zh) => "既非 UTF-8 也非 UTF-16",
        _ => encoding.name(),
    };
    match language {
        En => format!("byte {offset}; the file is {name}"),
        Zh => format!("第 {offset} 字节，文件编码：{name}"),
    }
}

/// The last line: how many files there are, and what was found where only one platform was asked about.
pub(in crate::report::render) fn looked_at(files: usize, counts: Option<String>, language: Language) -> String {
    match (counts, language) {
        (None, En) => format!("Looked at {}.", plural(files, "file")),
        (None, Zh) => format!("共检查 {files} 个文件。"),
        (Some(counts), En) => format!("Looked at {}: {counts}.", plural(files, "file")),
        (Some(counts), Zh) => format!("共检查 {files} 个文件：{counts}。"),
    }
}

/// How much the project does not want to be told; nothing where it has no such wish.
pub(in crate::report::render) fn silenced(count: usize, language: Language) -> Option<String> {
    let sentence = match language {
        En => format!("{} silenced by the project's configuration or comments.", plural(count, "more diagnostic")),
        Zh => format!("另有 {count} 条诊断被项目的配置或注释屏蔽。"),
    };
    (count > 0).then_some(sentence)
}

/// The name of what is not checked.
pub(in crate::report::render) fn not_checked(what: &'static str, language: Language) -> &'static str {
    match (what, language) {
        ("dependency-resolution", En) => "dependency resolution",
        ("dependency-resolution", Zh) => "依赖解析",
        (other, _) => other,
    }
}

/// What `pushready fix` would do.
pub(in crate::report::render) fn fixable(fixes: usize, language: Language) -> Option<String> {
    match (fixes, language) {
        (0, _) => None,
        (_, En) => Some(format!("`pushready fix` applies {}.", plural(fixes, "safe fix"))),
        (_, Zh) => Some(format!("`pushready fix` 可应用 {fixes} 个安全修复。")),
    }
}
