//! What becomes of a part of a Procfile, in words.

use crate::analysis::procfile::effect::{Effect, Refusal};
use crate::diagnostic::Stage;
use crate::language::{Language, say};
use crate::platform::Platform;
use crate::rules::start_command::failure;
use crate::text::visible::{self, number};

/// The start of a line for a sentence. A carriage return within a line is no line end, and nobody sees it.
pub(super) fn excerpt(line: &str) -> String {
    visible::excerpt(&line.replace('\r', &format!("<{}>", number('\r'))))
}

/// What a platform does with the command of a process that it starts, or only reads.
pub(super) fn reads(is_started: bool, language: Language) -> &'static str {
    if is_started { language.pick("starts", "启动") } else { language.pick("reads", "读到") }
}

impl Refusal {
    pub(super) fn sentence(self, language: Language) -> &'static str {
        match self {
            Self::Yaml => language.pick(
                "The platform reads the Procfile as YAML and refuses all of it because of this: the build stops after all dependencies were installed.",
                "平台按 YAML 读取 Procfile，并因此拒绝整个文件：依赖全部安装完之后构建才会失败。",
            ),
            Self::YamlAtFirst => language.pick(
                "The platform reads the Procfile as YAML and refuses all of it because of this: the build stops before anything is installed.",
                "平台按 YAML 读取 Procfile，并因此拒绝整个文件：还没有安装任何依赖，构建就会失败。",
            ),
            Self::Prefixed => language.pick(
                "The platform puts `web: ` before a Procfile that does not begin with `web:`, and what comes of it is no YAML: the build stops after all dependencies were installed.",
                "如果 Procfile 不以 `web:` 开头，平台会在最前面加上 `web: `，结果不再是合法的 YAML：依赖全部安装完之后构建才会失败。",
            ),
            Self::Crash => language.pick(
                "The platform looks at the character behind a `web:` that begins the file without asking whether there is one, and its builder crashes.",
                "平台会直接读取文件开头 `web:` 之后的那个字符，而不检查它是否存在，导致构建程序崩溃。",
            ),
            Self::Grammar => language.pick(
                "The platform refuses the whole Procfile because of this, and the build stops.",
                "平台因此拒绝整个 Procfile，构建失败。",
            ),
        }
    }
}

impl Effect {
    /// When the platform runs into it.
    pub(super) fn stage(&self, platform: &Platform) -> Stage {
        match self {
            Self::Kept | Self::Rejected(_) | Self::Dropped => Stage::Release,
            Self::Misread { name, .. } | Self::Folded { name, .. } => failure::stage(platform, name),
        }
    }

    /// What becomes of it, in one sentence; nothing to say of what is kept.
    pub(super) fn sentence(&self, language: Language) -> String {
        match self {
            Self::Kept => String::new(),
            Self::Rejected(refusal) => refusal.sentence(language).to_owned(),
            Self::Dropped => say!(
                language,
                "The platform drops the line without a word: the build succeeds, and nothing of this line is started.",
                "平台会不加提示地丢弃这一行：构建成功，但这一行的内容不会启动。"
            ),
            Self::Misread { name, command } => say!(
                language,
                "The platform misreads this as the process `{}` with the command `{}`.",
                "平台把这里误读成进程 `{}`，命令为 `{}`。",
                excerpt(name),
                excerpt(command)
            ),
            Self::Folded { name, command } => say!(
                language,
                "The platform takes the line for the end of the command above: that of `{}` becomes `{}`.",
                "平台把这一行当作上面命令的结尾：`{}` 的命令变成 `{}`。",
                excerpt(name),
                excerpt(command)
            ),
        }
    }
}
