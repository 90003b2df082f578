//! The build as a sequence of steps, with the exact command lines.

mod title;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::analysis::Facts;
use crate::analysis::processes::Source;
use crate::language::Language;
use crate::platform::{Index, StaticCommand};

/// What a step is; the order here is the order of the build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepId {
    /// The platform writes a Procfile, because there is none.
    WriteProcfile,
    /// The project's script before the build.
    PreCompileHook,
    /// Python is unpacked.
    InstallPython,
    /// The package manager itself is installed.
    InstallPackageManager,
    /// The requirements are installed.
    InstallDependencies,
    /// collectstatic tries.
    CollectStaticDryRun,
    /// collectstatic copies.
    CollectStatic,
    /// The project's script after the build.
    PostCompileHook,
    /// What is set on the platform is written over the Procfile.
    OverrideProcfile,
    /// The result is packed.
    Pack,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// What it is.
    pub id: StepId,
    /// What it does, for people.
    pub title: String,
    /// The command, word by word; empty when the platform does it by itself.
    pub command: Vec<String>,
    /// Variables that are set for the command.
    pub env: BTreeMap<String, String>,
    /// Why it is there and as it is.
    pub because: String,
}

/// The steps of one build.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Plan {
    /// In their order; empty when the platform does not build the project as Python.
    pub steps: Vec<Step>,
}

/// What the platform would do with the project, step by step.
#[must_use]
pub fn plan(facts: &Facts<'_>, language: Language) -> Plan {
    if !facts.is_built_as_python() {
        return Plan::default();
    }
    let step = |id, command| Step {
        id,
        title: title::title(id, language).to_owned(),
        command,
        env: BTreeMap::new(),
        because: title::because(id, facts, language),
    };
    Plan { steps: commands(facts).into_iter().map(|(id, command)| step(id, command)).collect() }
}

fn commands(facts: &Facts<'_>) -> Vec<(StepId, Vec<String>)> {
    let mut steps = vec![];
    let mut add = |when: bool, id, command: Vec<String>| {
        if when {
            steps.push((id, command));
        }
    };
    let install = &facts.platform.install;
    let written = matches!(facts.procfile.source, Source::Generated | Source::DocumentedDefault);
    add(written, StepId::WriteProcfile, vec![]);
    let pre_compile = hook(facts, install.pre_compile_hook.as_ref().map(|fact| fact.value.as_str()));
    add(pre_compile.is_some(), StepId::PreCompileHook, pre_compile.into_iter().collect());
    add(true, StepId::InstallPython, vec![]);
    let prepare = facts.package_manager.as_ref().map_or(&[][..], |manager| manager.prepare(facts.platform));
    add(!prepare.is_empty(), StepId::InstallPackageManager, prepare.to_vec());
    add(facts.package_manager.is_some(), StepId::InstallDependencies, install_command(facts));
    for static_command in facts.platform.static_files.commands.value.iter().filter(|_| facts.static_files.runs()) {
        let id = if static_command.dry_run { StepId::CollectStaticDryRun } else { StepId::CollectStatic };
        add(true, id, collect_static(facts, static_command));
    }
    let post_compile = hook(facts, install.post_compile_hook.as_ref().map(|fact| fact.value.as_str()));
    add(post_compile.is_some(), StepId::PostCompileHook, post_compile.into_iter().collect());
    add(facts.procfile.source == Source::Override, StepId::OverrideProcfile, vec![]);
    add(true, StepId::Pack, vec![]);
    steps
}

fn hook(facts: &Facts<'_>, path: Option<&str>) -> Option<String> {
    path.filter(|path| facts.project.has(path)).map(str::to_owned)
}

fn collect_static(facts: &Facts<'_>, static_command: &StaticCommand) -> Vec<String> {
    let manage_py = facts.static_files.manage_py.as_deref().unwrap_or("manage.py");
    static_command.command.iter().map(|word| word.replace("{manage.py}", manage_py)).collect()
}

/// The install command with the package index put in, or left out together with the option before it.
fn install_command(facts: &Facts<'_>) -> Vec<String> {
    let Some(manager) = &facts.package_manager else { return vec![] };
    let index = facts.platform.install.index.as_ref().and_then(|fact| index_url(facts, &fact.value));
    let mut command: Vec<String> = vec![];
    for word in &manager.profile.command {
        match (word.as_str(), &index) {
            ("{index}", Some(url)) => command.push(url.clone()),
            ("{index}", None) => {
                command.pop();
            }
            _ => command.push(word.clone()),
        }
    }
    command
}

/// The package index that is set on the platform, or its default.
#[must_use]
pub fn index_url(facts: &Facts<'_>, index: &Index) -> Option<String> {
    facts.settings.env.get(&index.variable).filter(|url| !url.is_empty()).cloned().or_else(|| index.default.clone())
}
