//! What comes of a command that fails as soon as it starts.

use crate::analysis::commands::start_command::StartCommand;
use crate::platform::Platform;
use crate::rules::prelude::*;

/// When a platform runs the command of a process.
pub(in crate::rules) fn stage(platform: &Platform, process: &str) -> Stage {
    if platform.procfile.runs_at_release(process) { Stage::Release } else { Stage::Boot }
}

/// A process whose command fails as soon as it starts.
pub(in crate::rules) struct Failure {
    process: String,
    stage: Stage,
}

impl Failure {
    pub(in crate::rules) fn of(facts: &Facts<'_>, start: &StartCommand) -> Self {
        let process = start.process.name.clone();
        Self { stage: stage(facts.platform, &process), process }
    }

    /// When the platform runs into it.
    pub(in crate::rules) fn stage(&self) -> Stage {
        self.stage
    }

    /// A sentence without its full stop.
    pub(in crate::rules) fn words(&self, language: Language) -> String {
        let process = &self.process;
        if self.stage == Stage::Release {
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
