//! PSH319: a script that is started by its path and lacks the permission to run.

use crate::analysis::commands::doubt::has_hooks;
use crate::analysis::commands::folders::folder_from;
use crate::analysis::commands::start_command::{How, Invocation, StartCommand, invocations};
use crate::project::path::{base, join};
use crate::rules::prelude::*;

use super::in_command::{edit, editable, fails, shell_says};

rule! {
    code: "PSH319",
    name: "script-not-executable",
    severity: Info,
    stage: Boot,
    fix: Safe,
    en: "A script that the start command runs by its path, without the permission to run",
    zh: "启动命令按路径运行的脚本没有可执行权限",
}

/// Programs that run a script as its first line would.
const INTERPRETERS: &[&str] = &["sh", "bash", "python", "python3"];

struct ScriptNotExecutable<'a> {
    process: &'a str,
    script: &'a str,
    path: String,
    interpreter: Option<&'static str>,
    /// The script that holds the command; none where the Procfile does.
    caller: Option<&'a str>,
}

impl Message for ScriptNotExecutable<'_> {
    fn message(&self, language: Language) -> String {
        let Self { process, script, .. } = self;
        say!(
            language,
            "The process `{process}` runs `{script}`, which is not executable",
            "进程 `{process}` 要运行的 `{script}` 没有可执行权限"
        )
    }

    fn detail(&self, language: Language) -> String {
        let Self { process, script, path, interpreter, caller } = self;
        let file = caller.unwrap_or(language.pick("the Procfile", PROCFILE));
        let other = match interpreter {
            Some(interpreter) => {
                say!(language, ", or write `{interpreter} {script}` in {file}", "，或在 {file} 中写成 `{interpreter} {script}`")
            }
            None => String::new(),
        };
        say!(
            language,
            "The file is there without the permission to run, so bash refuses to start it and the process `{process}` stops at once with status 126. What counts is the permission that git keeps: where `git ls-files -s {path}` begins with 100755, all is well. Otherwise run `git update-index --chmod=+x {path}` and commit{other}.",
            "文件存在，但没有可执行权限，bash 会拒绝运行它，进程 `{process}` 立即以状态码 126 退出。起作用的是 git 保存的权限：如果 `git ls-files -s {path}` 的输出以 100755 开头，则没有问题；否则请运行 `git update-index --chmod=+x {path}` 并提交{other}。"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        let Self { script, path, .. } = self;
        if let Some(interpreter) = self.interpreter {
            say!(language, "Put `{interpreter}` in front of `{script}`", "在 `{script}` 前加上 `{interpreter}`")
        } else {
            say!(
                language,
                "Run `git update-index --chmod=+x {path}` and commit",
                "运行 `git update-index --chmod=+x {path}` 并提交"
            )
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    if has_hooks(facts.project) {
        return;
    }
    for start in facts.commands() {
        let steps = start.steps();
        let sets_permissions = |word: &str| word == "chmod" || word == "install";
        if start.may_inherit("chmod") || steps.iter().flat_map(|step| &step.words).any(|word| sets_permissions(&word.text)) {
            continue;
        }
        for invocation in steps.iter().flat_map(invocations) {
            if let Some(path) = script(&invocation).filter(|path| facts.project.is_not_executable(path)) {
                findings.add(finding(facts, start, &invocation, path));
            }
        }
    }
}

fn finding<'s>(
    facts: &Facts<'_>,
    start: &'s StartCommand,
    invocation: &Invocation<'s>,
    path: String,
) -> Finding<ScriptNotExecutable<'s>> {
    let word = invocation.program;
    let interpreter = interpreter(facts, &path).filter(|_| editable(start).is_some());
    let at = word.range.start..word.range.start;
    let fix = interpreter.and_then(|interpreter| edit(start, FixBuilder::safe(), at, format!("{interpreter} ")));
    let denied = || shell_says(start, word.range.start, &format!("{}: Permission denied", word.text));
    let says = (invocation.how == How::Name).then(denied).flatten();
    let caller = start.file.as_deref().filter(|_| start.script.is_some());
    let message = ScriptNotExecutable { process: &start.process.name, script: &word.text, path, interpreter, caller };
    let finding = fails(facts, start, word.range.clone(), message).likely();
    finding.says_if_known(says).fix(fix.unwrap_or_else(FixBuilder::display))
}

/// The file of the project that is started by its path.
fn script(invocation: &Invocation<'_>) -> Option<String> {
    let word = invocation.program;
    let is_plain = word.is_closed && !word.expands && !word.text.chars().any(char::is_whitespace);
    let is_run = is_plain && !invocation.is_fallback && invocation.how != How::Module;
    let (parent, name) = word.text.rsplit_once('/').filter(|(parent, _)| is_run && !parent.is_empty())?;
    Some(join(&folder_from(invocation.folder.as_deref()?, parent)?, name))
}

/// The program that the first line of a script names without options.
fn interpreter(facts: &Facts<'_>, path: &str) -> Option<&'static str> {
    let text = facts.project.text(path)?;
    let line = text.as_str().split('\n').next()?.strip_prefix("#!")?;
    let mut words = line.split(' ').filter(|word| !word.is_empty());
    let program = base(words.next()?);
    let named = if program == "env" { words.next()? } else { program };
    let known = INTERPRETERS.iter().find(|known| **known == named).copied();
    known.filter(|_| words.next().is_none())
}
