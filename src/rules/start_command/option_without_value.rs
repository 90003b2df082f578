//! PSH307: an option whose value is missing.

use crate::analysis::commands::command_line::OptionFaultKind;
use crate::analysis::commands::faulty_option::{FaultyOption, faulty_options};
use crate::rules::prelude::*;

use super::in_command::fails;

rule! {
    code: "PSH307",
    name: "option-without-value",
    severity: Error,
    stage: Boot,
    fix: Display,
    en: "An option of the server or task runner without the value that it needs",
    zh: "服务器或任务程序的选项缺少必需的值",
}

struct OptionWithoutValue {
    tool: &'static str,
    option: String,
    is_log: bool,
}

impl Message for OptionWithoutValue {
    fn message(&self, language: Language) -> String {
        let Self { tool, option, .. } = self;
        say!(language, "`{option}` of {tool} has no value behind it", "{tool} 的 `{option}` 后面没有值")
    }

    fn detail(&self, language: Language) -> String {
        let Self { tool, option, is_log } = self;
        match is_log {
            true => say!(
                language,
                "{tool} wants a file name there, refuses the command and ends at once. Write `{option} -` to log to the output of the container.",
                "{tool} 要求这里有文件名，因此会拒绝该命令并立即退出。要把日志写到容器的输出，请写成 `{option} -`。"
            ),
            false => say!(
                language,
                "{tool} refuses the command and ends at once: the option needs a value, and none follows. Write the value behind `{option}`, or take the option away.",
                "{tool} 会拒绝该命令并立即退出：该选项需要一个值，而后面没有值。请在 `{option}` 后面写上值，或删除该选项。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Write a value behind `{}`", "在 `{}` 后面写上值", self.option)
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for option in faulty_options(facts) {
        let FaultyOption { start, tool, kind: OptionFaultKind::NoValue { names }, written, range, complaint, .. } = option else {
            continue;
        };
        let is_log = names.iter().any(|name| name.ends_with("log-file") || name.ends_with("logfile"));
        let message = OptionWithoutValue { tool, option: written, is_log };
        findings.add(fails(facts, start, range, message).says_if_known(complaint).fix(FixBuilder::display()));
    }
}
