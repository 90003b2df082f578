//! PSH317: a path into a virtual environment or home folder that is only on the user's machine.

use crate::rules::prelude::*;
use std::ops::Range;

use crate::analysis::commands::start_command::{StartCommand, Step, invocations, simple_commands};
use crate::syntax::shell_command::{Separator, Word};

use super::{bash_says, commands, is_editable, place};

rule! {
    code: "PSH317",
    name: "local-virtualenv-path",
    severity: Error,
    stage: Boot,
    fix: Unsafe,
    en: "A path into a virtual environment or home folder of the own machine",
    zh: "指向本机虚拟环境或主目录的路径",
}

/// Usual names of virtual environments.
const ENVIRONMENTS: &[&str] = &["venv", ".venv", "env", ".env", "ENV", "virtualenv", "myenv"];
/// Where home folders are on machines of users.
const HOMES: &[&str] = &["/home/", "/Users/"];
/// Home folders of platforms.
const PLATFORM_HOMES: &[&str] = &["/home/cnb/", "/home/app/", "/home/vcap/"];
/// Hooks of the build, which may make an environment.
const HOOKS: &[&str] = &["bin/pre_compile", "bin/post_compile"];

struct LocalVirtualenvPath {
    path: String,
    program: Option<String>,
    is_home: bool,
    /// Whether there is such an environment beside the files, which may be pushed or not.
    is_beside: bool,
}

impl Message for LocalVirtualenvPath {
    fn message(&self, language: Language) -> String {
        let path = &self.path;
        match self.is_home {
            false => say!(
                language,
                "`{path}` lies in a virtual environment of your own machine",
                "`{path}` 位于你自己电脑的虚拟环境中"
            ),
            true => {
                say!(language, "`{path}` lies in a home folder of your own machine", "`{path}` 位于你自己电脑的主目录中")
            }
        }
    }

    fn detail(&self, language: Language) -> String {
        let edit = match &self.program {
            Some(program) => say!(language, "Write `{program}`.", "请写成 `{program}`。"),
            None => say!(language, "Take this command away; nothing has to be activated.", "请删除这条命令，无需激活任何环境。"),
        };
        match self.is_beside {
            false => say!(
                language,
                "The platform installs the requirements itself and puts their programs on the path; this folder does not exist there, and the command fails as soon as it starts. {edit}",
                "平台会自行安装依赖，并把其中的程序加入搜索路径；平台上没有这个目录，命令一启动就会失败。{edit}"
            ),
            true => say!(
                language,
                "The platform installs the requirements itself and puts their programs on the path. Unless the folder is pushed with the project and fits the platform's system, the command fails as soon as it starts. {edit}",
                "平台会自行安装依赖，并把其中的程序加入搜索路径。除非该目录随项目一起推送并且适用于平台的系统，否则命令一启动就会失败。{edit}"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        match &self.program {
            Some(program) => say!(language, "Write `{program}`", "写成 `{program}`"),
            None => say!(language, "Take the command away that activates the environment", "删除激活环境的命令"),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    if HOOKS.iter().any(|hook| facts.project.has(hook)) {
        return;
    }
    for start in commands(facts) {
        let steps = simple_commands(&start.command);
        for (at, step) in steps.iter().enumerate() {
            if let Some(script) = sourced(step) {
                let next = steps.get(at + 1);
                if let Some(finding) = activation(facts, &start, step, script, next) {
                    findings.add(finding);
                }
            }
            for invocation in invocations(step) {
                if let Some(finding) = program(facts, &start, invocation.program) {
                    findings.add(finding);
                }
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
    start: &StartCommand<'_>,
    step: &Step<'_>,
    script: &Word,
    next: Option<&Step<'_>>,
) -> Option<Finding<LocalVirtualenvPath>> {
    let Local { is_home, is_beside } = local(facts, script).filter(|local| !local.is_beside)?;
    let message = LocalVirtualenvPath { path: script.text.clone(), program: None, is_home, is_beside };
    // With `;` the rest runs all the same, with `||` it is prepared for this.
    let severity = match next.and_then(|next| next.after) {
        Some(Separator::And) => Severity::Error,
        Some(Separator::Or) => return None,
        _ => Severity::Warning,
    };
    let from = step.words.first()?.range.start;
    let fix = match next.and_then(|next| next.words.first()).filter(|_| is_editable(facts, start)) {
        Some(next) => FixBuilder::unsafe_().edit(PROCFILE, start.place(from..next.range.start), ""),
        None => FixBuilder::display(),
    };
    let says = bash_says(start, script.range.start, &format!("{}: No such file or directory", script.text));
    Some(Finding::new(place(facts, start, script.range.clone()), message).severity(severity).says(says).fix(fix))
}

fn program(facts: &Facts<'_>, start: &StartCommand<'_>, word: &Word) -> Option<Finding<LocalVirtualenvPath>> {
    let Local { is_home, is_beside } = local(facts, word)?;
    let name = word.text.rsplit('/').next().filter(|name| !name.is_empty())?;
    let is_in_bin = word.text.contains("/bin/");
    let message = LocalVirtualenvPath { path: word.text.clone(), program: Some(name.to_owned()), is_home, is_beside };
    let says = bash_says(start, word.range.start, &format!("{}: No such file or directory", word.text));
    let fix = if is_editable(facts, start) && is_in_bin {
        let range: Range<usize> = start.place(word.range.clone());
        FixBuilder::unsafe_().edit(PROCFILE, range, name)
    } else {
        FixBuilder::display()
    };
    let finding = Finding::new(place(facts, start, word.range.clone()), message).says(says).fix(fix);
    Some(if is_beside { finding.likely() } else { finding })
}

/// Whether a word is a path that only the user's machine has; then this rule speaks of it.
pub(super) fn is_local(facts: &Facts<'_>, word: &Word) -> bool {
    local(facts, word).is_some()
}

/// A path that only the user's machine has.
struct Local {
    is_home: bool,
    is_beside: bool,
}

fn local(facts: &Facts<'_>, word: &Word) -> Option<Local> {
    let path = word.text.as_str();
    let starts = |homes: &[&str]| homes.iter().any(|home| path.starts_with(home));
    let is_home = starts(HOMES) && !starts(PLATFORM_HOMES);
    let mut parts = path.trim_start_matches("./").split('/');
    let folder = parts.next()?;
    let is_environment = ENVIRONMENTS.contains(&folder) && parts.next() == Some("bin");
    let has_files = facts.project.files_below(folder).next().is_some();
    let is_beside = !is_home && facts.project.has_folder(folder);
    (!word.expands && (is_home || (is_environment && !has_files))).then_some(Local { is_home, is_beside })
}
