//! PSH313: gunicorn without `--worker-tmp-dir` where its workers need a folder in memory.

use crate::analysis::commands::start_command::{Invocation, invocations};
use crate::project::Project;
use crate::rules::prelude::*;

use super::in_command::{edit, found};

rule! {
    code: "PSH313",
    name: "worker-tmp-dir",
    severity: Warning,
    stage: Run,
    fix: Safe,
    en: "gunicorn without `--worker-tmp-dir`, where the platform asks for it",
    zh: "在平台要求时，gunicorn 没有使用 `--worker-tmp-dir`",
}

const GUNICORN: &str = "gunicorn";
const OPTION: &str = "--worker-tmp-dir";
/// The same in a configuration file.
const SETTING: &str = "worker_tmp_dir";
/// A variable with more options.
const VARIABLE: &str = "GUNICORN_CMD_ARGS";
/// What gunicorn reads when no other file is named.
const CONFIGURATION: &str = "gunicorn.conf.py";

struct WorkerTmpDir<'a> {
    folder: &'a str,
}

impl Message for WorkerTmpDir<'_> {
    fn message(&self, language: Language) -> String {
        say!(language, "gunicorn runs without `{OPTION} {}`", "gunicorn 没有使用 `{OPTION} {}`", self.folder)
    }

    fn detail(&self, language: Language) -> String {
        let folder = self.folder;
        say!(
            language,
            "Each worker shows that it lives by touching a file in the folder for temporary files. The platform's documentation says that this does not work in its containers, so that the application fails to run, and asks for a folder in memory. Write `gunicorn {OPTION} {folder} …`.",
            "每个工作进程会不断更新临时目录中的一个文件，表明自己仍在运行。平台文档说明这在其容器中行不通，应用会因此无法运行，并要求使用内存中的目录。请写成 `gunicorn {OPTION} {folder} …`。"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Add `{OPTION} {}` behind `gunicorn`", "在 `gunicorn` 之后加上 `{OPTION} {}`", self.folder)
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let Some(folder) = facts.platform.runtime.worker_tmp_dir.as_ref().map(|fact| fact.value.as_str()) else { return };
    if facts.settings.env.get(VARIABLE).is_some_and(|options| options.contains(OPTION)) {
        return;
    }
    for start in facts.commands().iter().filter(|start| !start.mentions(VARIABLE)) {
        for step in &start.steps() {
            let gunicorn = invocations(step).into_iter().find(|invocation| invocation.program.text == GUNICORN);
            let Some(gunicorn) = gunicorn.filter(|gunicorn| lacks_folder(facts.project, gunicorn)) else { continue };
            let word = gunicorn.program.range.clone();
            let fix = edit(start, FixBuilder::safe(), word.end..word.end, format!(" {OPTION} {folder}"));
            findings.add(found(start, word, WorkerTmpDir { folder }).fix(fix));
        }
    }
}

/// Whether neither an option nor a configuration file names the folder. A variable may, and so may a file that cannot be
/// read.
fn lacks_folder(project: &Project, gunicorn: &Invocation<'_>) -> bool {
    let has_option = gunicorn.arguments.iter().any(|word| word.text.starts_with(OPTION) || word.text.starts_with('$'));
    let configuration = configuration(gunicorn);
    let is_named = configuration.is_some();
    let file = configuration.unwrap_or(CONFIGURATION);
    let may_set = match project.text(file) {
        Some(text) => text.as_str().contains(SETTING),
        None => is_named || project.has(file),
    };
    !has_option && !may_set
}

/// The configuration file that `-c` or `--config` names.
fn configuration<'c>(gunicorn: &Invocation<'c>) -> Option<&'c str> {
    let mut words = gunicorn.arguments.iter().map(|word| word.text.as_str());
    while let Some(word) = words.next() {
        if word == "-c" || word == "--config" {
            return words.next();
        }
        let glued = word.strip_prefix("--config=").or_else(|| word.strip_prefix("-c").filter(|_| !word.starts_with("--")));
        if let Some(file) = glued {
            return Some(file.trim_start_matches("file:"));
        }
    }
    None
}
