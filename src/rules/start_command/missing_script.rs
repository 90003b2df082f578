//! PSH305: the start command runs a script that is not in the project.

use crate::analysis::commands::launch::{Launch, Tool};
use crate::analysis::python::modules::below;
use crate::platform::Series;
use crate::project::Project;
use crate::rules::prelude::*;

use super::targets::{self, launches};
use super::{local_virtualenv_path, place};

rule! {
    code: "PSH305",
    name: "missing-script",
    severity: Error,
    stage: Boot,
    fix: Unsafe,
    en: "The start command runs a script that is not in the project",
    zh: "启动命令运行的脚本不在项目中",
}

struct MissingScript {
    process: String,
    script: String,
    path: String,
    /// Whether something that runs before may write it.
    may_be_written: bool,
    /// The only script of the same name elsewhere, as it would be written.
    meant: Option<String>,
}

impl Message for MissingScript {
    fn message(&self, language: Language) -> String {
        let Self { process, script, .. } = self;
        say!(
            language,
            "The process `{process}` runs `{script}`, which is not in the project",
            "进程 `{process}` 要运行的 `{script}` 不在项目中"
        )
    }

    fn detail(&self, language: Language) -> String {
        let Self { process, path, may_be_written, meant, .. } = self;
        match language {
            En => {
                let doubt = if *may_be_written { ", unless a command that runs before it writes the file" } else { "" };
                let advice = meant.as_ref().map_or_else(
                    || "Write the path of a script of the project, from its root; capital and small letters count.".to_owned(),
                    |meant| format!("The project has `{meant}`: write that, with its capital and small letters."),
                );
                format!(
                    "There is no file `{path}`. The build succeeds, and the process `{process}` stops as soon as it starts{doubt}. {advice}"
                )
            }
            Zh => {
                let doubt = if *may_be_written { "，除非之前运行的命令会生成该文件" } else { "" };
                let advice = meant.as_ref().map_or_else(
                    || "请写出项目中某个脚本相对于根目录的路径，区分大小写。".to_owned(),
                    |meant| format!("项目中有 `{meant}`：请写成它，大小写保持一致。"),
                );
                format!("没有文件 `{path}`。构建会成功，但进程 `{process}` 一启动就会退出{doubt}。{advice}")
            }
        }
    }

    fn fix_title(&self, language: Language) -> String {
        let meant = self.meant.as_deref().unwrap_or_default();
        say!(language, "Run `{meant}`", "运行 `{meant}`")
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for (start, launch) in launches(facts) {
        let written = &start.process.command[launch.word.range.clone()];
        if written.contains('\\') || local_virtualenv_path::is_local(facts, &launch.word) {
            // The rules for paths of Windows and of a virtual environment say more.
            continue;
        }
        let Some(path) = missing(facts, &launch) else { continue };
        let meant = meant(facts, &launch, &path);
        let fix = meant
            .as_deref()
            .and_then(|meant| targets::replace(facts, &start, targets::whole(&launch), meant, FixBuilder::unsafe_()));
        let may_be_written = targets::may_be_written(facts, &launch);
        let says = says(facts, &launch);
        let place = place(facts, &start, launch.word.range.clone());
        let message =
            MissingScript { process: start.process.name.clone(), script: launch.text().to_owned(), path, may_be_written, meant };
        let mut finding = Finding::new(place, message);
        finding = if may_be_written { finding.likely() } else { finding };
        finding = match says {
            Some(says) => finding.says(says),
            None => finding,
        };
        findings.add(finding.fix(fix));
    }
}

/// The script that is not there.
fn missing(facts: &Facts<'_>, launch: &Launch) -> Option<String> {
    let path = launch.script()?;
    let project = facts.project;
    let has_folder = launch.folder.as_deref().is_some_and(|folder| folder.is_empty() || project.has_folder(folder));
    let is_plain = path.chars().all(|char| !char.is_control()) && !launch.text().contains(['*', '?', '[', '{', '<', '>']);
    let is_placeholder = crate::analysis::commands::placeholder::is_placeholder(project, launch.text());
    // A name without a slash is searched in PATH, too, and other buildpacks bring folders of programs.
    let is_own = launch.tool != Tool::Direct
        || launch.text().starts_with("./")
        || project.has_folder(path.split('/').next().unwrap_or_default());
    let is_there = project.has(&path) || project.has_folder(&path) || is_left_out(project, &path);
    (has_folder && is_plain && is_own && !is_there && !is_placeholder).then_some(path)
}

/// Whether the file or a folder above it was left out.
fn is_left_out(project: &Project, path: &str) -> bool {
    let above = |skipped: &str| path == skipped || path.strip_prefix(skipped).is_some_and(|rest| rest.starts_with('/'));
    let modules = project.text(".gitmodules");
    let in_submodule = modules.is_some_and(|text| {
        let mut paths = text.as_str().lines().filter_map(|line| line.trim().strip_prefix("path"));
        paths.any(|rest| above(rest.trim_start_matches([' ', '=', '\t']).trim()))
    });
    in_submodule || project.skipped().iter().any(|skipped| above(skipped.path.trim_end_matches('/')))
}

/// The only file of the same name, in capital letters or not, as the command would have to name it.
fn meant(facts: &Facts<'_>, launch: &Launch, path: &str) -> Option<String> {
    let wanted = path.rsplit('/').next()?;
    let folder = launch.folder.as_deref()?;
    let is_own = |path: &str| {
        !path.split('/').any(|part| part.starts_with('.') || ["venv", "env", "site-packages", "node_modules"].contains(&part))
    };
    let is_wanted = |path: &str| path.rsplit('/').next().is_some_and(|name| name.eq_ignore_ascii_case(wanted));
    let mut found = facts.project.files().map(|(path, _)| path).filter(|path| is_wanted(path) && is_own(path));
    let file = found.next()?;
    let inner = if folder.is_empty() { file } else { file.strip_prefix(&below(folder, ""))? };
    let dot = if launch.tool == Tool::Direct { "./" } else { "" };
    found.next().is_none().then(|| format!("{dot}{inner}"))
}

/// What the programs print; seen with bash 5.2 and Python 2.7 to 3.8. Later ones print the whole path on the server.
fn says(facts: &Facts<'_>, launch: &Launch) -> Option<String> {
    let (script, program) = (launch.text(), &launch.program);
    let is_old = facts.python.resolved.is_some_and(|version| version.series <= Series { major: 3, minor: 8 });
    match launch.tool {
        Tool::Python if is_old => Some(format!("{program}: can't open file '{script}': [Errno 2] No such file or directory")),
        Tool::Shell if launch.program == "bash" => Some(format!("bash: {script}: No such file or directory")),
        _ => None,
    }
}
