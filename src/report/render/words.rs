//! The words around a report, in every language, for all texts that people read.

pub(super) mod facts;
pub(super) mod labels;

use crate::diagnostic::{Certainty, Fix, Safety, Severity, Stage};
use crate::language::Language::{self, En, Zh};
use crate::language::say;
use crate::report::{Counts, Unchecked, Verdict};

pub(super) fn verdict(verdict: Verdict, language: Language) -> &'static str {
    match verdict {
        Verdict::Ready => language.pick("ready", "可以部署"),
        Verdict::Risky => language.pick("risky", "有风险"),
        Verdict::Blocked => language.pick("blocked", "部署会失败"),
        Verdict::NotPython => language.pick("not built as Python", "不会按 Python 项目构建"),
    }
}

/// The counts that are not zero.
pub(super) fn counts(counts: Counts, language: Language) -> String {
    let all = [(counts.error, "error", "错误"), (counts.warning, "warning", "警告"), (counts.info, "info", "提示")];
    let all = all.into_iter().filter(|(count, ..)| *count > 0);
    let (parts, comma): (Vec<String>, _) = match language {
        En => (all.map(|(count, word, _)| plural(count, word)).collect(), ", "),
        Zh => (all.map(|(count, _, word)| format!("{count} 个{word}")).collect(), "，"),
    };
    match parts.is_empty() {
        false => parts.join(comma),
        true => say!(language, "nothing to report", "没有发现问题"),
    }
}

/// `1 file`, `2 files`.
pub(super) fn plural(count: usize, word: &str) -> String {
    let ending = if word.ends_with('x') { "es" } else { "s" };
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}{ending}") }
}

pub(super) fn severity(severity: Severity, language: Language) -> &'static str {
    let in_chinese = match severity {
        Severity::Error => "错误",
        Severity::Warning => "警告",
        Severity::Info => "提示",
    };
    language.pick(severity.name(), in_chinese)
}

pub(super) fn stage(stage: Stage, language: Language) -> &'static str {
    match stage {
        Stage::Detect => language.pick("detect (the platform looks at what the project is)", "识别（平台判断项目的语言）"),
        Stage::PreCompile => language.pick("pre-compile (before Python is installed)", "构建前（安装 Python 之前）"),
        Stage::Build => language.pick("build (Python, dependencies and static files)", "构建（Python、依赖和静态文件）"),
        Stage::Release => language.pick("release (the result is made ready to start)", "发布（为启动准备构建结果）"),
        Stage::Boot => language.pick("boot (the start command is run)", "启动（运行启动命令）"),
        Stage::Run => language.pick("run (the application serves)", "运行（应用提供服务）"),
    }
}

/// What stands behind the stage of something that is not certain.
pub(super) fn certainty(certainty: Certainty, language: Language) -> &'static str {
    match certainty {
        Certainty::Certain => "",
        Certainty::Likely => language.pick("; likely, not certain", "；很可能，但不确定"),
    }
}

/// What a fix does, and how it is made.
pub(super) fn fix(fix: &Fix, language: Language) -> String {
    let safety = safety(fix.safety, language);
    say!(language, "{} ({safety})", "{}（{safety}）", fix.title)
}

/// How a fix is made.
pub(super) fn safety(safety: Safety, language: Language) -> &'static str {
    match safety {
        Safety::Safe => language.pick("safe: `pushready fix`", "安全：`pushready fix`"),
        Safety::Unsafe => language.pick("to be looked at: `pushready fix --unsafe`", "需要核对：`pushready fix --unsafe`"),
        Safety::Display => language.pick("by hand", "手动修改"),
    }
}

/// The name of what is not checked.
pub(super) fn not_checked(what: Unchecked, language: Language) -> &'static str {
    match what {
        Unchecked::DependencyResolution => language.pick("dependency resolution", "依赖解析"),
        Unchecked::Collectstatic => "collectstatic",
    }
}

/// What stands between a label and what it labels.
pub(super) fn colon(language: Language) -> &'static str {
    language.pick(": ", "：")
}
