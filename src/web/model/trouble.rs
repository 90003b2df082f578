//! What can go wrong with what the user gives, in words.

use crate::configuration::ConfigurationError;
use crate::diagnostic::Refused;
use crate::language::Language;
use crate::language::say;
use crate::project::limits;

use super::build_report::BuildReportProblem;
use super::link::LinkProblem;

const MIB: u64 = 1024 * 1024;

/// What went wrong. What was open before is open still.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// An archive cannot be read.
    Archive(String, [String; 2]),
    /// The profiles of platforms did not load.
    NoProfile,
    /// What opens archives did not load.
    NoWorker(String),
    /// A file cannot be read by the browser.
    Unreadable(String),
    /// A file is neither text nor an archive.
    NotText(String),
    /// A single file is too large to be looked at.
    TooLarge(String),
    /// There are too many files.
    TooManyFiles,
    /// There is nothing in it.
    Empty,
    /// Fixes were not applied.
    Refused(Vec<(String, Refused)>),
    /// The project's own configuration is not understood.
    Configuration(ConfigurationError),
    /// A report of a build cannot be shown.
    Build(BuildReportProblem),
    /// A link cannot be opened.
    Link(LinkProblem),
    /// The browser does not let the page write to the clipboard.
    Clipboard,
}

impl Trouble {
    /// What went wrong and what to do, in one or two sentences.
    pub(crate) fn words(&self, language: Language) -> String {
        match self {
            Self::Archive(name, [en, zh]) => {
                let reason = language.pick(en, zh);
                say!(language, "{name}: {reason}.", "{name}：{reason}。")
            }
            Self::NoProfile => say!(
                language,
                "What is known of this platform did not load. Choose it again once there is a network.",
                "该平台的资料未能加载。请在联网后重新选择。"
            ),
            Self::NoWorker(name) => say!(
                language,
                "{name}: the part of this page that opens archives did not load. Reload the page, or drop the folder itself.",
                "{name}：本页中打开压缩包的部分未能加载。请重新加载页面，或直接拖入文件夹。"
            ),
            Self::Unreadable(name) => say!(
                language,
                "{name}: the browser cannot read it. Check that it still exists and that you may read it.",
                "{name}：浏览器无法读取。请确认文件仍然存在且有读取权限。"
            ),
            Self::NotText(name) => say!(
                language,
                "{name} is neither text nor an archive. Drop the project's folder, a .zip, a .tar.gz, or its text files.",
                "{name} 既不是文本也不是压缩包。请拖入项目文件夹、.zip、.tar.gz 或其中的文本文件。"
            ),
            Self::TooLarge(name) => say!(
                language,
                "{name} is over {} MiB. No file that decides about a build is that large.",
                "{name} 超过 {} MiB。决定构建的文件不会这么大。",
                limits::MAX_FILE / MIB
            ),
            Self::TooManyFiles => say!(
                language,
                "This folder holds more than {} files. Drop the project's own folder only.",
                "该文件夹中的文件超过 {} 个。请只拖入项目自己的文件夹。",
                limits::MAX_FILES
            ),
            Self::Empty => say!(language, "There is no file in it.", "其中没有任何文件。"),
            Self::Refused(fixes) => {
                say!(language, "Not applied: {}.", "未应用：{}。", refusals(fixes, language).join(language.pick("; ", "；")))
            }
            Self::Configuration(error) => say!(
                language,
                "{}. Until then the project is checked without it.",
                "{}。在此之前，检查时不采用该配置。",
                error.text(language)
            ),
            Self::Build(problem) => problem.words(language),
            Self::Link(LinkProblem::Damaged) => say!(
                language,
                "This link is damaged: a part of it was cut or changed on its way. Ask for it again, or for the file of the project.",
                "此链接已损坏：传递途中被截断或改动。请对方重新发送，或发送项目文件。"
            ),
            Self::Link(LinkProblem::Newer) => say!(
                language,
                "This link was made by a later version of pushready. Reload this page, or open the link where it was made.",
                "此链接由更新版本的 pushready 生成。请重新加载本页，或在生成它的页面打开。"
            ),
            Self::Clipboard => say!(
                language,
                "The browser does not let this page write to the clipboard. Select the text and copy it, or download the file.",
                "浏览器不允许本页写入剪贴板。请选中文本后复制，或下载文件。"
            ),
        }
    }
}

fn refusals(fixes: &[(String, Refused)], language: Language) -> Vec<String> {
    let words = |(title, reason): &(String, Refused)| say!(language, "{title} ({})", "{title}（{}）", reason.text(language));
    fixes.iter().map(words).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_name_the_file_and_end_well() {
        let damaged = Trouble::Archive("a.zip".to_owned(), ["no".to_owned(), "无".to_owned()]);
        assert_eq!(damaged.words(Language::En), "a.zip: no.");
        assert_eq!(damaged.words(Language::Zh), "a.zip：无。");
        let refused = Trouble::Refused(vec![("Rename it".to_owned(), Refused::Exists("Procfile".to_owned()))]);
        assert_eq!(refused.words(Language::En), "Not applied: Rename it (`Procfile` is already there; move it away first).");
    }
}
