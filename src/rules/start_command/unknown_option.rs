//! PSH306: an option that the program does not have.

use std::ops::Range;

use crate::analysis::commands::command_line::OptionFaultKind;
use crate::analysis::commands::faulty_option::{FaultyOption, faulty_options};
use crate::analysis::commands::pinned::release;
use crate::analysis::commands::start_command::StartCommand;
use crate::rules::prelude::*;

use super::in_command::{edit, edit_or_show, fails, with_blank};

rule! {
    code: "PSH306",
    name: "unknown-option",
    severity: Error,
    stage: Boot,
    fix: Unsafe,
    en: "An option that the server or task runner does not have",
    zh: "服务器或任务程序没有的选项",
}

struct UnknownOption {
    tool: String,
    option: String,
    refusal: Refusal,
    /// Whether the command may be another one of the same name, as Django allows.
    may_be_own: bool,
}

/// Why an option is refused.
enum Refusal {
    /// There is none of this name, but perhaps one that was meant.
    Unknown { meant: Option<String> },
    /// It belongs before the command: the command, and how that is written.
    BehindCommand { command: String, meant: String },
    /// There is one in other releases than the one that is installed.
    OfAnotherRelease { release: String, known_in: Vec<&'static str> },
    /// It is the beginning of several.
    Ambiguous { options: Vec<&'static str> },
    /// It takes no value.
    UnwantedValue,
}

impl Message for UnknownOption {
    fn message(&self, language: Language) -> String {
        let Self { tool, option, .. } = self;
        match &self.refusal {
            Refusal::Unknown { .. } => say!(language, "{tool} has no option `{option}`", "{tool} 没有选项 `{option}`"),
            Refusal::BehindCommand { command, .. } => say!(
                language,
                "{tool} takes `{option}` before `{command}`, not behind it",
                "{tool} 的 `{option}` 要写在 `{command}` 之前，而不是之后"
            ),
            Refusal::OfAnotherRelease { release, .. } => {
                say!(language, "{tool} {release} has no option `{option}`", "{tool} {release} 没有选项 `{option}`")
            }
            Refusal::Ambiguous { .. } => {
                say!(language, "`{option}` is short for several options of {tool}", "`{option}` 可以是 {tool} 多个选项的缩写")
            }
            Refusal::UnwantedValue => {
                say!(language, "`{option}` of {tool} takes no value", "{tool} 的 `{option}` 不接受值")
            }
        }
    }

    fn detail(&self, language: Language) -> String {
        let (tool, edit) = (&self.tool, self.edit(language));
        if self.may_be_own {
            say!(
                language,
                "The command ends at once with an error, unless an installed app brings a command of the same name that takes this option. {edit}",
                "命令会立即报错退出，除非某个已安装的应用提供了同名且接受该选项的命令。{edit}"
            )
        } else {
            say!(
                language,
                "{tool} looks at its options before it does anything else: it refuses the command and ends at once. {edit}",
                "{tool} 在做其他事情之前先检查选项：它会拒绝该命令并立即退出。{edit}"
            )
        }
    }

    fn fix_title(&self, language: Language) -> String {
        let option = &self.option;
        match &self.refusal {
            Refusal::Unknown { meant: Some(meant) } => {
                say!(language, "Write `{meant}` for `{option}`", "把 `{option}` 改成 `{meant}`")
            }
            Refusal::BehindCommand { meant, .. } => say!(language, "Write `{meant}`", "写成 `{meant}`"),
            Refusal::Unknown { meant: None }
            | Refusal::OfAnotherRelease { .. }
            | Refusal::Ambiguous { .. }
            | Refusal::UnwantedValue => {
                say!(language, "Take `{option}` away, or write an option that there is", "删除 `{option}`，或改成存在的选项")
            }
        }
    }
}

impl UnknownOption {
    fn edit(&self, language: Language) -> String {
        let Self { tool, option, .. } = self;
        match &self.refusal {
            Refusal::Unknown { meant: Some(meant) } => {
                say!(language, "Write `{meant}` for `{option}`.", "请把 `{option}` 改成 `{meant}`。")
            }
            Refusal::Unknown { meant: None } => say!(
                language,
                "Take it away, or look for its name with `{tool} --help`.",
                "请删除它，或用 `{tool} --help` 查找正确的名称。"
            ),
            Refusal::BehindCommand { meant, .. } => {
                say!(language, "Write `{meant}`.", "请写成 `{meant}`。")
            }
            Refusal::OfAnotherRelease { known_in, .. } => say!(
                language,
                "These releases know it: {}. Take the option away, or require such a release.",
                "以下版本支持它：{}。请删除该选项，或改用这样的版本。",
                known_in.join(", ")
            ),
            Refusal::Ambiguous { options } => {
                let options = options.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
                say!(language, "Write one of {options} in full.", "请完整写出其中一个：{options}。")
            }
            Refusal::UnwantedValue => say!(
                language,
                "Write `{option}` alone to switch it on, or take it away.",
                "要启用请只写 `{option}`，否则请删除。"
            ),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for option in faulty_options(facts) {
        let may_be_own = option.tool == "django";
        let tool = if may_be_own { format!("manage.py {}", option.command) } else { option.tool.to_owned() };
        let FaultyOption { start, range, meant, complaint, .. } = &option;
        let mut fix = edit_or_show(start, range.clone(), meant.clone());
        let refusal = match &option.kind {
            OptionFaultKind::NoValue { .. } => continue,
            OptionFaultKind::Unknown | OptionFaultKind::OneHyphen { .. } => Refusal::Unknown { meant: meant.clone() },
            OptionFaultKind::BehindCommand { whole, command } => {
                fix = moved(start, whole, command.start);
                let text = &start.text;
                let (before, moved) = (&text[option.program.start..command.start], &text[whole.clone()]);
                let command = option.command.clone();
                Refusal::BehindCommand { meant: format!("{before}{moved} {command}"), command }
            }
            OptionFaultKind::OfAnotherRelease { known_in } => {
                let release = release(facts, option.tool).map(|release| release.to_string()).unwrap_or_default();
                Refusal::OfAnotherRelease { release, known_in: known_in.clone() }
            }
            OptionFaultKind::Ambiguous { options } => Refusal::Ambiguous { options: options.clone() },
            OptionFaultKind::UnwantedValue => Refusal::UnwantedValue,
        };
        let message = UnknownOption { tool, option: option.written.clone(), refusal, may_be_own };
        let finding = fails(facts, start, range.clone(), message).likely_if(may_be_own);
        findings.add(finding.says_if_known(complaint.clone()).fix(fix));
    }
}

/// The fix that takes an option with its value to another place.
fn moved(start: &StartCommand, whole: &Range<usize>, to: usize) -> FixBuilder {
    let command = start.text.as_str();
    let put = edit(start, FixBuilder::unsafe_(), to..to, format!("{} ", &command[whole.clone()]));
    let gone = put.and_then(|fix| edit(start, fix, with_blank(command, whole), ""));
    gone.unwrap_or_else(FixBuilder::display)
}
