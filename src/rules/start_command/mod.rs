//! The commands that the Procfile starts.

pub(super) mod development_server;
pub(super) mod loopback_bind;
pub(super) mod malformed_target;
pub(super) mod missing_script;
pub(super) mod missing_target_module;
pub(super) mod missing_target_object;
pub(super) mod port_not_read;
mod programs;
pub(super) mod server_not_installed;
mod targets;
pub(super) mod worker_tmp_dir;
pub(super) mod wrong_worker_class;

use std::ops::Range;

use crate::analysis::Facts;
use crate::analysis::processes::{PROCFILE, Source};
use crate::analysis::start_command::StartCommand;
use crate::rules::Place;

/// The commands that the platform starts.
fn commands<'f>(facts: &'f Facts<'_>) -> Vec<StartCommand<'f>> {
    let only_web = facts.platform.procfile.only_web.value;
    let mut commands = if facts.is_built_as_python() { StartCommand::all(&facts.procfile) } else { vec![] };
    let default = facts.procfile.default_process(facts.platform);
    commands.retain(|start| !only_web || default == Some(start.process));
    commands
}

/// Where a part of a command stands: in the project's Procfile, or nowhere in the project.
fn place(facts: &Facts<'_>, start: &StartCommand<'_>, part: Range<usize>) -> Place {
    match facts.procfile.source {
        Source::File => Place::range(PROCFILE, start.place(part)),
        _ => Place::project(),
    }
}

/// Whether a part of a command can be edited in the project's Procfile.
fn is_editable(facts: &Facts<'_>, start: &StartCommand<'_>) -> bool {
    facts.procfile.source == Source::File && start.is_literal
}
