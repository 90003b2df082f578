//! Settings for which a server stops before it listens, wherever it gets them: an option of the command, or gunicorn's file.

mod application;
mod named_path;
mod told;
mod worker_class;

use crate::analysis::Facts;
use crate::analysis::procfile::processes::Source;

use super::doubt::has_hooks;
use super::launch::Context;
use super::start_command::{StartCommand, invocations};

use told::Told;

pub use application::ApplicationFault;
pub use named_path::NamedPath;
pub use told::{SettingPlace, SettingValue};
pub use worker_class::WorkerFault;

/// A setting for which a server stops.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaultySetting<'f> {
    /// The command that starts the server.
    pub start: &'f StartCommand,
    /// The server.
    pub server: &'static str,
    /// What it is told.
    pub value: SettingValue,
    /// What is wrong with that.
    pub fault: SettingFault,
}

/// What is wrong with a setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettingFault {
    /// It names a file or a folder that is not there.
    Path(NamedPath),
    /// It is a kind of worker that gunicorn cannot load.
    Worker(WorkerFault),
    /// It is the application, or there is none.
    Application(ApplicationFault),
}

/// The settings of all servers for which they stop.
#[must_use]
pub fn faulty_settings<'f>(facts: &'f Facts<'_>) -> Vec<FaultySetting<'f>> {
    if !matches!(facts.procfile.source, Source::File | Source::Override) {
        return vec![];
    }
    facts.commands().iter().flat_map(|start| faulty(facts, start)).collect()
}

fn faulty<'f>(facts: &Facts<'_>, start: &'f StartCommand) -> Vec<FaultySetting<'f>> {
    look(facts, start, |told| {
        let may_be_written = told.context.is_prepared() || has_hooks(facts.project);
        let paths = if may_be_written { vec![] } else { named_path::faults(told) };
        let paths = paths.into_iter().map(|(value, path)| (value, SettingFault::Path(path)));
        let worker = worker_class::fault(told).map(|(value, fault)| (value, SettingFault::Worker(fault)));
        let application = application::fault(told).map(|(value, fault)| (value, SettingFault::Application(fault)));
        let server = told.line.tool;
        let faults = paths.chain(worker).chain(application);
        faults.map(|(value, fault)| FaultySetting { start, server, value, fault }).collect()
    })
}

/// The files of the project that settings of servers name.
#[must_use]
pub fn files(facts: &Facts<'_>) -> Vec<String> {
    facts.commands().iter().flat_map(|start| look(facts, start, named_path::files)).collect()
}

/// What is found at each server that a command starts.
fn look<T>(facts: &Facts<'_>, start: &StartCommand, found: impl Fn(&Told<'_>) -> Vec<T>) -> Vec<T> {
    let steps = start.steps();
    let mut all = vec![];
    for (at, step) in steps.iter().enumerate() {
        let context = Context { facts, start, before: &steps[..at], step };
        let invocations = invocations(step);
        let certain = invocations.iter().filter(|invocation| !invocation.is_fallback);
        all.extend(certain.filter_map(|invocation| Told::of(&context, invocation)).flat_map(|told| found(&told)));
    }
    all
}
