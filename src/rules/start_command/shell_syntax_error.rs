//! PSH315: a command that the shell refuses to read.

use crate::rules::prelude::*;
use std::ops::Range;

use crate::analysis::commands::placeholder::is_placeholder;
use crate::analysis::commands::shell_trouble::{ShellTrouble, shell_trouble, with_parentheses};
use crate::analysis::commands::start_command::StartCommand;

use super::in_command::{edit_or_show, fails};

rule! {
    code: "PSH315",
    name: "shell-syntax-error",
    severity: Error,
    stage: Boot,
    fix: Unsafe,
    en: "A command that the shell refuses: open quotes, parentheses without quotes, stray operators",
    zh: "shell 拒绝的命令：未闭合的引号、没有引号的括号、多余的运算符",
}

struct ShellSyntaxError {
    trouble: ShellTrouble,
    /// The word with parentheses, in quotes.
    quoted: Option<String>,
}

impl Message for ShellSyntaxError {
    fn message(&self, language: Language) -> String {
        match &self.trouble {
            ShellTrouble::Open(quote) => {
                say!(language, "The quote `{quote}` is opened and not closed", "引号 `{quote}` 没有闭合")
            }
            ShellTrouble::Unexpected(sign) => {
                say!(language, "The shell does not expect `{sign}` here", "shell 不允许在这里出现 `{sign}`")
            }
            ShellTrouble::End => {
                say!(language, "The command ends where something has to follow", "命令在还需要内容的地方就结束了")
            }
        }
    }

    fn detail(&self, language: Language) -> String {
        let edit = match (&self.trouble, &self.quoted) {
            (ShellTrouble::Open(quote), _) => say!(
                language,
                "Put a second `{quote}` where the quoted text ends, or take this one away.",
                "请在引用内容结束处再写一个 `{quote}`，或删除这个引号。"
            ),
            (ShellTrouble::Unexpected(_), Some(quoted)) => say!(
                language,
                "Parentheses mean something else to the shell unless they stand in quotes. Write `{quoted}`.",
                "除非放在引号中，括号在 shell 里另有含义。请写成 `{quoted}`。"
            ),
            (ShellTrouble::Unexpected(sign), None) => say!(
                language,
                "Take `{sign}` away, write what belongs before it, or put it in quotes if it is part of an argument.",
                "请删除 `{sign}`、补上它前面的内容，如果它是参数的一部分则加上引号。"
            ),
            (ShellTrouble::End, _) => say!(
                language,
                "Write the rest of the command, or take the last operator away.",
                "请补全命令，或删除最后的运算符。"
            ),
        };
        say!(
            language,
            "The shell reads the whole command before it starts anything, so nothing of it runs. {edit}",
            "shell 在启动任何程序之前先读完整条命令，因此其中任何部分都不会运行。{edit}"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        if let Some(quoted) = &self.quoted {
            say!(language, "Write `{quoted}`", "写成 `{quoted}`")
        } else {
            say!(language, "Mend the command so that the shell can read it", "修正命令，使 shell 能够读取")
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for start in facts.commands().iter().filter(|start| start.script.is_none() && !is_explained(facts, start)) {
        if let Some((trouble, range)) = shell_trouble(&start.command, &start.text) {
            findings.add(finding(facts, start, trouble, range));
        }
    }
}

/// Whether another rule knows what has happened to the command: a placeholder, curly quotes, or a comment of YAML.
fn is_explained(facts: &Facts<'_>, start: &StartCommand) -> bool {
    let command = start.text.as_str();
    let behind = facts.procfile.text.as_deref().and_then(|text| text.get(start.process.range.end..)).unwrap_or_default();
    let is_cut = behind.lines().next().is_some_and(|rest| rest.trim_start().starts_with('#'));
    is_cut || command.contains(['“', '”', '‘', '’']) || is_placeholder(facts.project, command)
}

fn finding(facts: &Facts<'_>, start: &StartCommand, trouble: ShellTrouble, range: Range<usize>) -> Finding<ShellSyntaxError> {
    let text = start.text.as_str();
    let is_parenthesis = trouble == ShellTrouble::Unexpected("(".to_owned());
    let whole = is_parenthesis.then(|| with_parentheses(&start.command, text, range.start)).flatten();
    let quoted = whole.clone().map(|whole| in_quotes(&text[whole]));
    let fix = edit_or_show(start, whole.unwrap_or_default(), quoted.clone());
    let says = Some(trouble.says()).filter(|_| !text.contains('\n'));
    fails(facts, start, range, ShellSyntaxError { trouble, quoted }).says_if_known(says).fix(fix)
}

fn in_quotes(text: &str) -> String {
    if text.contains('\'') { format!("\"{text}\"") } else { format!("'{text}'") }
}
