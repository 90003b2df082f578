//! When a module that runs stops what runs it.

use crate::analysis::python::reached_modules::Start;
use crate::diagnostic::Stage;
use crate::language::{Language, say};

/// The stage at which a module stops that is loaded by this.
pub(in crate::rules) fn stage(start: Start) -> Stage {
    match start {
        Start::Collectstatic => Stage::Build,
        Start::Web => Stage::Boot,
        Start::Request => Stage::Run,
    }
}

/// What stops at the import of a package that cannot be imported, without the end of the sentence.
pub(in crate::rules) fn stop(start: Start, name: &str, language: Language) -> String {
    match start {
        Start::Collectstatic => say!(
            language,
            "Then the build runs collectstatic, which stops at the import of `{name}`",
            "随后构建运行 collectstatic 时，会在导入 `{name}` 处停止"
        ),
        Start::Web => say!(
            language,
            "The application stops at the import of `{name}` whenever it starts",
            "应用每次启动都会在导入 `{name}` 处停止"
        ),
        Start::Request => {
            say!(language, "The first request stops at the import of `{name}`", "第一个请求会在导入 `{name}` 处停止")
        }
    }
}

/// What happens to a file that Django loads when it looks for the page of a request.
pub(in crate::rules) fn at_request(language: Language) -> &'static str {
    language.pick(
        "The build and the start succeed; Django loads this file at the first request, and answers every request with an error 500.",
        "构建和启动都会成功，但 Django 在收到第一个请求时加载该文件，并对每个请求都返回 500 错误。",
    )
}
