//! What the executor says beside the programs that it runs.

use std::path::Path;

use crate::language::Language::{self, En, Zh};
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
    /// The slug cannot run by itself.
    SlugWithoutPython,
}

impl Note<'_> {
    /// The sentence.
    pub(super) fn text(&self, language: Language) -> String {
        match (self, language) {
            (Self::Python { version, program }, En) => format!("CPython {version} of {}", program.display()),
            (Self::Python { version, program }, Zh) => format!("使用 {} 的 CPython {version}", program.display()),
            (Self::NearestPatch { wanted, taken }, En) => format!("CPython {wanted} is not there; {taken} is taken in its place"),
            (Self::NearestPatch { wanted, taken }, Zh) => format!("没有 CPython {wanted}，以 {taken} 代替"),
            (Self::Asking { version, place }, En) => format!("CPython {version} is not installed here; asking {place} for it"),
            (Self::Asking { version, place }, Zh) => format!("本机未安装 CPython {version}，正在向 {place} 获取"),
            (Self::Provider { line }, _) => (*line).to_owned(),
            (Self::Refused { place, reason }, En) => format!("{place}: {reason}"),
            (Self::Refused { place, reason }, Zh) => format!("{place}：{reason}"),
            (Self::NoChecksums { list }, En) => format!("there is no {list} beside the archive; it is taken as it is"),
            (Self::NoChecksums { list }, Zh) => format!("归档旁没有 {list}，未校验直接使用"),
            (Self::FromCache, En) => "the packages come from the cache".to_owned(),
            (Self::FromCache, Zh) => "软件包取自缓存".to_owned(),
            (Self::NotKept, En) => {
                "these packages are not kept for later builds: only those of a requirements.txt without folders and addresses are"
                    .to_owned()
            }
            (Self::NotKept, Zh) => {
                "这些软件包不会留给以后的构建：只有不含目录和地址的 requirements.txt 的软件包才会保留".to_owned()
            }
            (Self::NotWritten { reason }, En) => format!("the packages are not kept for later builds ({reason})"),
            (Self::NotWritten { reason }, Zh) => format!("软件包没有留给以后的构建（{reason}）"),
            (Self::WithUv, En) => "uv installs in the place of pip".to_owned(),
            (Self::WithUv, Zh) => "由 uv 代替 pip 安装".to_owned(),
            (Self::SlugWithoutPython, En) => {
                "the slug holds no Python and no packages; `--layout heroku` puts them in".to_owned()
            }
            (Self::SlugWithoutPython, Zh) => "slug 中没有 Python 和软件包；用 `--layout heroku` 可将其放入".to_owned(),
        }
    }
}
