//! `pushready check --watch`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::arguments::{Check, ReportFormat};
use super::context::Context;
use super::failure::Failure;
use super::unfit::Unfit;
use super::{check, stream};
use crate::language::say;
use crate::watch::Watcher;

/// Checks again at every change, until the user ends it or there is nothing to watch any more.
pub(super) fn run(check: &Check, context: &Context) -> Result<ExitCode, Failure> {
    let language = context.language;
    let named = [&check.target.config, &check.target.env_file];
    let projects = || std::iter::once(&check.target.path).chain(&check.more);
    if projects().any(|path| path == Path::new("-")) {
        return Err(Unfit::WatchStdin.into());
    }
    let files = named.into_iter().flatten().chain(&check.target.platforms.platform_file);
    let mut watcher = Watcher::new(projects().chain(files).map(PathBuf::clone))?;
    loop {
        if matches!(check.format, ReportFormat::Text) {
            stream::clear();
        }
        // What is wrong with the request may be mended while it is watched.
        if let Err(failure) = check::once(check, context) {
            let sentence = failure.text(language);
            stream::say(&say!(language, "error: {sentence}", "错误：{sentence}"));
        }
        stream::say(language.pick("Waiting for changes; Ctrl-C ends it.", "正在等待更改；按 Ctrl-C 结束。"));
        watcher.wait()?;
    }
}
