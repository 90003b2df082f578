//! Why what a command names is not what it can work on.

use std::io;

use crate::language::{Language, list, say};
use crate::text::nearest::hint;
use crate::watch::WatchError;

/// Why what a command names is not what it can work on. Paths are as they may be shown.
#[derive(Debug)]
pub(super) enum Unfit {
    /// The project does not have the folder that is to be built.
    NoSuchRoot { root: String, nearest: Option<String> },
    /// The folder that is to be built is not in the project.
    RootOutside { given: String },
    /// No project is found.
    NoProjects { paths: Vec<String> },
    /// Standard input is one of several projects.
    StdinAmong,
    /// A format has room for one project.
    NotForMany { format: &'static str },
    /// Something that a command makes has no place.
    NotMade { path: String, source: io::Error },
    /// Standard input never changes.
    WatchStdin,
    /// Something cannot be watched.
    Watch(WatchError),
}

impl Unfit {
    /// What is wrong and what to do, in a sentence without its end.
    pub(super) fn text(&self, language: Language) -> String {
        match self {
            Self::NoSuchRoot { root, nearest } => say!(
                language,
                "the project has no folder `{root}`{}; `root` names the folder that the platform builds",
                "项目中没有文件夹 `{root}`{}；`root` 指定平台构建的文件夹",
                hint(nearest.as_deref(), language)
            ),
            Self::RootOutside { given } => say!(
                language,
                "`--root {given}` leads out of the project; name a folder in it, such as `backend`",
                "`--root {given}` 指向项目之外；请指定项目中的文件夹，例如 `backend`"
            ),
            Self::NoProjects { paths } => say!(
                language,
                "{}: no Python project is found there or below; without `--recursive` each path is judged as it is",
                "{}：其中及其下没有找到 Python 项目；不带 `--recursive` 时会直接检查给出的路径",
                list::row(paths, language)
            ),
            Self::StdinAmong => say!(
                language,
                "`-` is one project on standard input; give it alone and without `--recursive`",
                "`-` 表示标准输入中的一个项目；请单独给出，且不带 `--recursive`"
            ),
            Self::NotForMany { format } => say!(
                language,
                "`--format {format}` is for one project; `--format jsonl` prints the same for each of several, a line a project",
                "`--format {format}` 只用于一个项目；`--format jsonl` 为每个项目各输出一行同样的内容"
            ),
            Self::NotMade { path, source } => {
                say!(language, "{path}: it cannot be written ({source})", "{path}：无法写入（{source}）")
            }
            Self::WatchStdin => say!(
                language,
                "standard input cannot be watched for changes; give a folder or a file",
                "无法监视标准输入的更改；请给出文件夹或文件"
            ),
            Self::Watch(error) => error.text(language),
        }
    }
}
