//! PSH317: a path into a virtual environment or home folder that is only on the user's machine.

use crate::analysis::commands::local_path::LocalPath;
use crate::analysis::commands::start_command::{StartCommand, Step, invocations};
use crate::analysis::commands::started_script::Shell;
use crate::project::path::base;
use crate::rules::prelude::*;
use crate::syntax::shell_command::{Separator, Word};

use super::in_command::{edit_or_show, fails, shell_says};

rule! {
    code: "PSH317",
    name: "local-virtualenv-path",
    severity: Error,
    stage: Boot,
    fix: Unsafe,
    en: "A path into a virtual environment or home folder of the own machine",
    zh: "指向本机虚拟环境或主目录的路径",
}

/// Hooks of the build, which may make an environment.
const HOOKS: &[&str] = &["bin/pre_compile", "bin/post_compile"];

struct LocalVirtualenvPath {
    path: String,
    program: Option<String>,
    local: LocalPath,
}

impl Message for LocalVirtualenvPath {
    fn message(&self, language: Language) -> String {
        let path = &self.path;
        if self.local.is_home {
            say!(language, "`{path}` lies in a home folder of your own machine", "`{path}` 位于你自己电脑的主目录中")
        } else {
            say!(language, "`{path}` lies in a virtual environment of your own machine", "`{path}` 位于你自己电脑的虚拟环境中")
        }
    }

    fn detail(&self, language: Language) -> String {
        let edit = if let Some(program) = &self.program {
            say!(language, "Write `{program}`.", "请写成 `{program}`。")
        } else {
            say!(language, "Take this command away; nothing has to be activated.", "请删除这条命令，无需激活任何环境。")
        };
        if self.local.is_beside {
            say!(
                language,
                "The platform installs the requirements itself and puts their programs on the path. Unless the folder is pushed with the project and fits the platform's system, the command fails as soon as it starts. {edit}",
                "平台会自行安装依赖，并把其中的程序加入搜索路径。除非该目录随项目一起推送并且适用于平台的系统，否则命令一启动就会失败。{edit}"
            )
        } else {
            say!(
                language,
                "The platform installs the requirements itself and puts their programs on the path; this folder does not exist there, and the command fails as soon as it starts. {edit}",
                "平台会自行安装依赖，并把其中的程序加入搜索路径；平台上没有这个目录，命令一启动就会失败。{edit}"
            )
        }
    }

    fn fix_title(&self, language: Language) -> String {
        if let Some(program) = &self.program {
            say!(language, "Write `{program}`", "写成 `{program}`")
        } else {
            say!(language, "Take the command away that activates the environment", "删除激活环境的命令")
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    if HOOKS.iter().any(|hook| facts.project.has(hook)) {
        return;
    }
    for start in facts.commands() {
        let steps = start.steps();
        for (at, step) in steps.iter().enumerate().filter(|(_, step)| step.is_certain) {
            let script = sourced(step).and_then(|script| activation(facts, start, step, script, steps.get(at + 1)));
            let programs = invocations(step).into_iter().filter_map(|started| program(facts, start, started.program));
            for finding in script.into_iter().chain(programs) {
                findings.add(finding);
            }
        }
    }
}

/// The file behind `source` or `.`.
fn sourced<'c>(step: &Step<'c>) -> Option<&'c Word> {
    match step.words.as_slice() {
        [source, script, ..] if matches!(source.text.as_str(), "source" | ".") => Some(script),
        _ => None,
    }
}

fn activation(
    facts: &Facts<'_>,
    start: &StartCommand,
    step: &Step<'_>,
    script: &Word,
    next: Option<&Step<'_>>,
) -> Option<Finding<LocalVirtualenvPath>> {
    let local = LocalPath::of(facts.project, script).filter(|local| !local.is_beside)?;
    let message = LocalVirtualenvPath { path: script.text.clone(), program: None, local };
    // With `;` the rest runs all the same, with `||` it is prepared for this.
    let severity = match next.and_then(|next| next.after) {
        Some(Separator::And) => Severity::Error,
        _ if start.script.is_some() && step.stops => Severity::Error,
        Some(Separator::Or) => return None,
        _ => Severity::Warning,
    };
    let from = step.words.first()?.range.start;
    let end = next.and_then(|next| next.words.first()).map(|word| word.range.start);
    let fix = edit_or_show(start, from..end.unwrap_or(from), end.map(|_| String::new()));
    let says = shell_says(start, script.range.start, &format!("{}: No such file or directory", script.text));
    let says = says.filter(|_| start.shell() == Shell::Bash);
    Some(fails(facts, start, script.range.clone(), message).severity(severity).says_if_known(says).fix(fix))
}

fn program(facts: &Facts<'_>, start: &StartCommand, word: &Word) -> Option<Finding<LocalVirtualenvPath>> {
    let local = LocalPath::of(facts.project, word)?;
    let name = Some(base(&word.text)).filter(|name| !name.is_empty())?.to_owned();
    let says = shell_says(start, word.range.start, &format!("{}: No such file or directory", word.text));
    let says = says.filter(|_| start.shell() == Shell::Bash);
    let fix = edit_or_show(start, word.range.clone(), word.text.contains("/bin/").then(|| name.clone()));
    let message = LocalVirtualenvPath { path: word.text.clone(), program: Some(name), local };
    Some(fails(facts, start, word.range.clone(), message).likely_if(local.is_beside).says_if_known(says).fix(fix))
}
