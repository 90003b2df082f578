//! Settings for which a server stops before it listens, wherever it gets them: an option of the command, or gunicorn's file.

mod named_path;
mod worker_class;

use std::ops::Range;

use crate::analysis::Facts;
use crate::analysis::procfile::processes::Source;

use super::command_line::CommandLine;
use super::doubt::has_hooks;
use super::gunicorn_file::{self, FileSetting, GunicornFile};
use super::launch::Context;
use super::pinned::line;
use super::start_command::{Invocation, StartCommand, invocations};
use super::started::commands;

pub use named_path::NamedPath;
pub use worker_class::WorkerFault;

/// A setting for which a server stops.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaultySetting<'f> {
    /// The command that starts the server.
    pub start: StartCommand<'f>,
    /// The server.
    pub server: &'static str,
    /// What it is told.
    pub value: SettingValue,
    /// What is wrong with that.
    pub fault: SettingFault,
}

/// What a server is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingValue {
    /// The setting by its name there: `--config`, `worker_class`.
    pub name: &'static str,
    /// The value.
    pub text: String,
    /// Where it stands.
    pub place: SettingPlace,
}

/// Where a setting stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettingPlace {
    /// In the command.
    Command(Range<usize>),
    /// In the server's own file.
    File {
        /// The file.
        path: String,
        /// Where in it, with the quotes.
        range: Range<usize>,
    },
}

/// What is wrong with a setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettingFault {
    /// It names a file or a folder that is not there.
    Path(NamedPath),
    /// It is a kind of worker that gunicorn cannot load.
    Worker(WorkerFault),
}

/// A server with all that it is told.
struct Told<'s> {
    context: &'s Context<'s>,
    invocation: &'s Invocation<'s>,
    line: CommandLine<'s>,
    file: GunicornFile,
}

/// The settings of all servers for which they stop.
#[must_use]
pub fn faulty_settings<'f>(facts: &'f Facts<'_>) -> Vec<FaultySetting<'f>> {
    if !matches!(facts.procfile.source, Source::File | Source::Override) {
        return vec![];
    }
    commands(facts).into_iter().flat_map(|start| faulty(facts, &start)).collect()
}

fn faulty<'f>(facts: &Facts<'_>, start: &StartCommand<'f>) -> Vec<FaultySetting<'f>> {
    look(facts, start, |told| {
        let may_be_written = told.context.is_prepared() || has_hooks(facts.project);
        let paths = if may_be_written { vec![] } else { named_path::faults(told) };
        let faults = paths.into_iter().chain(worker_class::fault(told));
        let server = told.line.tool;
        faults.map(|(value, fault)| FaultySetting { start: start.clone(), server, value, fault }).collect()
    })
}

/// The files of the project that settings of servers name.
#[must_use]
pub fn files(facts: &Facts<'_>) -> Vec<String> {
    commands(facts).iter().flat_map(|start| look(facts, start, named_path::files)).collect()
}

/// What is found at each server that a command starts.
fn look<T>(facts: &Facts<'_>, start: &StartCommand<'_>, found: impl Fn(&Told<'_>) -> Vec<T>) -> Vec<T> {
    let steps = start.steps();
    let mut all = vec![];
    for (at, step) in steps.iter().enumerate() {
        let context = Context { facts, before: &steps[..at], step };
        let invocations = invocations(step);
        let certain = invocations.iter().filter(|invocation| !invocation.is_fallback);
        all.extend(certain.filter_map(|invocation| Told::of(&context, invocation)).flat_map(|told| found(&told)));
    }
    all
}

impl<'s> Told<'s> {
    fn of(context: &'s Context<'s>, invocation: &'s Invocation<'s>) -> Option<Self> {
        let line = line(context.facts, invocation)?;
        if !line.is_known || !line.faults.is_empty() {
            return None;
        }
        let named = line.value("--config").map(|value| value.text);
        let file = GunicornFile::of(context.facts, invocation.folder.as_deref(), named);
        Some(Self { context, invocation, line, file })
    }

    /// What an option says, or else gunicorn's file in a setting; none if that cannot be told.
    fn value(&self, option: &'static str, setting: Option<&'static str>) -> Option<SettingValue> {
        if let Some(value) = self.line.value(option) {
            let is_plain = !value.word.expands && value.word.is_closed && !value.text.contains(['$', '`']);
            let place = SettingPlace::Command(value.range.clone());
            return is_plain.then(|| SettingValue { name: option, text: value.text.to_owned(), place });
        }
        let name = setting.filter(|_| self.line.tool == gunicorn_file::SERVER && !self.has_options_elsewhere())?;
        let FileSetting::Is(told) = self.file.text(name) else { return None };
        Some(SettingValue { name, text: told.text, place: SettingPlace::File { path: told.path, range: told.range } })
    }

    /// Whether gunicorn is given options in a variable.
    fn has_options_elsewhere(&self) -> bool {
        self.context.variable(gunicorn_file::VARIABLE).is_some()
    }

    /// Whether gunicorn changes to another folder, from which it sees paths then.
    fn moves(&self) -> bool {
        self.line.tool == gunicorn_file::SERVER && (self.line.uses("--chdir") || self.file.may_set("chdir"))
    }
}
