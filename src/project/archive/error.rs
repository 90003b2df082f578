//! What can be wrong with an archive.

use std::io;

use crate::language::{Language, error_in_english, say};

const MIB: u64 = 1024 * 1024;

/// Why an archive was not read. The sentences leave out the archive's name; whoever shows them puts it in front.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArchiveError {
    /// One entry, or all of them, unpack to far more than they were packed from.
    Bomb {
        /// The entry that went over the limit.
        path: String,
        /// How many bytes came out of one.
        ratio: u64,
    },
    /// It cannot be read to its end.
    Damaged {
        /// What is wrong with it.
        reason: String,
    },
    /// An entry needs a password.
    Encrypted {
        /// The entry.
        path: String,
    },
    /// It is no archive, and does not pretend to be one.
    NotAnArchive,
    /// It is compressed by gzip, but holds no tar archive.
    NotATar,
    /// It is an archive of another kind.
    OtherFormat {
        /// Its kind.
        format: &'static str,
    },
    /// The archive itself is too large.
    Oversized {
        /// The limit, in bytes.
        limit: u64,
    },
    /// All contents together are too large.
    TooLarge {
        /// The limit, in bytes.
        limit: u64,
    },
    /// There are too many files.
    TooManyFiles {
        /// The limit.
        limit: usize,
    },
    /// An entry is compressed in a way that is not read.
    Unsupported {
        /// The entry.
        path: String,
        /// The compression method.
        method: String,
    },
    /// The name promises an archive, the content is none.
    WrongEnding {
        /// The ending, with its dot.
        ending: String,
    },
}

error_in_english!(ArchiveError);

impl ArchiveError {
    /// What is wrong and what to do, in a sentence without its end.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        match self {
            Self::Bomb { path, ratio } => say!(
                language,
                "`{path}` unpacks to {ratio} times its packed size, as only archives made to fill memory do; pack the project anew without it",
                "`{path}` 解压后是压缩前的 {ratio} 倍，只有用来耗尽内存的压缩包才会这样，请去掉它重新打包"
            ),
            Self::Damaged { reason } => match language {
                Language::En => format!("the archive is damaged: {reason}; download or pack it again"),
                // The reason is what a library says, in English.
                Language::Zh => "压缩包已损坏，请重新下载或重新打包".to_owned(),
            },
            Self::Encrypted { path } => say!(
                language,
                "`{path}` is encrypted; pack the project without a password",
                "`{path}` 已加密，请不设密码重新打包"
            ),
            Self::NotAnArchive => say!(
                language,
                "this is neither a zip nor a tar archive; give a folder, a .zip, a .tar.gz or a .tar",
                "既不是 zip 也不是 tar 压缩包，请给出文件夹、.zip、.tar.gz 或 .tar"
            ),
            Self::NotATar => say!(
                language,
                "this is a single file packed by gzip; pack the project's folder with `tar -czf project.tar.gz FOLDER`",
                "这是用 gzip 压缩的单个文件，请用 `tar -czf project.tar.gz 文件夹` 打包项目文件夹"
            ),
            Self::OtherFormat { format } => say!(
                language,
                "{format} archives are not read; pack the project as .zip or .tar.gz",
                "不支持 {format} 格式，请打包为 .zip 或 .tar.gz"
            ),
            Self::Oversized { limit } => say!(
                language,
                "the archive is over {} MiB; leave out data and media that the platform does not need",
                "压缩包超过 {} MiB，请去掉平台不需要的数据和媒体文件",
                limit / MIB
            ),
            Self::TooLarge { limit } => say!(
                language,
                "the archive unpacks to more than {} MiB; leave out data and media that the platform does not need",
                "解压后超过 {} MiB，请去掉平台不需要的数据和媒体文件",
                limit / MIB
            ),
            Self::TooManyFiles { limit } => say!(
                language,
                "the archive holds more than {limit} files; pack the project's own files only",
                "压缩包中的文件超过 {limit} 个，请只打包项目自己的文件"
            ),
            Self::Unsupported { path, method } => say!(
                language,
                "`{path}` is compressed with {method}, which is not read; pack the project with the common Deflate method",
                "`{path}` 使用了不支持的压缩方法 {method}，请用常见的 Deflate 重新打包"
            ),
            Self::WrongEnding { ending } => say!(
                language,
                "the name ends in {ending}, but the content is no archive; download or pack it again",
                "文件名以 {ending} 结尾，但内容不是压缩包，请重新下载或重新打包"
            ),
        }
    }

    pub(super) fn damaged(reason: impl Into<String>) -> Self {
        Self::Damaged { reason: reason.into() }
    }

    /// The error that a reader passed on for us, or else the damage that it met.
    pub(super) fn from_read(error: io::Error) -> Self {
        error.downcast::<Self>().unwrap_or_else(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => Self::damaged("it ends too early"),
            _ => Self::damaged(error.to_string()),
        })
    }
}
