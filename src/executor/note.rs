//! What the executor says beside the programs that it runs.

use std::path::Path;

use super::sandbox::NoSandbox;
use crate::language::{Language, say};
use crate::platform::Version;

/// What the executor says in the log of a step.
#[derive(Debug)]
pub(super) enum Note<'a> {
    /// Which Python is used.
    Python { version: Version, program: &'a Path },
    /// Another patch than the one that was asked for is used.
    NearestPatch { wanted: Version, taken: Version },
    /// A provider is asked.
    Asking { version: Version, place: &'a str },
    /// What a provider's program writes.
    Provider { line: &'a str },
    /// A provider cannot bring it.
    Refused { place: &'a str, reason: &'a str },
    /// Nothing tells whether an archive came as it was sent.
    NoChecksums { list: &'a str },
    /// The packages are those of an earlier build.
    FromCache,
    /// The packages are not for later builds, because more than the index decides about them.
    NotKept,
    /// The packages are not for later builds, because the cache cannot be written.
    NotWritten { reason: &'a str },
    /// uv does what the plan leaves to pip.
    WithUv,
    /// The programs run apart.
    Apart,
    /// They do not, though they could.
    NotApart(&'a NoSandbox),
    /// A step that has failed had no network.
    NoNetwork,
    /// The slug cannot run by itself.
    SlugWithoutPython,
    /// The port that a web process is given.
    Port { variable: &'a str, port: u16 },
    /// Where it listens.
    Listening { address: &'a str },
    /// How it answers.
    Answer { host: &'a str, status: u16 },
}

impl Note<'_> {
    /// The sentence.
    pub(super) fn text(&self, language: Language) -> String {
        match self {
            Self::Python { version, program } => {
                say!(language, "CPython {version} of {}", "使用 {} 的 CPython {version}", program.display())
            }
            Self::NearestPatch { wanted, taken } => say!(
                language,
                "CPython {wanted} is not there; {taken} is taken in its place",
                "没有 CPython {wanted}，以 {taken} 代替"
            ),
            Self::Asking { version, place } => say!(
                language,
                "CPython {version} is not installed here; asking {place} for it",
                "本机未安装 CPython {version}，正在向 {place} 获取"
            ),
            Self::Provider { line } => (*line).to_owned(),
            Self::Refused { place, reason } => say!(language, "{place}: {reason}", "{place}：{reason}"),
            Self::NoChecksums { list } => {
                say!(language, "there is no {list} beside the archive; it is taken as it is", "归档旁没有 {list}，未校验直接使用")
            }
            Self::FromCache => say!(language, "the packages come from the cache", "软件包取自缓存"),
            Self::NotKept => say!(
                language,
                "these packages are not kept for later builds: only those of a requirements.txt without folders and addresses are",
                "这些软件包不会留给以后的构建：只有不含目录和地址的 requirements.txt 的软件包才会保留"
            ),
            Self::NotWritten { reason } => {
                say!(language, "the packages are not kept for later builds ({reason})", "软件包没有留给以后的构建（{reason}）")
            }
            Self::Apart => say!(
                language,
                "the programs of this build run apart: they write to the output and the cache, and see no home folder",
                "本次构建的程序在沙箱中运行：只能写入输出目录和缓存，看不到用户目录"
            ),
            Self::NotApart(NoSandbox::Refused { reason }) => say!(
                language,
                "the programs of this build run with all your rights, because bubblewrap does not work here ({reason})",
                "本次构建的程序以您的全部权限运行，因为 bubblewrap 在这里无法工作（{reason}）"
            ),
            Self::NotApart(NoSandbox::Missing | NoSandbox::NotLinux | NoSandbox::Unwanted) => language
                .pick(
                    "the programs of this build run with all your rights; with the package bubblewrap they run apart",
                    "本次构建的程序以您的全部权限运行；安装软件包 bubblewrap 后会在沙箱中运行",
                )
                .to_owned(),
            Self::NoNetwork => language
                .pick(
                    "this step has no network in the sandbox; if it needs one, build with `--no-sandbox`",
                    "此步骤在沙箱中没有网络；如果需要网络，请使用 `--no-sandbox` 构建",
                )
                .to_owned(),
            Self::WithUv => say!(language, "uv installs in the place of pip", "由 uv 代替 pip 安装"),
            Self::Port { variable, port } => say!(language, "{variable} is {port}", "{variable} 为 {port}"),
            Self::Listening { address } => say!(language, "it listens on {address}", "它监听 {address}"),
            Self::Answer { host, status } => {
                say!(
                    language,
                    "a request for http://{host}/ is answered with {status}",
                    "对 http://{host}/ 的请求得到响应 {status}"
                )
            }
            Self::SlugWithoutPython => say!(
                language,
                "the slug holds no Python and no packages; `--layout heroku` puts them in",
                "slug 中没有 Python 和软件包；用 `--layout heroku` 可将其放入"
            ),
        }
    }
}
