//! PSH306: an option that the program does not have.

use crate::analysis::commands::command_line::{CommandLine, Fault, FaultKind, names_of, option_names};
use crate::analysis::commands::damaged_copy;
use crate::analysis::commands::start_command::{StartCommand, invocations, simple_commands};
use crate::rules::prelude::*;

use super::{commands, complaint, is_editable, line, place, release};

rule! {
    code: "PSH306",
    name: "unknown-option",
    severity: Error,
    stage: Boot,
    fix: Unsafe,
    en: "An option that the server or task runner does not have",
    zh: "服务器或任务程序没有的选项",
}

/// How alike two names have to be, from 0 to 1.
const ALIKE: f64 = 0.75;

struct UnknownOption {
    tool: String,
    release: Option<String>,
    option: String,
    kind: FaultKind,
    meant: Option<String>,
    /// Whether the command may be another one of the same name, as Django allows.
    may_be_own: bool,
}

impl UnknownOption {
    fn program(&self) -> String {
        match &self.release {
            Some(release) => format!("{} {release}", self.tool),
            None => self.tool.clone(),
        }
    }

    fn edit(&self, language: Language) -> String {
        let list = |names: &[&str]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let Self { tool, option, .. } = self;
        match (&self.kind, &self.meant) {
            (FaultKind::Ambiguous { options }, _) => {
                say!(language, "Write one of {} in full.", "请完整写出其中一个：{}。", list(options))
            }
            (FaultKind::UnwantedValue, _) => say!(
                language,
                "Write `{option}` alone to switch it on, or take it away.",
                "要启用请只写 `{option}`，否则请删除。"
            ),
            (FaultKind::Unknown { known_in }, _) if !known_in.is_empty() => say!(
                language,
                "These releases know it: {}. Take the option away, or require such a release.",
                "以下版本支持它：{}。请删除该选项，或改用这样的版本。",
                known_in.join(", ")
            ),
            (_, Some(meant)) => {
                say!(language, "Write `{meant}` for `{option}`.", "请把 `{option}` 改成 `{meant}`。")
            }
            (_, None) => say!(
                language,
                "Take it away, or look for its name with `{tool} --help`.",
                "请删除它，或用 `{tool} --help` 查找正确的名称。"
            ),
        }
    }
}

impl Message for UnknownOption {
    fn message(&self, language: Language) -> String {
        let (program, option) = (self.program(), &self.option);
        match &self.kind {
            FaultKind::Ambiguous { .. } => say!(
                language,
                "`{option}` is short for several options of {program}",
                "`{option}` 可以是 {program} 多个选项的缩写"
            ),
            FaultKind::UnwantedValue => {
                say!(language, "`{option}` of {program} takes no value", "{program} 的 `{option}` 不接受值")
            }
            _ => say!(language, "{program} has no option `{option}`", "{program} 没有选项 `{option}`"),
        }
    }

    fn detail(&self, language: Language) -> String {
        let (tool, edit) = (&self.tool, self.edit(language));
        match self.may_be_own {
            false => say!(
                language,
                "{tool} looks at its options before it does anything else: it refuses the command and ends at once. {edit}",
                "{tool} 在做其他事情之前先检查选项：它会拒绝该命令并立即退出。{edit}"
            ),
            true => say!(
                language,
                "The command ends at once with an error, unless an installed app brings a command of the same name that takes this option. {edit}",
                "命令会立即报错退出，除非某个已安装的应用提供了同名且接受该选项的命令。{edit}"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        match &self.meant {
            Some(meant) => say!(language, "Write `{meant}` for `{}`", "把 `{}` 改成 `{meant}`", self.option),
            None => {
                say!(language, "Take `{}` away, or write an option that there is", "删除 `{}`，或改成存在的选项", self.option)
            }
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for start in commands(facts).iter().filter(|start| !damaged_copy::is_damaged(&start.process.command)) {
        let steps = simple_commands(&start.command);
        for line in steps.iter().flat_map(invocations).filter_map(|invocation| line(facts, &invocation)) {
            for fault in line.faults.iter().filter(|fault| !matches!(fault.kind, FaultKind::NoValue { .. })) {
                findings.add(finding(facts, start, &line, fault));
            }
        }
    }
}

fn finding(facts: &Facts<'_>, start: &StartCommand<'_>, line: &CommandLine<'_>, fault: &Fault<'_>) -> Finding<UnknownOption> {
    let is_of_another = matches!(&fault.kind, FaultKind::Unknown { known_in } if !known_in.is_empty());
    let is_unknown = matches!(&fault.kind, FaultKind::Unknown { known_in } if known_in.is_empty());
    let meant = is_unknown.then(|| meant(line, fault)).flatten();
    let release = release(facts, line.tool).filter(|_| is_of_another).map(|release| release.to_string());
    let fix = match &meant {
        Some(meant) if is_editable(facts, start) => {
            FixBuilder::unsafe_().edit(PROCFILE, start.place(fault.range.clone()), meant.clone())
        }
        _ => FixBuilder::display(),
    };
    let may_be_own = line.tool == "django";
    let tool = if may_be_own { format!("manage.py {}", line.command) } else { line.tool.to_owned() };
    let message = UnknownOption { tool, release, option: fault.written.clone(), kind: fault.kind.clone(), meant, may_be_own };
    let mut finding = Finding::new(place(facts, start, fault.range.clone()), message).fix(fix);
    if let Some(says) = complaint::of(line, fault) {
        finding = finding.says(says);
    }
    if may_be_own { finding.likely() } else { finding }
}

/// The option that was most likely meant.
fn meant(line: &CommandLine<'_>, fault: &Fault<'_>) -> Option<String> {
    let written = fault.written.as_str();
    let names = option_names(line.tool, &line.command);
    let long = |name: &str| names.iter().find(|known| **known == name).map(|known| (*known).to_owned());
    let underscored = written.replace('_', "-");
    let dotted = written.strip_prefix("--").map(|name| format!(".{name}"));
    // `-log-file`, `--log-file-`, `--worker_class`, `--port` for `--server.port`, `-w` as gunicorn has it.
    long(&format!("-{written}"))
        .or_else(|| lost_blank(written, &names, fault))
        .or_else(|| long(&underscored))
        .or_else(|| {
            names.iter().find(|name| dotted.as_ref().is_some_and(|end| name.ends_with(end))).map(|name| (*name).to_owned())
        })
        .or_else(|| names_of("gunicorn", "", written).into_iter().find_map(long))
        .or_else(|| alike(written, &names))
}

/// `--log-file-`, where a hyphen has moved from the value to the name.
fn lost_blank(written: &str, names: &[&str], fault: &Fault<'_>) -> Option<String> {
    let name = written.strip_suffix('-').filter(|name| names.contains(name) && fault.word.text == written)?;
    Some(format!("{name} -"))
}

fn alike(written: &str, names: &[&str]) -> Option<String> {
    let rank = |name: &&str| strsim::normalized_damerau_levenshtein(written, name);
    let long = names.iter().filter(|name| name.starts_with("--") && written.len() > 2);
    let best = long.max_by(|a, b| rank(a).total_cmp(&rank(b)))?;
    (rank(best) >= ALIKE).then(|| (*best).to_owned())
}
