//! PSH321: a script whose first line names a program that the platform does not have.

use crate::analysis::commands::script_fault::{FaultyScript, ScriptFault, faulty_scripts};
use crate::analysis::commands::start_command::How;
use crate::project::path::base;
use crate::rules::prelude::*;

use super::failure::Failure;
use super::in_command::{fails_in, not_executed};

rule! {
    code: "PSH321",
    name: "missing-interpreter",
    severity: Error,
    stage: Boot,
    fix: Unsafe,
    en: "The first line of a started script names a program that the platform does not have",
    zh: "启动的脚本第一行写明了平台上没有的程序",
}

struct MissingInterpreter {
    path: String,
    program: String,
    failure: Failure,
    /// The first line that would do.
    line: String,
    /// Whether it names a shell that reads another language.
    is_another_shell: bool,
}

impl Message for MissingInterpreter {
    fn message(&self, language: Language) -> String {
        let Self { path, program, .. } = self;
        say!(
            language,
            "The first line of `{path}` names `{program}`, which the platform does not have",
            "`{path}` 第一行写明的 `{program}` 在平台上不存在"
        )
    }

    fn detail(&self, language: Language) -> String {
        let Self { path, line, .. } = self;
        let fails = self.failure.words(language);
        let advice = if self.is_another_shell {
            say!(
                language,
                "Write `{line}` there, and in the script only what bash understands.",
                "请把它写成 `{line}`，脚本中只使用 bash 能理解的内容。"
            )
        } else {
            say!(language, "Write `{line}` there.", "请把它写成 `{line}`。")
        };
        say!(
            language,
            "Linux hands `{path}` to the program that its first line names. {fails}. {advice}",
            "Linux 会把 `{path}` 交给其第一行所写的程序。{fails}。{advice}"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Write `{}`", "写成 `{}`", self.line)
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for faulty in faulty_scripts(facts) {
        let FaultyScript { start, script, range, how, fault, .. } = &faulty;
        let ScriptFault::NoInterpreter(interpreter) = fault else { continue };
        let name = base(&interpreter.program);
        let usual = match name {
            "bash" | "sh" => Some(name),
            _ if name.starts_with("python") => Some("python"),
            _ => None,
        };
        let line = format!("#!/usr/bin/env {}", usual.unwrap_or("bash"));
        let fix =
            usual.map_or_else(FixBuilder::display, |_| FixBuilder::unsafe_().edit(&script.path, range.clone(), line.clone()));
        let says = match (how, interpreter.is_searched) {
            (How::Name, false) => not_executed(&faulty),
            (How::Name | How::Exec, true) => Some(format!("/usr/bin/env: ‘{}’: No such file or directory", interpreter.program)),
            _ => None,
        };
        let message = MissingInterpreter {
            path: script.path.clone(),
            program: interpreter.program.clone(),
            failure: Failure::of(facts, start),
            line,
            is_another_shell: usual.is_none(),
        };
        findings.add(fails_in(facts, start, Place::range(&script.path, range.clone()), message).says_if_known(says).fix(fix));
    }
}
