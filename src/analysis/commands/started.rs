//! The commands that the platform starts, and what of the project they load.

use std::collections::BTreeSet;

use crate::analysis::Facts;
use crate::analysis::procfile::processes::{Process, Source, WEB};
use crate::analysis::procfile::terminal::is_from_terminal;
use crate::analysis::python::apps::Modules;
use crate::analysis::python::modules::Located;
use crate::order;

use super::folders::is_home_root;
use super::launch::Launch;
use super::proxies::has_proxy;
use super::server_setting;
use super::start_command::StartCommand;

/// Files of which programs take variables, where python-dotenv is installed.
const VARIABLE_FILES: &[&str] = &[".flaskenv", ".env"];

/// The commands that the platform starts.
#[must_use]
pub fn commands<'f>(facts: &'f Facts<'_>) -> Vec<StartCommand<'f>> {
    if !facts.is_built_as_python() {
        return vec![];
    }
    // What stands behind a backslash at its end is not known here, and has a rule of its own.
    let is_cut_off = |process: &Process| process.command.ends_with('\\');
    let started = facts.procfile.started(facts.platform).into_iter();
    let whole = started.filter(|process| !is_cut_off(process) && !is_from_terminal(&facts.procfile, process));
    whole.map(|process| StartCommand::of(process, &facts.procfile, is_home_root(facts.platform))).collect()
}

/// All that the processes point at something, where the user wrote the command.
#[must_use]
pub fn launches<'f>(facts: &'f Facts<'_>) -> Vec<(StartCommand<'f>, Launch)> {
    if !matches!(facts.procfile.source, Source::File | Source::Override) {
        return vec![];
    }
    let commands = commands(facts).into_iter();
    commands
        .flat_map(|start| Launch::all(&start, facts).into_iter().map(move |launch| (start.clone(), launch)))
        .filter(|(_, launch)| !launch.is_fallback)
        .collect()
}

/// The modules of the project, as a program sees them.
#[must_use]
pub fn modules<'f>(facts: &'f Facts<'f>, launch: &'f Launch) -> Modules<'f> {
    Modules { files: facts.files, path: &launch.path }
}

/// Whether a variable is set where a process is started, or may be.
#[must_use]
pub fn is_set(facts: &Facts<'_>, start: &StartCommand<'_>, name: &str) -> bool {
    let project = facts.project;
    let is_in = |file: &&str| project.has(file) && project.text(file).is_none_or(|text| text.as_str().contains(name));
    facts.settings.has(name)
        || facts.platform.runtime.sets.as_ref().is_some_and(|sets| sets.value.iter().any(|set| set.name == name))
        || start.process.command.contains(name)
        || VARIABLE_FILES.iter().any(is_in)
}

/// The files of the project that the processes are pointed at, or that settings of servers name.
#[must_use]
pub fn loaded_files(facts: &Facts<'_>) -> BTreeSet<String> {
    let loaded = |launch: &Launch| match launch.script() {
        Some(script) => Some(script),
        None => match modules(facts, launch).locate(launch.object_name().module) {
            Located::File(file) => Some(file),
            _ => None,
        },
    };
    let files = launches(facts).into_iter().filter_map(|(_, launch)| loaded(&launch)).chain(server_setting::files(facts));
    order::set(files.filter(|file| facts.project.has(file)))
}

/// A server that the process `web` starts, with nothing of the project in front of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BareServer {
    /// The program.
    pub program: String,
    /// The file with the object that it serves.
    pub file: String,
}

/// The server that serves what Django makes in `wsgi.py` or `asgi.py`, as Django makes it.
#[must_use]
pub fn bare_django(facts: &Facts<'_>) -> Option<BareServer> {
    const MADE_BY_DJANGO: [&str; 3] = ["WSGIHandler", "ASGIHandler", "ProtocolTypeRouter"];
    let mut servers = launches(facts).into_iter().filter(|(start, launch)| start.process.name == WEB && launch.is_server());
    let (start, launch) = servers.next().filter(|_| servers.next().is_none())?;
    if has_proxy(&start) {
        return None;
    }
    let name = launch.object_name();
    let modules = modules(facts, &launch);
    let Located::File(file) = modules.locate(name.module) else { return None };
    let app = modules.app(&file, name.object.or(launch.tool.default_object())?)?;
    MADE_BY_DJANGO.contains(&app.class).then_some(BareServer { program: launch.program.clone(), file })
}
