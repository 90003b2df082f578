//! What has to be done, as lines of a POSIX shell, whoever is to run them.

use std::collections::{BTreeMap, BTreeSet};

use super::obstacle::Obstacle;
use super::words;
use crate::analysis::Settings;
use crate::analysis::procfile::process::{PROCFILE, Process};
use crate::language::Language;
use crate::order;
use crate::plan::{Packing, QUIET, Run, Step, StepId, Tools, Work};
use crate::platform::{Platform, Version};
use crate::report::Report;
use crate::text::secrets;

/// Where the application lies, as on the platforms that come from Heroku.
pub(super) const APP: &str = "/app";
/// The environment of its packages.
pub(super) const ENVIRONMENT: &str = "/opt/python";
/// The environment of package managers that take away what their lock file does not name.
const TOOLS: &str = "/opt/tools";
/// The last release of virtualenv that makes environments of Python 2.7, which has no module for it.
const VIRTUALENV: &str = "virtualenv==20.15.1";
/// The port where the platform says nothing of it.
const PORT: u16 = 8080;

/// How the variables of package managers begin that not every build has.
const MANAGERS: [&str; 2] = ["PIPENV_", "UV_"];
/// Variables that lead package managers to the environment.
const PLACES: [(&str, &str); 4] = [
    ("VIRTUAL_ENV", ENVIRONMENT),
    ("UV_PROJECT_ENVIRONMENT", ENVIRONMENT),
    ("UV_PYTHON", "/opt/python/bin/python"),
    // A cache on another file system has nothing to link to.
    ("UV_LINK_MODE", "copy"),
];
/// The folders of programs that come before all others.
pub(super) const FOLDERS: [&str; 2] = ["/opt/python/bin", "/opt/tools/bin"];

/// A build and a start.
pub(super) struct Recipe<'a> {
    pub(super) platform: &'a Platform,
    /// The folder of the project that is built; none for its top.
    pub(super) root: Option<&'a str>,
    pub(super) python: Version,
    pub(super) actions: Vec<Action<'a>>,
    /// The command of the process that serves the web, or of the only one.
    pub(super) start: Option<&'a str>,
    /// The other processes.
    pub(super) others: Vec<&'a Process>,
    pub(super) port_variable: &'a str,
    pub(super) port: u16,
    /// Variables that the application gets, whatever is set on the platform.
    pub(super) sets: BTreeMap<&'a str, &'a str>,
    /// Whether the platform leaves out what a file of the project names.
    pub(super) reads_slug_ignore: bool,
}

/// One thing to do.
pub(super) struct Action<'a> {
    pub(super) step: &'a Step,
    /// A line for the shell, in the folder of the application.
    pub(super) line: String,
    /// The names of variables with which it runs.
    pub(super) variables: BTreeSet<&'a str>,
    /// The files of the project that it needs; none if it may need any.
    pub(super) reads: Option<&'a [String]>,
}

impl<'a> Recipe<'a> {
    /// What a report comes to.
    pub(super) fn of(report: &'a Report, platform: &'a Platform, settings: &Settings) -> Result<Self, Obstacle> {
        let steps = &report.plan.steps;
        if steps.is_empty() {
            return Err(Obstacle::NotBuilt);
        }
        if let Some(stops) = Obstacle::of(report) {
            return Err(stops);
        }
        let python = steps.iter().find_map(|step| match step.work {
            Work::Python(version) => version,
            _ => None,
        });
        let python = python.ok_or(Obstacle::NoPython)?;
        let actions = steps.iter().filter_map(|step| action(step, python).transpose()).collect::<Result<_, _>>()?;
        let packing = steps.iter().find_map(|step| match &step.work {
            Work::Pack(packing) => Some(packing),
            _ => None,
        });
        let main = report.procfile.main();
        let processes = &report.procfile.processes;
        if processes.iter().any(|process| process.command.contains(&format!("://{}@", secrets::MASK))) {
            return Err(Obstacle::Credentials);
        }
        let runtime = &platform.runtime;
        let port_variable = runtime.port_variable.value.as_str();
        let wished = settings.env.get(port_variable).and_then(|port| port.parse().ok());
        let usual = runtime.usual_port.as_ref().map(|fact| fact.value);
        Ok(Self {
            platform,
            root: report.root.as_deref(),
            python,
            actions,
            start: main.map(|process| process.command.as_str()),
            others: processes.iter().filter(|process| Some(*process) != main).collect(),
            port_variable,
            port: runtime.fixed_port.as_ref().map(|fact| fact.value).or(wished).or(usual).unwrap_or(PORT),
            sets: packing.map_or_else(BTreeMap::new, |packing| sets(packing, port_variable)),
            reads_slug_ignore: packing.is_some_and(|packing| packing.slug_ignore.is_some()),
        })
    }

    /// What the platform is called, for a comment.
    pub(super) fn platform_name(&self) -> String {
        words::remark(&self.platform.name)
    }

    /// The names of all variables that some action needs.
    pub(super) fn variables(&self) -> BTreeSet<&str> {
        order::set(self.actions.iter().flat_map(|action| action.variables.iter().copied()))
    }

    /// Variables that tell the programs of the build how to behave, without those of package managers that do not run.
    pub(super) fn environment(&self) -> Vec<(&'static str, &'static str)> {
        let programs = self.actions.iter().filter_map(|action| action.step.work.command().first());
        let programs: BTreeSet<String> = order::set(programs.map(|program| format!("{}_", program.to_uppercase())));
        let is_used = |name: &str| {
            let mut unused = MANAGERS.iter().filter(|prefix| !programs.contains(**prefix));
            !unused.any(|prefix| name.starts_with(prefix))
        };
        let all = QUIET.into_iter().chain(PLACES);
        all.filter(|(name, _)| is_used(name)).collect()
    }
}

fn sets<'a>(packing: &'a Packing, port_variable: &str) -> BTreeMap<&'a str, &'a str> {
    let sets = packing.sets.iter().filter_map(|set| Some((set.name.as_str(), set.value.as_deref()?)));
    let python_path = packing.python_path_is_app_folder.then_some(("PYTHONPATH", APP));
    order::map(sets.chain(python_path).filter(|(name, _)| *name != port_variable))
}

/// What a step comes to; packing needs nothing where the folder itself is what is started.
fn action(step: &Step, python: Version) -> Result<Option<Action<'_>>, Obstacle> {
    let (line, reads) = match &step.work {
        Work::Procfile(None) => return Err(Obstacle::UnknownProcfile),
        Work::Procfile(Some(text)) if secrets::mask(text) != *text => return Err(Obstacle::Credentials),
        Work::Procfile(Some(text)) => (format!("{} > {PROCFILE}", words::print(text)), written(step)),
        Work::Python(_) => (make_environment(ENVIRONMENT, python), Some(&[][..])),
        Work::Pack(_) => return Ok(None),
        Work::Run(run) => (command(step.id, run, python), reads(step.id, run)),
    };
    let has_secret = step.work.command().iter().any(|word| words::is_secret(word));
    let variables =
        step.env.keys().map(String::as_str).filter(|name| words::is_variable(name)).chain(has_secret.then_some(words::INDEX));
    Ok(Some(Action { step, line, variables: order::set(variables), reads }))
}

/// What is written over the project's own file comes after all of its files.
fn written(step: &Step) -> Option<&[String]> {
    (step.id == StepId::WriteProcfile).then_some(&[])
}

fn reads(id: StepId, run: &Run) -> Option<&[String]> {
    if id == StepId::InstallPackageManager { Some(&[]) } else { run.reads.as_deref() }
}

fn command(id: StepId, run: &Run, python: Version) -> String {
    // Environments take packages without it, and refuse it.
    let words = run.command.iter().filter(|word| *word != "--user").map(|word| words::word(word));
    let command = words.collect::<Vec<_>>().join(" ");
    match (id, run.tools) {
        (StepId::InstallPackageManager, Tools::Apart) => {
            format!("{} && {TOOLS}/bin/{command}", make_environment(TOOLS, python))
        }
        (StepId::PreCompileHook | StepId::PostCompileHook, _) => format!("chmod +x {command} && ./{command}"),
        _ => command,
    }
}

fn make_environment(folder: &str, python: Version) -> String {
    if python.series.major < 3 {
        return format!("pip install {VIRTUALENV} && virtualenv {folder}");
    }
    format!("python -m venv {folder}")
}

/// The title of a step, for a comment: what is written for programs is in English.
pub(super) fn title(step: &Step) -> &'static str {
    step.id.title(Language::En)
}
