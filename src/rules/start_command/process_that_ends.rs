//! PSH322: a web process that leaves nothing in the foreground.

use crate::analysis::commands::idle_script::IdleScript;
use crate::analysis::commands::process_end::{Leaves, ProcessEnd};
use crate::rules::prelude::*;

use super::in_command::{edit_or_show, found, with_blank};

rule! {
    code: "PSH322",
    name: "process-that-ends",
    severity: Error,
    stage: Boot,
    fix: Unsafe,
    en: "The web process ends at once, with nothing left in the foreground",
    zh: "web 进程立即结束，没有程序留在前台",
}

struct ProcessThatEnds {
    program: String,
    leaves: Leaves,
    /// What is too much.
    written: String,
}

impl Message for ProcessThatEnds {
    fn message(&self, language: Language) -> String {
        let program = &self.program;
        match &self.leaves {
            Leaves::Idle(IdleScript { script, framework, .. }) => say!(
                language,
                "`{script}` only makes the app of {framework}, starts no server, and ends",
                "`{script}` 只创建 {framework} 应用，不启动服务器，随即结束"
            ),
            Leaves::Done => say!(
                language,
                "The process `web` ends when `{program}` is done, and serves nothing",
                "`{program}` 执行完毕后进程 `web` 就会结束，不提供任何服务"
            ),
            Leaves::Background | Leaves::Daemon => say!(
                language,
                "The process `web` leaves `{program}` in the background and ends",
                "进程 `web` 把 `{program}` 放到后台，然后结束"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let written = &self.written;
        match &self.leaves {
            Leaves::Idle(IdleScript { instead, .. }) => say!(
                language,
                "Python reads the script to its end, and the process is over, which the platform takes for a crash. Start a server with the app: `{instead}`.",
                "Python 读完脚本后进程就结束，平台会将其视为崩溃。请用服务器启动该应用：`{instead}`。"
            ),
            Leaves::Done => say!(
                language,
                "The platform takes the end of the process for a crash. Start the server behind this command, as the last one; what has to run once before each release belongs into a process of its own, where the platform knows one.",
                "平台会把进程结束视为崩溃。请在这条命令之后启动服务器，并让它成为最后一条命令；每次发布前只需运行一次的内容，应放到平台支持的单独进程中。"
            ),
            Leaves::Background | Leaves::Daemon => say!(
                language,
                "When the first program of a container ends, the platform stops all others in it and takes that for a crash. Take `{written}` away, so that the server stays in the foreground.",
                "容器的第一个程序结束后，平台会停止其中的所有其他程序，并视为崩溃。请删除 `{written}`，让服务器留在前台。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        match &self.leaves {
            Leaves::Idle(IdleScript { instead, .. }) => say!(language, "Write `{instead}`", "写成 `{instead}`"),
            Leaves::Done => say!(language, "Start the server as the last command", "让服务器成为最后启动的命令"),
            Leaves::Background | Leaves::Daemon => say!(language, "Take `{}` away", "删除 `{}`", self.written),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let Some(ProcessEnd { start, program, leaves, range }) = ProcessEnd::of(facts) else { return };
    let (part, text) = match &leaves {
        Leaves::Done => (range.clone(), None),
        Leaves::Idle(idle) => (range.clone(), Some(idle.instead.clone())),
        Leaves::Background | Leaves::Daemon => (with_blank(&start.text, &range), Some(String::new())),
    };
    let is_likely = matches!(leaves, Leaves::Idle(_));
    let fix = edit_or_show(start, part, text);
    let message = ProcessThatEnds { program, leaves, written: start.text[range.clone()].to_owned() };
    findings.add(found(start, range, message).likely_if(is_likely).fix(fix));
}
