//! PSH307: an option whose value is missing.

use crate::analysis::Facts;
use crate::analysis::commands::command_line::FaultKind;
use crate::analysis::commands::start_command::{invocations, simple_commands};
use crate::diagnostic::{FixBuilder, Severity, Stage};
use crate::language::Language::{self, En, Zh};
use crate::language::Localized;
use crate::rules::procfile::damaged_documentation_copy;
use crate::rules::{Family, Finding, Findings, FixKind, Message, Rule};

use super::{commands, complaint, line, place};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH307",
    name: "option-without-value",
    since: "0.1.0",
    family: Family::StartCommand,
    severity: Severity::Error,
    stage: Stage::Boot,
    fix: FixKind::Display,
    summary: Localized {
        en: "An option of the server or task runner without the value that it needs",
        zh: "服务器或任务程序的选项缺少必需的值",
    },
    #[cfg(feature = "pages")]
    page: Localized { en: include_str!("option_without_value.md"), zh: include_str!("option_without_value.zh.md") },
    check,
};

struct OptionWithoutValue {
    tool: &'static str,
    option: String,
    is_log: bool,
}

impl Message for OptionWithoutValue {
    fn message(&self, language: Language) -> String {
        let Self { tool, option, .. } = self;
        match language {
            En => format!("`{option}` of {tool} has no value behind it"),
            Zh => format!("{tool} 的 `{option}` 后面没有值"),
        }
    }

    fn detail(&self, language: Language) -> String {
        let Self { tool, option, is_log } = self;
        match (is_log, language) {
            (true, En) => format!(
                "{tool} wants a file name there, refuses the command and ends at once. Write `{option} -` to log to the output of the container."
            ),
            (true, Zh) => {
                format!("{tool} 要求这里有文件名，因此会拒绝该命令并立即退出。要把日志写到容器的输出，请写成 `{option} -`。")
            }
            (false, En) => format!(
                "{tool} refuses the command and ends at once: the option needs a value, and none follows. Write the value behind `{option}`, or take the option away."
            ),
            (false, Zh) => format!(
                "{tool} 会拒绝该命令并立即退出：该选项需要一个值，而后面没有值。请在 `{option}` 后面写上值，或删除该选项。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        match language {
            En => format!("Write a value behind `{}`", self.option),
            Zh => format!("在 `{}` 后面写上值", self.option),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for start in commands(facts).iter().filter(|start| !damaged_documentation_copy::finds(&start.process.command)) {
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
