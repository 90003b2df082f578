//! The commands that the platform starts, and what of the project they load.

use crate::analysis::Facts;
use crate::analysis::procfile::processes::{Source, WEB};
use crate::analysis::python::apps::Modules;
use crate::analysis::python::modules::Located;

use super::launch::Launch;
use super::start_command::StartCommand;

/// Files of which programs take variables, where python-dotenv is installed.
const VARIABLE_FILES: &[&str] = &[".flaskenv", ".env"];

/// All that the processes point at something, where the user wrote the command.
#[must_use]
pub fn launches<'f>(facts: &'f Facts<'_>) -> Vec<(&'f StartCommand, Launch)> {
    if !matches!(facts.procfile.source, Source::File | Source::Override) {
        return vec![];
    }
    let commands = facts.commands().iter();
    commands
        .flat_map(|start| Launch::all(start, facts).into_iter().map(move |launch| (start, launch)))
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
pub fn is_set(facts: &Facts<'_>, start: &StartCommand, name: &str) -> bool {
    let project = facts.project;
    let is_in = |file: &&str| project.has(file) && project.text(file).is_none_or(|text| text.as_str().contains(name));
    facts.settings.has(name)
        || facts.platform.runtime.sets.as_ref().is_some_and(|sets| sets.value.iter().any(|set| set.name == name))
        || start.mentions(name)
        || VARIABLE_FILES.iter().any(is_in)
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
    if start.has_proxy() {
        return None;
    }
    let name = launch.object_name();
    let modules = modules(facts, &launch);
    let Located::File(file) = modules.locate(name.module) else { return None };
    let app = modules.app(&file, name.object.or(launch.tool.default_object())?)?;
    MADE_BY_DJANGO.contains(&app.class).then_some(BareServer { program: launch.program.clone(), file })
}
