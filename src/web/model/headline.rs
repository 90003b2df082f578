//! The verdict in words.

use crate::analysis::detection::Builder;
use crate::diagnostic::{Severity, Stage};
use crate::language::Language::{self, En, Zh};
use crate::language::say;
use crate::report::{Counts, Report, Verdict};

/// The verdict in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Headline {
    /// The verdict.
    pub(crate) verdict: Verdict,
    /// It, in one word.
    pub(crate) word: &'static str,
    /// It, in one sentence.
    pub(crate) sentence: String,
    /// How many problems there are.
    pub(crate) counts: String,
}

impl Headline {
    /// Puts a report's verdict in words.
    pub(crate) fn of(report: &Report, language: Language) -> Self {
        Self {
            verdict: report.verdict,
            word: word(report.verdict, language),
            sentence: sentence(report, language),
            counts: counts(report.counts, language),
        }
    }

    /// All of it, to be read aloud.
    pub(crate) fn spoken(&self, language: Language) -> String {
        let Self { word, sentence, counts, .. } = self;
        say!(language, "{word}. {sentence}. {counts}.", "{word}。{sentence}。{counts}。")
    }
}

/// A verdict in one word.
pub(crate) fn word(verdict: Verdict, language: Language) -> &'static str {
    match verdict {
        Verdict::Ready => language.pick("Ready to push", "可以推送"),
        Verdict::Risky => language.pick("Risky", "有风险"),
        Verdict::Blocked => language.pick("Blocked", "会失败"),
        Verdict::NotPython => language.pick("Not a Python project", "不会当作 Python 项目"),
    }
}

/// A severity in one word.
pub(crate) fn severity(severity: Severity, language: Language) -> &'static str {
    match severity {
        Severity::Error => language.pick("Error", "错误"),
        Severity::Warning => language.pick("Warning", "警告"),
        Severity::Info => language.pick("Info", "提示"),
    }
}

fn sentence(report: &Report, language: Language) -> String {
    let name = report.platform.name;
    match report.verdict {
        Verdict::Ready => say!(
            language,
            "Nothing in these files stops the build or the start on {name}",
            "这些文件里没有会让 {name} 构建或启动失败的问题"
        ),
        Verdict::Risky => match language {
            En => {
                format!("It builds on {name}, with {}", counted(report.counts.warning, "thing", "things") + " to look at")
            }
            Zh => format!("在 {name} 上可以构建，但有 {} 处需要留意", report.counts.warning),
        },
        Verdict::Blocked => blocked(report, language),
        Verdict::NotPython => not_python(report, language),
    }
}

fn blocked(report: &Report, language: Language) -> String {
    let Counts { error, .. } = report.counts;
    let (name, stops) = (report.platform.name, if error == 1 { "stops" } else { "stop" });
    let first = report
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error)
        .map(|diagnostic| diagnostic.stage)
        .min();
    match first {
        Some(Stage::Boot | Stage::Run) => match language {
            En => {
                format!("{} {stops} the app from running on {name}", counted(error, "problem", "problems"))
            }
            Zh => format!("{error} 个问题会让应用在 {name} 上无法运行"),
        },
        Some(Stage::Detect | Stage::PreCompile | Stage::Build | Stage::Release) | None => match language {
            En => format!("{} {stops} the build on {name}", counted(error, "problem", "problems")),
            Zh => format!("{error} 个问题会让 {name} 上的构建失败"),
        },
    }
}

fn not_python(report: &Report, language: Language) -> String {
    let name = report.platform.name;
    match report.detection.builder {
        Some(Builder::Dockerfile) => {
            say!(language, "{name} builds the Dockerfile and looks at nothing else", "{name} 会构建 Dockerfile，不看其他文件")
        }
        Some(Builder::Buildpack) | None => {
            say!(language, "{name} finds no file by which it knows Python", "{name} 找不到用来识别 Python 的文件")
        }
    }
}

fn counts(counts: Counts, language: Language) -> String {
    let Counts { error, warning, info } = counts;
    match language {
        En => format!(
            "{}, {}, {}",
            counted(error, "error", "errors"),
            counted(warning, "warning", "warnings"),
            counted(info, "info", "infos")
        ),
        Zh => format!("{error} 个错误，{warning} 个警告，{info} 个提示"),
    }
}

/// A number with its noun.
pub(crate) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::super::workspace::tests::workspace;
    use super::*;

    fn sentence(files: &[(&str, &str)], platform: &str) -> String {
        let workspace = workspace(files);
        let headline = Headline::of(&workspace.report(platform).unwrap(), En);
        format!("{}: {}", headline.word, headline.sentence)
    }

    #[test]
    fn each_verdict_is_one_sentence() {
        let base = [("requirements.txt", "Flask==2.0.3\ngunicorn==20.1.0\n"), ("runtime.txt", "python-3.6.6\n")];
        let with = |procfile| [base[0], base[1], ("Procfile", procfile)];
        assert_eq!(sentence(&with("web:gunicorn app:app\n"), "rainbond"), "Blocked: 1 problem stops the build on Rainbond V5");
        assert_eq!(
            sentence(&[("Dockerfile", "FROM x")], "rainbond"),
            "Not a Python project: Rainbond V5 builds the Dockerfile and looks at nothing else"
        );
        assert_eq!(
            sentence(&[("x.py", "")], "rainbond"),
            "Not a Python project: Rainbond V5 finds no file by which it knows Python"
        );
    }
}
