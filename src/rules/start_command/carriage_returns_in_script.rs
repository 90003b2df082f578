//! PSH320: a shell script with the line ends of Windows.

use crate::analysis::commands::script_fault::{FaultyScript, ScriptFault, faulty_scripts};
use crate::analysis::commands::start_command::How;
use crate::rules::prelude::*;

use super::failure::Failure;
use super::in_command::{fails_in, not_executed};

rule! {
    code: "PSH320",
    name: "carriage-returns-in-script",
    severity: Error,
    stage: Boot,
    fix: Safe,
    en: "A started script with the line ends of Windows",
    zh: "启动的脚本使用 Windows 换行符",
}

struct CarriageReturns {
    path: String,
    failure: Failure,
    /// Whether Linux itself reads the first line.
    in_first_line: bool,
    is_sure: bool,
}

impl Message for CarriageReturns {
    fn message(&self, language: Language) -> String {
        let path = &self.path;
        say!(
            language,
            "`{path}` has the line ends of Windows, which become part of the words before them",
            "`{path}` 使用 Windows 换行符，它会成为前面单词的一部分"
        )
    }

    fn detail(&self, language: Language) -> String {
        let Self { path, in_first_line, is_sure, .. } = self;
        let fails = self.failure.words(language);
        let comes = match (in_first_line, is_sure) {
            (true, _) => say!(
                language,
                "Linux looks for the program of the first line with a carriage return at the end of its name, and there is none. {fails}.",
                "Linux 会连同末尾的回车符一起查找第一行所写的程序，而这个程序并不存在。{fails}。"
            ),
            (false, true) => say!(
                language,
                "The carriage return at the end of this line belongs to its last word, so the shell or the program does not know that word. {fails}.",
                "这一行末尾的回车符属于最后一个单词，shell 或程序因此不认识该单词。{fails}。"
            ),
            (false, false) => say!(
                language,
                "Variables, folders and options get values other than those that are written.",
                "变量、文件夹和选项得到的值与所写的不同。"
            ),
        };
        say!(
            language,
            "{comes} What counts is the file that git keeps: where `git ls-files --eol {path}` begins with `i/lf`, all is well. Otherwise save it with line ends of LF, and add `*.sh text eol=lf` to .gitattributes.",
            "{comes}起作用的是 git 保存的文件：如果 `git ls-files --eol {path}` 的输出以 `i/lf` 开头，则没有问题；否则请以 LF 换行符保存，并在 .gitattributes 中加上 `*.sh text eol=lf`。"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Write `{}` with line ends of LF", "以 LF 换行符保存 `{}`", self.path)
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for faulty in faulty_scripts(facts) {
        let (in_first_line, is_sure) = match faulty.fault {
            ScriptFault::CarriageReturnInFirstLine => (true, true),
            ScriptFault::CarriageReturns { is_sure } => (false, is_sure),
            ScriptFault::NoInterpreter(_) => continue,
        };
        let FaultyScript { start, script, range, how, .. } = &faulty;
        let text = facts.project.text(&script.path).map(|text| text.as_str().to_owned()).unwrap_or_default();
        let says = (in_first_line && *how == How::Name).then(|| says(&faulty)).flatten();
        let fix = FixBuilder::safe().edit(&script.path, 0..text.len(), text.replace("\r\n", "\n"));
        let message = CarriageReturns { path: script.path.clone(), failure: Failure::of(facts, start), in_first_line, is_sure };
        let severity = if is_sure { Severity::Error } else { Severity::Warning };
        let finding = fails_in(facts, start, Place::range(&script.path, range.clone()), message).likely().severity(severity);
        findings.add(finding.says_if_known(says).fix(fix));
    }
}

/// What bash, or `env` in its place, prints.
fn says(faulty: &FaultyScript<'_>) -> Option<String> {
    let interpreter = faulty.script.interpreter.as_ref().filter(|interpreter| interpreter.options.is_empty())?;
    if interpreter.is_searched {
        return Some(format!("/usr/bin/env: ‘{}\\r’: No such file or directory", interpreter.program));
    }
    not_executed(faulty)
}
