//! The build as a sequence of steps, with the exact command lines.
//!
//! Each step says itself twice: for people, as [`Step::command`], in which a report masks credentials, and as the
//! [`Work`] that the executor does. Both come from the same facts, here and nowhere else.

mod because;
mod packages;
mod step_id;
mod without;
mod work;

pub use packages::{Form, PlannedPackage};
pub use step_id::StepId;
pub use work::{Packing, QUIET, Run, Tools, Work};

use std::collections::BTreeMap;

use serde::Serialize;

use crate::analysis::Facts;
use crate::analysis::package_manager::PackageManager;
use crate::analysis::procfile::processes::Source;
use crate::language::Language;
use crate::order;
use crate::platform::{HandsOn, Index, Platform, StaticCommand};

/// The package manager that is installed with Python itself.
const PIP: &str = "pip";

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
    /// What carries it out, with credentials as they are: it is not part of a report's text.
    #[serde(skip)]
    pub work: Work,
}

/// The steps of one build.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Plan {
    /// In their order; empty when the platform does not build the project as Python.
    pub steps: Vec<Step>,
    /// All packages that are installed; empty where some of them are not known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub packages: Vec<PlannedPackage>,
    /// What may be expected of the build and is no step of it, in sentences.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<String>,
}

/// What the platform would do with the project, step by step.
#[must_use]
pub fn plan(facts: &Facts<'_>, language: Language) -> Plan {
    if !facts.is_built_as_python() {
        return Plan::default();
    }
    let step = |(id, work): (StepId, Work)| Step {
        id,
        title: id.title(language).to_owned(),
        command: work.command().to_vec(),
        env: work.env().clone(),
        because: because::because(id, facts, language),
        work,
    };
    Plan {
        steps: steps(facts).into_iter().map(step).collect(),
        packages: packages::packages(facts),
        without: without::without(facts, language),
    }
}

fn steps(facts: &Facts<'_>) -> Vec<(StepId, Work)> {
    let mut steps = vec![];
    let mut add = |when: bool, id, work: Work| {
        if when {
            steps.push((id, work));
        }
    };
    let install = &facts.platform.install;
    let handed_on = HandedOn::of(facts);
    let script = |command| Work::Run(Run { command, env: handed_on.to_scripts.clone(), ..Run::default() });
    let tools =
        if facts.package_manager.as_ref().is_some_and(|manager| manager.name != PIP) { Tools::Apart } else { Tools::Inside };
    let written = matches!(facts.procfile.source, Source::Generated | Source::DocumentedDefault);
    add(written, StepId::WriteProcfile, Work::Procfile(facts.procfile.text.clone()));
    let pre_compile = hook(facts, install.pre_compile_hook.as_ref().map(|fact| fact.value.as_str()));
    add(pre_compile.is_some(), StepId::PreCompileHook, script(pre_compile.into_iter().collect()));
    add(true, StepId::InstallPython, Work::Python(facts.python.resolved));
    let manager = facts.package_manager.as_ref();
    let prepare = manager
        .map_or_else(Vec::new, |manager| manager.prepare(facts.platform, facts.python.resolved.map(|python| python.series)));
    let env = &handed_on.to_installer;
    let is_prepared = !prepare.is_empty();
    let installs_tools = Run { command: prepare, env: env.clone(), tools, reads: None };
    add(is_prepared, StepId::InstallPackageManager, Work::Run(installs_tools));
    let installs = Run { command: install_command(facts), env: env.clone(), tools, reads: install_reads(facts) };
    add(facts.package_manager.is_some(), StepId::InstallDependencies, Work::Run(installs));
    for static_command in facts.platform.static_files.commands.value.iter().filter(|_| facts.static_files.runs()) {
        let id = if static_command.dry_run { StepId::CollectStaticDryRun } else { StepId::CollectStatic };
        add(true, id, script(collect_static(facts, static_command)));
    }
    let post_compile = hook(facts, install.post_compile_hook.as_ref().map(|fact| fact.value.as_str()));
    add(post_compile.is_some(), StepId::PostCompileHook, script(post_compile.into_iter().collect()));
    add(facts.procfile.source == Source::Override, StepId::OverrideProcfile, Work::Procfile(facts.procfile.text.clone()));
    add(true, StepId::Pack, Work::Pack(packing(facts.platform)));
    steps
}

fn packing(platform: &Platform) -> Packing {
    let runtime = &platform.runtime;
    Packing {
        slug_ignore: platform.install.slug_ignore.as_ref().map(|fact| fact.value),
        root: platform.install.slug_root.as_ref().map_or_else(String::new, |fact| fact.value.clone()),
        sets: runtime.sets.as_ref().map_or_else(Vec::new, |fact| fact.value.clone()),
        python_path_is_app_folder: runtime.python_path_is_app_folder.as_ref().is_some_and(|fact| fact.value),
    }
}

/// The variables that the platform hands on from what is set on it.
struct HandedOn {
    to_installer: BTreeMap<String, String>,
    to_scripts: BTreeMap<String, String>,
}

impl HandedOn {
    fn of(facts: &Facts<'_>) -> Self {
        let prefix = facts.platform.variable_prefix.as_ref().map_or("", |fact| fact.value.as_str());
        let pick = |which: &HandsOn| {
            let name = |set: &str| match which {
                HandsOn::All => Some(set.to_owned()),
                HandsOn::Only(names) => names.iter().any(|name| name == set).then(|| set.to_owned()),
                HandsOn::WithoutPrefix => set.strip_prefix(prefix).map(str::to_owned),
            };
            order::map(facts.settings.env.iter().filter_map(|(set, value)| Some((name(set)?, value.clone()))))
        };
        let install = &facts.platform.install;
        Self { to_installer: pick(&install.hands_on.value), to_scripts: pick(&install.hands_on_to_scripts.value) }
    }
}

/// What decides about the packages: pip's files, where everything that they name is in the package index.
fn install_reads(facts: &Facts<'_>) -> Option<Vec<String>> {
    let reads = facts.package_manager.as_ref().is_some_and(PackageManager::reads_requirements);
    let is_known = reads && !facts.requirements.incomplete && facts.requirements.undecodable.is_empty();
    is_known.then(|| facts.requirements.files.iter().map(|followed| followed.path.clone()).collect())
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
