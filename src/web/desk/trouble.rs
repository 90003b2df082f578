//! Why an index has not answered, in one sentence.

use std::collections::BTreeSet;

use crate::language::{Language, list, say};

/// How many packages a sentence names.
const NAMED: usize = 3;

/// With whom something went wrong, and what.
pub(super) type Wrong = (String, Trouble);

/// What went wrong on the way to an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Trouble {
    /// It answers, but lets no page of another site read that.
    Deaf,
    /// It lets other answers be read, and this one not.
    Hidden,
    /// Nobody answers.
    Unreachable,
    /// It is not encrypted, and this page is.
    Unencrypted,
    /// All of its answer takes too long.
    TooSlow,
    /// The answer ends before its end.
    BrokenOff,
    /// The answer is larger than this many bytes.
    TooLarge(u64),
    /// There is a name or a password in its address, which a page does not send.
    WantsName,
    /// It wants to know who asks, or does not let them: 401 or 403.
    Refused(u16),
    /// It cannot answer now: 429, or a number from 500.
    Busy(u16),
    /// It answers with another number that is no answer.
    Status(u16),
    /// It answers with something else than a package index does.
    NoIndex,
    /// It is a folder of the machine that builds.
    Folder,
    /// It is no address that can be asked.
    NoAddress,
}

/// What happened with a host, and for which packages.
pub(super) fn sentence((host, trouble): &Wrong, packages: &BTreeSet<String>, language: Language) -> String {
    let reason = words(*trouble, host, language);
    let packages = some(packages, language);
    say!(
        language,
        "{reason} The check goes on without what it says of {packages}.",
        "{reason}检查继续，但不知道它所说的 {packages}。"
    )
}

/// Some packages by name, and how many more there are.
pub(super) fn some<'p>(packages: impl IntoIterator<Item = &'p String>, language: Language) -> String {
    let all: Vec<&String> = packages.into_iter().collect();
    let named = list::quoted(all.iter().take(NAMED));
    match all.len().saturating_sub(NAMED) {
        0 => list::and(named, language),
        more => {
            let named = list::row(named, language);
            say!(language, "{named} and {more} more", "{named} 和另外 {more} 个软件包")
        }
    }
}

fn words(trouble: Trouble, host: &str, language: Language) -> String {
    match trouble {
        Trouble::Deaf => say!(
            language,
            "{host} does not answer other sites; `pushready check --index` asks it from a terminal.",
            "{host} 不回答其他网站；可在终端用 `pushready check --index` 询问它。"
        ),
        Trouble::Hidden => say!(
            language,
            "{host} hides an answer from other sites, as many do with what they do not have; `pushready check --index` asks it from a terminal.",
            "{host} 不让其他网站读取其中一个回答，许多主机对不存在的内容会这样；可在终端用 `pushready check --index` 询问它。"
        ),
        Trouble::Unreachable => say!(
            language,
            "{host} cannot be reached from this browser: there is no network, no such host, or its certificate is not trusted.",
            "此浏览器无法连接 {host}：没有网络、没有此主机，或其证书不受信任。"
        ),
        Trouble::Unencrypted => say!(
            language,
            "{host} is asked without encryption, which a page that is encrypted itself may not do; `pushready check --index` asks it from a terminal.",
            "询问 {host} 时不加密，而已加密的页面不得如此；可在终端用 `pushready check --index` 询问它。"
        ),
        Trouble::TooSlow => say!(language, "{host} has not answered within 30 s.", "{host} 在 30 秒内没有答完。"),
        Trouble::BrokenOff => say!(language, "{host} breaks its answer off in the middle.", "{host} 的回答中途断开。"),
        Trouble::TooLarge(limit) => {
            let limit = limit >> 20;
            say!(language, "{host} answers with more than {limit} MiB.", "{host} 的回答超过 {limit} MiB。")
        }
        Trouble::WantsName => say!(
            language,
            "The address of {host} has a name or a password in it, which this page does not send; `pushready check --index` asks with it from a terminal.",
            "{host} 的地址含有用户名或密码，本页不会发送；可在终端用 `pushready check --index` 带着它询问。"
        ),
        Trouble::Refused(status) => say!(
            language,
            "{host} does not let this be read without a name and a password (status {status}).",
            "{host} 要求用户名和密码才能读取（状态 {status}）。"
        ),
        Trouble::Busy(status) => {
            say!(language, "{host} cannot answer at the moment (status {status}).", "{host} 暂时无法回答（状态 {status}）。")
        }
        Trouble::Status(status) => {
            say!(language, "{host} gives no answer (status {status}).", "{host} 没有给出回答（状态 {status}）。")
        }
        Trouble::NoIndex => say!(
            language,
            "{host} answers with something that is no page of a package index.",
            "{host} 的回答不是软件包索引的页面。"
        ),
        Trouble::Folder => say!(
            language,
            "`{host}` is a place on the machine that builds, and what lies there is not known here.",
            "`{host}` 是构建机器上的位置，这里不知道其中有什么。"
        ),
        Trouble::NoAddress => say!(
            language,
            "`{host}` is no address of a package index; one begins with https:// or http://.",
            "`{host}` 不是软件包索引的地址；地址以 https:// 或 http:// 开头。"
        ),
    }
}
