//! Why a step cannot do what it should, apart from what its program says.

use std::io;
use std::path::PathBuf;

use super::activity::Activity;
use super::failure::{Ending, FailureClass, Observer};
use super::python::Searched;
use super::report::FailureReport;
use crate::language::{Language, list, say};
use crate::plan::StepId;
use crate::platform::Version;

/// Why a step cannot do what it should.
#[derive(Debug)]
pub(super) enum Trouble {
    /// Its program has failed, or the user has stopped it.
    Program(Ending),
    /// The Python is not to be had.
    NoPython { version: Version, searched: Searched },
    /// The platform's build stops before it has chosen a Python.
    NoVersion,
    /// The interpreter cannot be copied.
    NotMovable(PathBuf),
    /// The text of the Procfile depends on contents that are not known.
    UnknownProcfile,
    /// A program that the command line asks for is not there.
    NoUv,
    /// The system says no.
    System { path: PathBuf, source: io::Error },
}

impl Trouble {
    /// A trouble with a file, unless the user has stopped what was done with it.
    pub(super) fn at(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        |source| match source.kind() {
            io::ErrorKind::Interrupted => Self::Program(Ending::Interrupted),
            _ => Self::System { path, source },
        }
    }

    /// What to tell, at a step or before the first, when no program has printed anything.
    pub(super) fn report(&self, step: Option<Activity>, language: Language) -> FailureReport {
        if let Self::Program(ending) = self {
            let failure = Observer::new(step.unwrap_or(StepId::InstallPython.into())).conclude(ending);
            return FailureReport { step, ..FailureReport::of(&failure, language) };
        }
        let (message, advice) = self.sentences(language);
        let class = self.class();
        FailureReport {
            step,
            class: class.name(),
            is_of_the_project: matches!(self, Self::NoVersion),
            subject: self.subject(),
            message,
            advice,
            evidence: vec![],
            codes: if matches!(self, Self::NoVersion) { class.codes().to_vec() } else { vec![] },
        }
    }

    fn class(&self) -> FailureClass {
        match self {
            Self::NoPython { .. } | Self::NoVersion | Self::NotMovable(_) => FailureClass::PythonNotInstalled,
            Self::NoUv => FailureClass::NotStarted,
            Self::System { source, .. } if is_full(source) => FailureClass::DiskFull,
            Self::System { .. } | Self::UnknownProcfile | Self::Program(_) => FailureClass::Other,
        }
    }

    fn subject(&self) -> Option<String> {
        match self {
            Self::NoPython { version, .. } => Some(version.to_string()),
            Self::NotMovable(path) | Self::System { path, .. } => Some(path.display().to_string()),
            Self::NoUv => Some("uv".to_owned()),
            Self::Program(_) | Self::NoVersion | Self::UnknownProcfile => None,
        }
    }

    fn sentences(&self, language: Language) -> (String, String) {
        match self {
            Self::NoPython { version, searched } => no_python(*version, searched, language),
            Self::NoVersion => (
                say!(
                    language,
                    "no Python is chosen: the platform's build stops at the version that is asked for",
                    "没有选定 Python：平台的构建在所要求的版本处停止"
                ),
                say!(language, "Correct what the check says about the version.", "按检查结果修正版本。"),
            ),
            Self::NotMovable(path) => (
                say!(
                    language,
                    "the Python in `{}` cannot be copied into the application: it is spread over the system",
                    "`{}` 中的 Python 无法复制到应用中：它分散在系统各处",
                    path.display()
                ),
                say!(
                    language,
                    "Give one that lies in a folder of its own, with `--python-dir` or `--runtime-url`, or leave out `--layout heroku`.",
                    "用 `--python-dir` 或 `--runtime-url` 提供位于独立目录中的 Python，或去掉 `--layout heroku`。"
                ),
            ),
            Self::UnknownProcfile => (
                say!(
                    language,
                    "the Procfile that the platform would write is not known, since the content of a file is missing",
                    "无法得知平台会写入的 Procfile，因为缺少某个文件的内容"
                ),
                say!(language, "Build from the project's folder, which has every content.", "请从包含全部内容的项目目录构建。"),
            ),
            Self::NoUv => (
                say!(language, "uv is not on PATH", "PATH 中没有 uv"),
                say!(language, "Install uv, or leave out `--installer uv`.", "安装 uv，或去掉 `--installer uv`。"),
            ),
            Self::System { path, source } if is_full(source) => (
                say!(language, "no space is left to write `{}`", "没有空间写入 `{}`", path.display()),
                say!(
                    language,
                    "Make room, or give another `--output` or `--cache`.",
                    "腾出空间，或用 `--output`、`--cache` 指定其他位置。"
                ),
            ),
            Self::System { path, source } => (
                say!(language, "`{}` cannot be read or written ({source})", "无法读写 `{}`（{source}）", path.display()),
                say!(language, "Check that the folder is there and what its permissions are.", "检查该目录是否存在及其权限。"),
            ),
            // Told above, from how the program ended.
            Self::Program(_) => (String::new(), String::new()),
        }
    }
}

fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}

fn no_python(version: Version, searched: &Searched, language: Language) -> (String, String) {
    let near: Vec<String> = searched.near.iter().map(|near| format!("{} ({})", near.version, near.path.display())).collect();
    let (places, series) = (searched.places.join(", "), version.series);
    let (near, patch) = match near.is_empty() {
        true => (say!(language, "no {series} is there", "没有 {series}"), ""),
        false => (
            say!(language, "near are {}", "相近的有 {}", list::row(near, language)),
            language.pick("take the nearest with `--nearest-patch`, or ", "用 `--nearest-patch` 采用最接近的版本，或"),
        ),
    };
    (
        say!(
            language,
            "CPython {version} is not to be found; looked at: {places}; {near}",
            "找不到 CPython {version}；已查找：{places}；{near}"
        ),
        say!(
            language,
            "To build here, {patch}install {version} with uv or pyenv, or name one with `--python`, `--python-dir` or `--runtime-url`.",
            "要在本机构建，可{patch}用 uv 或 pyenv 安装 {version}，或用 `--python`、`--python-dir`、`--runtime-url` 指定。"
        ),
    )
}
