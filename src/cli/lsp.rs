//! `pushready lsp`.
#![expect(clippy::disallowed_methods, reason = "the editor is at the other end of the streams")]

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use super::arguments;
use super::context::Context;
use super::failure::Failure;
use super::stream;
use crate::language::say;
use crate::lsp::{self, Ending, Options};

pub(super) fn run(context: &Context) -> Result<ExitCode, Failure> {
    if io::stdin().is_terminal() {
        stream::say(&say!(
            context.language,
            "this is started by editors and waits for one; docs/editors.md says how to set one up, and Ctrl-C ends it",
            "此命令由编辑器启动，正在等待编辑器；设置方法见 docs/editors.md，按 Ctrl-C 结束"
        ));
    }
    let options = Options { language: context.asked_language, otherwise: context.language, site: arguments::site() };
    match lsp::serve(io::stdin(), io::stdout().lock(), options).map_err(Failure::Editor)? {
        Ending::Shutdown => Ok(ExitCode::SUCCESS),
        Ending::Abrupt => Ok(ExitCode::FAILURE),
    }
}
