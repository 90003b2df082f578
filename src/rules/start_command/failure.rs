//! What comes of a command that fails as soon as it starts.

use crate::analysis::commands::start_command::StartCommand;
use crate::rules::prelude::*;

/// The process whose command runs once before a release is deployed, on platforms that know it.
const RELEASE: &str = "release";

/// A process whose command fails as soon as it starts.
pub(super) struct Failure {
    process: String,
    /// Whether the command runs before the release is deployed.
    is_before_release: bool,
}

impl Failure {
    pub(super) fn of(facts: &Facts<'_>, start: &StartCommand) -> Self {
        let runs_release = facts.platform.procfile.runs_release.as_ref().is_some_and(|fact| fact.value);
        let process = start.process.name.clone();
        Self { is_before_release: runs_release && process == RELEASE, process }
    }

    /// When the platform runs into it.
    pub(super) fn stage(&self) -> Stage {
        if self.is_before_release { Stage::Release } else { Stage::Boot }
    }

    /// A sentence without its full stop.
    pub(super) fn words(&self, language: Language) -> String {
        let process = &self.process;
        if self.is_before_release {
            say!(
                language,
                "The build succeeds, the command of `{process}` fails, and the release is not deployed",
                "构建会成功，但 `{process}` 的命令会失败，这次发布不会部署"
            )
        } else {
            say!(
                language,
                "The build succeeds, and the process `{process}` stops as soon as it starts",
                "构建会成功，但进程 `{process}` 一启动就会退出"
            )
        }
    }
}
