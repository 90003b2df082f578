//! The commands that the Procfile starts.

mod complaint;
pub(super) mod debug_flag;
pub(super) mod development_server;
pub(super) mod hard_coded_port;
pub(super) mod local_virtualenv_path;
pub(super) mod loopback_bind;
pub(super) mod malformed_target;
pub(super) mod missing_script;
pub(super) mod missing_target_module;
pub(super) mod missing_target_object;
pub(super) mod option_without_value;
pub(super) mod port_not_read;
pub(super) mod port_variable_misspelled;
mod ports;
mod programs;
pub(super) mod script_not_executable;
pub(super) mod server_not_installed;
pub(super) mod shell_syntax_error;
mod targets;
mod unasked_host;
pub(super) mod unknown_option;
pub(super) mod windows_path;
pub(super) mod worker_tmp_dir;
pub(super) mod wrong_worker_class;

use std::ops::Range;
use std::str::FromStr;

use pep440_rs::Version;

use crate::analysis::Facts;
use crate::analysis::commands::command_line::CommandLine;
use crate::analysis::commands::start_command::{Invocation, StartCommand};
use crate::analysis::package_manager::PackageManager;
use crate::analysis::procfile::processes::{PROCFILE, Process, Source};
use crate::analysis::procfile::terminal::is_from_terminal;
use crate::rules::Place;

pub(super) use targets::{Doubt, Server, bare_django, loaded_files, own_files, packages, speaks_like_python_3};

/// The commands that the platform starts.
fn commands<'f>(facts: &'f Facts<'_>) -> Vec<StartCommand<'f>> {
    let only_web = facts.platform.procfile.only_web.value;
    let mut commands = if facts.is_built_as_python() { StartCommand::all(&facts.procfile) } else { vec![] };
    let default = facts.procfile.default_process(facts.platform);
    let is_run = |process| !only_web || default == Some(process);
    // What stands behind a backslash at its end is not known here, and has a rule of its own.
    let is_cut_off = |process: &Process| process.command.ends_with('\\');
    let is_whole = |process| !is_cut_off(process) && !is_from_terminal(&facts.procfile, process);
    commands.retain(|start| is_run(start.process) && is_whole(start.process));
    commands
}

/// Where a part of a command stands: in the project's Procfile, or nowhere in the project.
fn place(facts: &Facts<'_>, start: &StartCommand<'_>, part: Range<usize>) -> Place {
    match facts.procfile.source {
        Source::File => Place::range(PROCFILE, start.place(part)),
        _ => Place::project(),
    }
}

/// What bash 5.1 and later prints of a program or file that it does not find. Every platform hands the command to `bash -c`.
fn bash_says(start: &StartCommand<'_>, at: usize, complaint: &str) -> String {
    let line = start.process.command[..at].matches('\n').count() + 1;
    format!("bash: line {line}: {complaint}")
}

/// Whether a part of a command can be edited in the project's Procfile.
fn is_editable(facts: &Facts<'_>, start: &StartCommand<'_>) -> bool {
    facts.procfile.source == Source::File && start.is_literal
}

/// What an invocation starts, read as the release does that the requirements pin.
fn line<'c>(facts: &Facts<'_>, invocation: &Invocation<'c>) -> Option<CommandLine<'c>> {
    let tool = CommandLine::tool(invocation)?;
    CommandLine::of(invocation, release(facts, tool).as_ref())
}

/// The release of a program that the requirements pin in one way.
fn release(facts: &Facts<'_>, tool: &str) -> Option<Version> {
    let package = if tool == "waitress-serve" { "waitress" } else { tool };
    let reads = facts.package_manager.as_ref().is_some_and(PackageManager::reads_requirements);
    let mut named = facts.requirements.named().filter(|(_, named)| reads && named.normalized == package);
    let (_, only) = named.next().filter(|_| named.next().is_none())?;
    Version::from_str(only.specifiers.strip_prefix("==")?.trim()).ok()
}

/// Whether a program hands requests on to a server behind it.
fn is_proxy(program: &str) -> bool {
    let name = program.rsplit('/').next().unwrap_or(program);
    PROXIES.contains(&name) || name.starts_with("start-nginx")
}

/// Programs that may stand between the platform and a server.
const PROXIES: &[&str] = &["nginx", "caddy", "haproxy", "envoy", "traefik", "httpd", "apache2", "apachectl"];
