//! PSH316: a path or program of Windows.

use crate::analysis::commands::windows::{WindowsWord, windows_words};
use crate::rules::prelude::*;

use super::in_command::{edit_or_show, fails};

rule! {
    code: "PSH316",
    name: "windows-path",
    severity: Error,
    stage: Boot,
    fix: Unsafe,
    en: "A path with backslashes, a program ending in `.exe`, or the launcher `py` of Windows",
    zh: "使用反斜杠的路径、以 `.exe` 结尾的程序，或 Windows 的启动器 `py`",
}

struct WindowsPath {
    written: String,
    /// What comes of it in a shell, without its backslashes.
    read: String,
    meant: Option<String>,
}

impl Message for WindowsPath {
    fn message(&self, language: Language) -> String {
        say!(language, "`{}` is written for Windows", "`{}` 是 Windows 的写法", self.written)
    }

    fn detail(&self, language: Language) -> String {
        let Self { written, read, meant } = self;
        let what = if written == read {
            say!(
                language,
                "The platform runs Linux, which has no program `{written}`: the command fails as soon as it starts.",
                "平台运行的是 Linux，没有名为 `{written}` 的程序：命令一启动就会失败。"
            )
        } else {
            say!(
                language,
                "The platform runs Linux, where folders are separated by `/`. The shell takes the backslashes out and reads `{read}`, which does not exist: the command fails as soon as it starts.",
                "平台运行的是 Linux，目录用 `/` 分隔。shell 会去掉反斜杠，读成并不存在的 `{read}`：命令一启动就会失败。"
            )
        };
        if let Some(meant) = meant {
            say!(language, "{what} Write `{meant}`.", "{what}请写成 `{meant}`。")
        } else {
            say!(
                language,
                "{what} Write the path from the root of the project, with `/`.",
                "{what}请写成从项目根目录开始、用 `/` 分隔的路径。"
            )
        }
    }

    fn fix_title(&self, language: Language) -> String {
        if let Some(meant) = &self.meant {
            say!(language, "Write `{meant}`", "写成 `{meant}`")
        } else {
            say!(language, "Write the path as on Linux", "按 Linux 的方式书写路径")
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for start in facts.commands() {
        for step in start.steps() {
            for WindowsWord { word, meant } in windows_words(facts.project, start, &step) {
                let range = word.range.clone();
                let fix = edit_or_show(start, range.clone(), meant.clone());
                let written = start.text[range.clone()].to_owned();
                let message = WindowsPath { written, read: word.text.clone(), meant };
                findings.add(fails(facts, start, range, message).fix(fix));
            }
        }
    }
}
