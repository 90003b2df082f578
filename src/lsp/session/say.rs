//! The sentences of a session, beside what a check says.

use crate::language::{Language, say};
use crate::platform;
use crate::text::nearest::{hint, nearest};

pub(super) fn no_message(language: Language) -> String {
    say!(language, "this is no message of JSON-RPC 2.0", "这不是 JSON-RPC 2.0 消息")
}

pub(super) fn not_initialized(language: Language) -> String {
    say!(language, "the first request of a session is `initialize`", "会话的第一个请求必须是 `initialize`")
}

pub(super) fn initialized_already(language: Language) -> String {
    say!(language, "the session has been initialized before", "会话已经初始化")
}

pub(super) fn shut_down(language: Language) -> String {
    say!(language, "the session was shut down; only `exit` may follow", "会话已关闭；之后只能发送 `exit`")
}

pub(super) fn no_method(method: &str, language: Language) -> String {
    say!(language, "`{method}` is not among what this server does", "此服务器不提供 `{method}`")
}

pub(super) fn wrong(error: &str, language: Language) -> String {
    say!(language, "the parameters are not those of this request: {error}", "参数与该请求不符：{error}")
}

pub(super) fn wrong_params(method: &str, error: &str, language: Language) -> String {
    say!(language, "`{method}` was not understood and left out: {error}", "未能理解 `{method}`，已忽略：{error}")
}

pub(super) fn cancelled(language: Language) -> String {
    say!(language, "the request was cancelled", "请求已取消")
}

pub(super) fn unreadable(folder: &str, why: &str, language: Language) -> String {
    say!(language, "{folder} is not checked: {why}", "未检查 {folder}：{why}")
}

pub(super) fn fault(folder: &str, language: Language) -> String {
    say!(
        language,
        "pushready ran into a fault of its own while it checked {folder}, and shows nothing of it until the next change; its log says where, and `pushready check` does the same without the editor",
        "pushready 检查 {folder} 时自身出错，下次更改前不再显示其内容；日志中有出错位置，在编辑器之外可运行 `pushready check`"
    )
}

pub(super) fn unknown_platform(id: &str, language: Language) -> String {
    let known = platform::all().iter().map(|platform| platform.id.as_str());
    let hint = hint(nearest(id, known), language);
    say!(
        language,
        "the editor's settings name the platform `{id}`, which does not exist{hint}; `pushready platforms` lists them all",
        "编辑器设置中的平台 `{id}` 不存在{hint}；`pushready platforms` 会列出全部平台"
    )
}
