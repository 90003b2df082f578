//! PSH307: an option whose value is missing.

use crate::analysis::commands::command_line::FaultKind;
use crate::analysis::commands::damaged_copy;
use crate::analysis::commands::start_command::{invocations, simple_commands};
use crate::rules::prelude::*;

use super::{commands, complaint, line, place};

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
    for start in commands(facts).iter().filter(|start| !damaged_copy::is_damaged(&start.process.command)) {
        let steps = simple_commands(&start.command);
        for line in steps.iter().flat_map(invocations).filter_map(|invocation| line(facts, &invocation)) {
            for fault in &line.faults {
                let FaultKind::NoValue { names } = &fault.kind else { continue };
                let is_log = names.iter().any(|name| name.ends_with("log-file") || name.ends_with("logfile"));
                let message = OptionWithoutValue { tool: line.tool, option: fault.written.clone(), is_log };
                let mut finding = Finding::new(place(facts, start, fault.range.clone()), message).fix(FixBuilder::display());
                if let Some(says) = complaint::of(&line, fault) {
                    finding = finding.says(says);
                }
                findings.add(finding);
            }
        }
    }
}
