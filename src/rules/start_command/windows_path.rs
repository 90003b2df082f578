//! PSH316: a path or program of Windows.

use crate::rules::prelude::*;
use std::ops::Range;

use crate::analysis::commands::start_command::{StartCommand, Step, invocations, simple_commands};
use crate::syntax::shell_command::Word;

use super::{commands, is_editable, place};

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
        let what = match written == read {
            true => say!(
                language,
                "The platform runs Linux, which has no program `{written}`: the command fails as soon as it starts.",
                "平台运行的是 Linux，没有名为 `{written}` 的程序：命令一启动就会失败。"
            ),
            false => say!(
                language,
                "The platform runs Linux, where folders are separated by `/`. The shell takes the backslashes out and reads `{read}`, which does not exist: the command fails as soon as it starts.",
                "平台运行的是 Linux，目录用 `/` 分隔。shell 会去掉反斜杠，读成并不存在的 `{read}`：命令一启动就会失败。"
            ),
        };
        match meant {
            Some(meant) => say!(language, "{what} Write `{meant}`.", "{what}请写成 `{meant}`。"),
            None => say!(
                language,
                "{what} Write the path from the root of the project, with `/`.",
                "{what}请写成从项目根目录开始、用 `/` 分隔的路径。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        match &self.meant {
            Some(meant) => say!(language, "Write `{meant}`", "写成 `{meant}`"),
            None => say!(language, "Write the path as on Linux", "按 Linux 的方式书写路径"),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for start in commands(facts) {
        for step in simple_commands(&start.command) {
            for (word, meant) in windows_words(facts, &start, &step) {
                findings.add(finding(facts, &start, word, meant));
            }
        }
    }
}

fn finding(facts: &Facts<'_>, start: &StartCommand<'_>, word: &Word, meant: Option<String>) -> Finding<WindowsPath> {
    let range: Range<usize> = word.range.clone();
    let fix = match &meant {
        Some(meant) if is_editable(facts, start) => {
            FixBuilder::unsafe_().edit(PROCFILE, start.place(range.clone()), meant.clone())
        }
        _ => FixBuilder::display(),
    };
    let written = start.process.command[range.clone()].to_owned();
    Finding::new(place(facts, start, range), WindowsPath { written, read: word.text.clone(), meant }).fix(fix)
}

/// The words that only Windows understands, each with what was meant.
fn windows_words<'c>(facts: &Facts<'_>, start: &StartCommand<'_>, step: &Step<'c>) -> Vec<(&'c Word, Option<String>)> {
    let started = invocations(step);
    let is_program = |word: &Word| started.iter().any(|invocation| invocation.program.range == word.range);
    let found = step.words.iter().filter_map(|word| {
        let raw = &start.process.command[word.range.clone()];
        let is_program = is_program(word);
        foreign(facts, raw, is_program).map(|foreign| (*word, foreign.meant))
    });
    found.collect()
}

/// A word that only Windows understands.
struct Foreign {
    meant: Option<String>,
}

/// What was meant by a word of Windows; none if it is none.
fn foreign(facts: &Facts<'_>, raw: &str, is_program: bool) -> Option<Foreign> {
    if raw.contains(['\'', '"', '$', '`']) {
        return None;
    }
    let forward = raw.replace('\\', "/");
    let name = forward.rsplit('/').next().unwrap_or_default();
    let plain = name.strip_suffix(".exe").unwrap_or(name);
    let has_path = has_backslash_path(raw);
    if is_program && raw == "py" && !facts.project.has("py") {
        return Some(Foreign { meant: Some("python".to_owned()) });
    }
    if is_program && (plain != name || (has_path && forward.contains("/Scripts/"))) && !plain.is_empty() {
        return Some(Foreign { meant: Some(plain.to_owned()) });
    }
    let relative = forward.trim_start_matches("./");
    let is_file = facts.project.has(relative) || facts.project.has_folder(relative);
    match (has_path, is_file) {
        (true, true) => Some(Foreign { meant: Some(forward) }),
        (true, false) if is_program || is_drive(raw) || is_python(name) => Some(Foreign { meant: None }),
        _ => None,
    }
}

/// Whether letters stand on both sides of a backslash.
fn has_backslash_path(raw: &str) -> bool {
    let bytes = raw.as_bytes();
    let is_name = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || b"._:-".contains(byte));
    (1..bytes.len()).any(|at| bytes[at] == b'\\' && is_name(bytes.get(at - 1)) && is_name(bytes.get(at + 1)))
}

fn is_python(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| ending == "py")
}

fn is_drive(raw: &str) -> bool {
    let mut chars = raw.chars();
    chars.next().is_some_and(|char| char.is_ascii_alphabetic()) && chars.as_str().starts_with(":\\")
}
