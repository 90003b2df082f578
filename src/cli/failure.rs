//! Why a request cannot be answered: every sentence of exit status 2, but for those about options, which are clap's.

use std::io;

use super::unfit::Unfit;
use crate::configuration::ConfigurationError;
#[cfg(feature = "executor")]
use crate::executor::{NoSandbox, PlaceError};
use crate::language::{Language, list, say};
#[cfg(feature = "lsp")]
use crate::lsp::Broken;
use crate::platform::custom::CustomError;
use crate::project::archive::ArchiveError;
use crate::project::bundle::BundleError;
use crate::project::folder::FolderError;
use crate::report::export::Obstacle;
#[cfg(feature = "serve")]
use crate::serve::{PageError, ServeError};
use crate::syntax::env_file::WrongLine;
use crate::text::nearest::hint;
use crate::watch::WatchError;
use crate::writer::WriteError;

/// Why a request cannot be answered. Paths are as they may be shown.
#[derive(Debug)]
pub(super) enum Failure {
    NoSuchPath {
        path: String,
    },
    Directory {
        path: String,
        source: FolderError,
    },
    Unreadable {
        path: String,
        source: io::Error,
    },
    NotRegular {
        path: String,
    },
    Archive {
        path: String,
        source: ArchiveError,
    },
    Bundle {
        path: String,
        source: BundleError,
    },
    BundleEncoding {
        path: String,
    },
    EmptyInput,
    NoPins(NoPins),
    NoExport {
        platform: String,
        obstacle: Obstacle,
    },
    UnknownPlatform {
        id: String,
        nearest: Option<String>,
        known: Vec<String>,
    },
    UnknownRule {
        given: String,
        nearest: Option<String>,
    },
    Unfit(Unfit),
    NoSuchFile {
        path: String,
    },
    EnvFile {
        path: String,
        source: WrongLine,
    },
    PlatformFile {
        path: String,
        source: CustomError,
    },
    Configuration(ConfigurationError),
    IndexWish {
        wish: String,
    },
    Unwritten(Unwritten),
    NotAFolder {
        path: String,
    },
    Write(WriteError),
    #[cfg(feature = "executor")]
    SeveralPlatforms,
    #[cfg(feature = "executor")]
    NotPython {
        platform: &'static str,
    },
    #[cfg(feature = "executor")]
    NoCache,
    #[cfg(feature = "executor")]
    Signals(io::Error),
    #[cfg(feature = "executor")]
    Place(PlaceError),
    #[cfg(feature = "executor")]
    Sandbox(NoSandbox),
    #[cfg(feature = "executor")]
    MissingContents {
        path: String,
        count: usize,
        example: String,
    },
    #[cfg(feature = "lsp")]
    Editor(Broken),
    #[cfg(feature = "serve")]
    Page(PageError),
    #[cfg(feature = "serve")]
    Serve(ServeError),
    Output(io::Error),
}

impl From<Unfit> for Failure {
    fn from(unfit: Unfit) -> Self {
        Self::Unfit(unfit)
    }
}

impl From<WatchError> for Failure {
    fn from(error: WatchError) -> Self {
        Self::Unfit(Unfit::Watch(error))
    }
}

impl From<ConfigurationError> for Failure {
    fn from(error: ConfigurationError) -> Self {
        Self::Configuration(error)
    }
}

#[cfg(feature = "executor")]
impl From<PlaceError> for Failure {
    fn from(error: PlaceError) -> Self {
        Self::Place(error)
    }
}

/// Why `init` writes nothing.
#[derive(Debug)]
pub(super) enum Unwritten {
    NoFolder {
        path: String,
    },
    /// There is nothing to complete.
    NoPython {
        path: String,
    },
    NoPlatform {
        known: Vec<String>,
    },
    NobodyToAsk,
    /// Somebody was asked and does not want it, or went away.
    Declined,
}

impl From<Unwritten> for Failure {
    fn from(why: Unwritten) -> Self {
        Self::Unwritten(why)
    }
}

impl Unwritten {
    fn text(&self, language: Language) -> String {
        match self {
            Self::NoFolder { path } => say!(
                language,
                "{path}: files are written into folders only; give the project's folder",
                "{path}：只能向目录写入文件；请给出项目的目录"
            ),
            Self::NoPython { path } => say!(
                language,
                "{path}: there is no Python file in it; give the folder of the project",
                "{path}：其中没有 Python 文件；请给出项目的目录"
            ),
            Self::NoPlatform { known } => say!(
                language,
                "there is no terminal to ask for the platform; name it with `--platform`: {}",
                "没有可以询问平台的终端；请用 `--platform` 指定：{}",
                list::row(known, language)
            ),
            Self::NobodyToAsk => say!(
                language,
                "there is no terminal to ask whether to write; `--yes` writes without asking, `--diff` prints what it would write",
                "没有可以询问是否写入的终端；`--yes` 不询问直接写入，`--diff` 输出将要写入的内容"
            ),
            Self::Declined => say!(language, "nothing was written", "没有写入任何内容"),
        }
    }
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Self {
        Self::Write(error)
    }
}

/// Why a plan is not printed in the form that was asked for.
#[derive(Debug, Clone, Copy)]
pub(super) enum NoPins {
    SeveralPlatforms,
    /// Some of what is installed is not known.
    NotWhole,
}

impl NoPins {
    fn text(self, language: Language) -> &'static str {
        match self {
            Self::SeveralPlatforms => language.pick(
                "this form is the plan of one platform; name one with `--platform`",
                "这种格式只输出一个平台的计划；请用 `--platform` 指定一个平台",
            ),
            Self::NotWhole => language.pick(
                "what pip would install is not known as a whole; `--index` asks the package index, and `pushready check --index` says what stands in the way",
                "无法完整得知 pip 会安装什么；`--index` 会查询软件包索引，`pushready check --index` 会说明原因",
            ),
        }
    }
}

impl Failure {
    /// What is wrong and what to do, in a sentence without its end.
    pub(super) fn text(&self, language: Language) -> String {
        match self {
            Self::NoSuchPath { path } => say!(
                language,
                "{path}: nothing is there; give a folder, an archive or a project bundle",
                "{path}：此处什么都没有；请给出目录、压缩包或项目 bundle"
            ),
            Self::Directory { path, source } => about(path, &source.text(language), language),
            Self::Unreadable { path, source } => {
                say!(language, "{path}: it cannot be read ({source})", "{path}：无法读取（{source}）")
            }
            Self::NotRegular { path } => say!(
                language,
                "{path}: this is a pipe or a device, which may never end; give a file, or pipe its content into `-`",
                "{path}：这是管道或设备，可能永远读不完；请给出文件，或用管道把内容传给 `-`"
            ),
            Self::Archive { path, source } => about(path, &source.text(language), language),
            Self::Bundle { path, source } => about(path, &source.text(language), language),
            Self::BundleEncoding { path } => {
                say!(language, "{path}: a bundle must be text in UTF-8", "{path}：bundle 必须是 UTF-8 文本")
            }
            Self::EmptyInput => say!(
                language,
                "nothing comes on standard input; pipe a tar archive into it, as in `git archive HEAD | pushready check -`",
                "标准输入中没有内容；请用管道传入 tar 压缩包，例如 `git archive HEAD | pushready check -`"
            ),
            Self::NoPins(why) => why.text(language).to_owned(),
            Self::NoExport { platform, obstacle } => no_export(platform, obstacle, language),
            Self::UnknownPlatform { id, nearest, known } => say!(
                language,
                "no platform is called `{id}`{}; the platforms are {}",
                "没有名为 `{id}` 的平台{}；可用的平台有 {}",
                hint(nearest.as_deref(), language),
                list::row(known, language)
            ),
            Self::UnknownRule { given, nearest } => say!(
                language,
                "no rule has the code or name `{given}`{}; `pushready rules` lists them all",
                "没有代码或名称为 `{given}` 的规则{}；`pushready rules` 列出全部规则",
                hint(nearest.as_deref(), language)
            ),
            Self::Unfit(unfit) => unfit.text(language),
            Self::NoSuchFile { path } => say!(language, "{path}: there is no such file", "{path}：没有这个文件"),
            Self::EnvFile { path, source } => {
                say!(language, "{path}, {}; write KEY=VALUE a line", "{path}，{}；请每行写一个 KEY=VALUE", source.text(language))
            }
            Self::PlatformFile { path, source } => about(path, &source.text(language), language),
            Self::Configuration(error) => error.text(language),
            Self::IndexWish { wish } => say!(
                language,
                "the variable PUSHREADY_INDEX is `{wish}`; set it to 1, to 0, or to the address of a package index",
                "变量 PUSHREADY_INDEX 的值是 `{wish}`；请设为 1、0 或软件包索引的地址"
            ),
            Self::Unwritten(why) => why.text(language),
            Self::NotAFolder { path } => say!(
                language,
                "{path}: only folders can be fixed in place; `--diff` prints a patch for it",
                "{path}：只有目录可以就地修复；`--diff` 可为它输出补丁"
            ),
            Self::Write(error) => error.text(language),
            #[cfg(feature = "executor")]
            Self::SeveralPlatforms => {
                say!(
                    language,
                    "a build is for one platform; give one `--platform`",
                    "一次构建只针对一个平台；请给出一个 `--platform`"
                )
            }
            #[cfg(feature = "executor")]
            Self::NotPython { platform } => say!(
                language,
                "{platform} does not build this project as Python; `pushready check` says why",
                "{platform} 不会按 Python 项目构建；`pushready check` 会说明原因"
            ),
            #[cfg(feature = "executor")]
            Self::NoCache => say!(
                language,
                "this user has no folder for caches; give `--output` and `--cache`",
                "当前用户没有缓存目录；请给出 `--output` 和 `--cache`"
            ),
            #[cfg(feature = "executor")]
            Self::Signals(source) => say!(language, "signals cannot be caught ({source})", "无法捕获信号（{source}）"),
            #[cfg(feature = "executor")]
            Self::Place(error) => error.text(language),
            #[cfg(feature = "executor")]
            Self::Sandbox(why) => why.text(language),
            #[cfg(feature = "executor")]
            Self::MissingContents { path, count, example } => say!(
                language,
                "{path}: {count} of its files came without their content, `{example}` for one; build from the project's folder",
                "{path}：其中 {count} 个文件没有内容，例如 `{example}`；请从项目目录构建"
            ),
            #[cfg(feature = "lsp")]
            Self::Editor(broken) => broken.text(language),
            #[cfg(feature = "serve")]
            Self::Page(error) => error.text(language),
            #[cfg(feature = "serve")]
            Self::Serve(error) => error.text(language),
            Self::Output(source) => say!(language, "the result cannot be written ({source})", "无法写出结果（{source}）"),
        }
    }
}

fn about(path: &str, sentence: &str, language: Language) -> String {
    say!(language, "{path}: {sentence}", "{path}：{sentence}")
}

/// Why a plan is not written down for others.
fn no_export(platform: &str, obstacle: &Obstacle, language: Language) -> String {
    match obstacle {
        Obstacle::NotBuilt => say!(
            language,
            "{platform} does not build this project as Python, so there is no plan to write down; `pushready check` says why",
            "{platform} 不会按 Python 项目构建，因此没有可输出的计划；`pushready check` 会说明原因"
        ),
        Obstacle::Stops(codes) => say!(
            language,
            "the build on {platform} surely stops ({}), and would stop anywhere else; `pushready check` says where and why",
            "{platform} 的构建必定会中止（{}），在别处执行也会中止；`pushready check` 会说明位置和原因",
            list::row(codes, language)
        ),
        Obstacle::NoPython => say!(
            language,
            "the build on {platform} stops before it has chosen a Python; `pushready check` says why",
            "{platform} 的构建在选定 Python 之前就会停止；`pushready check` 会说明原因"
        ),
        Obstacle::UnknownProcfile => say!(
            language,
            "{platform} writes the Procfile from files whose content was not given",
            "{platform} 会根据未提供内容的文件生成 Procfile"
        ),
        Obstacle::Credentials => say!(
            language,
            "the Procfile has credentials in an address, which are not written down; put the address into a variable that is set on {platform}",
            "Procfile 的地址中含有凭据，凭据不会被写出；请把该地址放入在 {platform} 上设置的变量"
        ),
        Obstacle::OwnPlatform => say!(
            language,
            "{platform} is described in a file of your own, which the program on a cluster does not have; name a platform of `pushready platforms`",
            "{platform} 由你自己的文件描述，集群上的程序没有该文件；请指定 `pushready platforms` 中的平台"
        ),
    }
}
