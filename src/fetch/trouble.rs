//! Why an index has not answered, in one sentence.

use crate::language::{Language, list, say};

/// How many packages a sentence names.
const NAMED: usize = 3;

/// What went wrong on the way to an answer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trouble {
    /// Nothing may be asked, and the cache does not know it.
    Offline,
    /// It is no address that can be asked.
    NoAddress,
    /// It is a folder of the machine that builds.
    Folder,
    /// No host has this name.
    NoHost,
    /// The host does not take the call; what the system says.
    NoConnection(String),
    /// The host does not take the call within this many seconds.
    Unreachable(u64),
    /// All of its answer takes more than this many seconds.
    TooSlow(u64),
    /// The connection is not safe; what is wrong with it.
    Unsafe(String),
    /// It wants to know who asks, or does not let them: 401 or 403.
    Refused(u16),
    /// It cannot answer now: 429, or a number from 500.
    Busy(u16),
    /// It answers with another number that is no answer.
    Status(u16),
    /// The answer ends before its end.
    BrokenOff,
    /// The answer is larger than this many bytes.
    TooLarge(u64),
    /// It sends on from one address to the next.
    SentAround,
    /// It sends on from an encrypted address to one that is not.
    SentIntoTheOpen,
    /// It answers with something else than a package index does.
    NoIndex,
    /// It has none of the packages, and nothing that a package index has.
    NothingThere,
    /// What it gives as the metadata of a file is that of another project.
    OfAnother,
}

/// With whom something went wrong, and what.
pub(super) type Wrong = (String, Trouble);

/// What went wrong with a host, and for which packages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Troubled {
    /// The host, with its port where that is not the usual one.
    pub host: String,
    /// What went wrong.
    pub trouble: Trouble,
    /// The packages of which something is not known for that, sorted.
    pub packages: Vec<String>,
}

impl Trouble {
    /// Whether the next try may go well.
    pub(super) fn may_pass(&self) -> bool {
        matches!(self, Self::Unreachable(_) | Self::Busy(_) | Self::BrokenOff)
    }

    /// Whether the host itself does not answer, whatever it is asked for.
    pub(super) fn is_of_host(&self) -> bool {
        matches!(self, Self::NoHost | Self::NoConnection(_) | Self::Unreachable(_) | Self::TooSlow(_) | Self::Unsafe(_))
    }

    fn words(&self, host: &str, language: Language) -> String {
        match self {
            Self::Offline => say!(
                language,
                "{host} is not asked because of `--offline`, and no earlier check has kept its answer",
                "因为有 `--offline`，没有询问 {host}，而以前的检查也没有留下它的回答"
            ),
            Self::NoAddress => say!(
                language,
                "`{host}` is no address of a package index; one begins with https:// or http://",
                "`{host}` 不是软件包索引的地址；地址以 https:// 或 http:// 开头"
            ),
            Self::Folder => say!(
                language,
                "`{host}` is a place on the machine that builds, and what lies there is not known here",
                "`{host}` 是构建机器上的位置，这里不知道其中有什么"
            ),
            Self::NoHost => say!(language, "{host}: no host of this name is found", "{host}：找不到这个名称的主机"),
            Self::NoConnection(reason) => {
                say!(language, "{host} does not take the connection ({reason})", "{host} 不接受连接（{reason}）")
            }
            Self::Unreachable(seconds) => {
                say!(language, "{host} does not take the connection within {seconds} s", "{host} 在 {seconds} 秒内没有接受连接")
            }
            Self::TooSlow(seconds) => {
                say!(language, "{host} has not answered within {seconds} s", "{host} 在 {seconds} 秒内没有答完")
            }
            Self::Unsafe(reason) => say!(
                language,
                "the encrypted connection to {host} cannot be trusted ({reason})",
                "与 {host} 的加密连接不可信（{reason}）"
            ),
            Self::Refused(status) => say!(
                language,
                "{host} does not let this be read without a name and a password that it knows (status {status})",
                "{host} 要求使用它认可的用户名和密码才能读取（状态 {status}）"
            ),
            Self::Busy(status) => {
                say!(language, "{host} cannot answer at the moment (status {status})", "{host} 暂时无法回答（状态 {status}）")
            }
            Self::Status(status) => {
                say!(language, "{host} gives no answer (status {status})", "{host} 没有给出回答（状态 {status}）")
            }
            Self::BrokenOff => {
                say!(language, "{host} breaks its answer off in the middle", "{host} 的回答中途断开")
            }
            Self::TooLarge(limit) => {
                let limit = limit >> 20;
                say!(language, "{host} answers with more than {limit} MiB", "{host} 的回答超过 {limit} MiB")
            }
            Self::SentAround => say!(
                language,
                "{host} only sends on to other addresses, and those again",
                "{host} 只是转到别的地址，而那些地址又转向别处"
            ),
            Self::SentIntoTheOpen => say!(
                language,
                "{host} sends on to an address without encryption, which is not followed",
                "{host} 转到未加密的地址，没有继续"
            ),
            Self::NoIndex => say!(
                language,
                "{host} answers with something that is no page of a package index",
                "{host} 的回答不是软件包索引的页面"
            ),
            Self::NothingThere => say!(
                language,
                "`{host}` has none of these packages and does not look like a package index, so its address may be mistyped",
                "`{host}` 没有这些软件包中的任何一个，看起来也不是软件包索引，地址可能写错了"
            ),
            Self::OfAnother => {
                say!(language, "{host} gives the metadata of another project", "{host} 给出的是另一个项目的元数据")
            }
        }
    }
}

impl Troubled {
    /// What happened, and what that means for the check.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let reason = self.trouble.words(&self.host, language);
        let packages = self.packages(language);
        say!(
            language,
            "{reason}; the check goes on without what it says of {packages}",
            "{reason}；检查继续，但不知道它所说的 {packages}"
        )
    }

    fn packages(&self, language: Language) -> String {
        let named = list::quoted(self.packages.iter().take(NAMED));
        match self.packages.len().saturating_sub(NAMED) {
            0 => list::and(named, language),
            more => {
                let named = list::row(named, language);
                say!(language, "{named} and {more} more", "{named} 和另外 {more} 个软件包")
            }
        }
    }
}
