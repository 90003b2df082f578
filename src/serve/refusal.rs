//! Why a request gets no answer, in one sentence each.

use axum::http::StatusCode;
use axum::response::Response;

use super::reply::{TEXT, typed};
use crate::language::{Language, say};
use crate::project::bundle::BundleError;
use crate::writer::WriteError;

/// Why a request gets no answer; nothing was done then.
#[derive(Debug)]
pub(super) enum Refusal {
    Host,
    Origin,
    Token,
    NoSuchPath,
    Method,
    TooLarge,
    Unreadable,
    Bundle(BundleError),
    Wish {
        reason: String,
    },
    UnknownPlatform {
        id: String,
    },
    /// The page has read the folder at another time.
    Outdated,
    /// Nothing is written there.
    Place {
        path: String,
    },
    Write(WriteError),
    Busy,
    NoCache,
}

impl Refusal {
    /// The answer.
    pub(super) fn response(&self, language: Language) -> Response {
        let mut response = typed(TEXT, (self.text(language) + "\n").into_bytes());
        *response.status_mut() = self.status();
        response
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Host
            | Self::Origin
            | Self::Token
            | Self::Place { .. }
            | Self::Write(WriteError::Linked { .. } | WriteError::ReadOnly { .. }) => StatusCode::FORBIDDEN,
            Self::NoSuchPath => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unreadable | Self::Bundle(_) | Self::Wish { .. } | Self::UnknownPlatform { .. } => StatusCode::BAD_REQUEST,
            Self::Outdated
            | Self::Busy
            | Self::Write(WriteError::InTheWay { .. } | WriteError::Changed { .. } | WriteError::Busy { .. }) => {
                StatusCode::CONFLICT
            }
            Self::Write(WriteError::Unwritable { .. }) | Self::NoCache => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn text(&self, language: Language) -> String {
        match self {
            Self::Host => say!(
                language,
                "This server answers only as 127.0.0.1 and localhost, at its own port.",
                "本服务器只以 127.0.0.1 和 localhost 及其自身端口应答。"
            ),
            Self::Origin => {
                say!(language, "This server answers only the page that it serves itself.", "本服务器只应答它自己提供的页面。")
            }
            Self::Token => say!(
                language,
                "The token is missing or belongs to another run: open the address that `pushready serve` has printed.",
                "缺少令牌，或令牌属于另一次运行：请打开 `pushready serve` 输出的地址。"
            ),
            Self::NoSuchPath => say!(language, "There is nothing at this address.", "此地址没有内容。"),
            Self::Method => say!(language, "This address does not take this method.", "此地址不接受该方法。"),
            Self::TooLarge => say!(language, "The request is larger than any that the page makes.", "请求超过页面会发出的大小。"),
            Self::Unreadable => say!(language, "The request has ended too early.", "请求提前结束。"),
            Self::Bundle(error) => {
                let error = error.text(language);
                say!(language, "The changes cannot be read: {error}.", "无法读取更改：{error}。")
            }
            Self::Wish { reason } => say!(language, "The request cannot be read: {reason}.", "无法读取请求：{reason}。"),
            Self::UnknownPlatform { id } => {
                say!(language, "No platform is called `{id}` here.", "这里没有名为 `{id}` 的平台。")
            }
            Self::Outdated => say!(
                language,
                "The folder has changed since the page has read it; nothing was written.",
                "页面读取之后文件夹已改变；没有写入任何内容。"
            ),
            Self::Place { path } => say!(
                language,
                "`{path}` is no place in the project that is written to; nothing was written.",
                "`{path}` 不是项目中可写入的位置；没有写入任何内容。"
            ),
            Self::Write(WriteError::Changed { path }) => say!(
                language,
                "`{path}` on the disk is not what the page has read; nothing was written.",
                "磁盘上的 `{path}` 与页面读取的不同；没有写入任何内容。"
            ),
            Self::Write(error) => {
                let error = error.text(language);
                say!(language, "{error}.", "{error}。")
            }
            Self::Busy => say!(language, "A build is running already; stop it first.", "已有构建在运行；请先停止它。"),
            Self::NoCache => say!(
                language,
                "This user has no folder for caches, so there is no place to build in.",
                "当前用户没有缓存目录，因此没有可供构建的位置。"
            ),
        }
    }
}
