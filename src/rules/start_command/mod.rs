//! The commands that the Procfile starts.

pub(super) mod carriage_returns_in_script;
pub(super) mod debug_flag;
pub(super) mod development_server;
mod failure;
pub(super) mod hard_coded_port;
mod in_command;
pub(super) mod local_virtualenv_path;
pub(super) mod loopback_bind;
pub(super) mod loopback_bind_in_script;
pub(super) mod malformed_target;
pub(super) mod missing_interpreter;
pub(super) mod missing_script;
pub(super) mod missing_target_module;
pub(super) mod missing_target_object;
pub(super) mod option_without_value;
pub(super) mod port_variable_misspelled;
pub(super) mod process_that_ends;
pub(super) mod refused_setting;
pub(super) mod script_not_executable;
pub(super) mod server_not_installed;
pub(super) mod shell_syntax_error;
pub(super) mod unknown_option;
pub(super) mod windows_path;
pub(super) mod worker_tmp_dir;
pub(super) mod wrong_worker_class;

use crate::analysis::commands::command_line::OptionFaultKind;
use crate::analysis::commands::listener::Host;
use crate::analysis::commands::script_fault::ScriptFault;
use crate::analysis::commands::target::TargetFault;
use crate::rules::Rule;

// Each fault has its rule: one that nobody speaks of does not compile.
const _: fn(&TargetFault) -> &'static Rule = |fault| match fault {
    TargetFault::Malformed(_) => &malformed_target::RULE,
    TargetFault::MissingModule(_) => &missing_target_module::RULE,
    TargetFault::MissingObject(_) => &missing_target_object::RULE,
    TargetFault::WrongInterface(_) => &wrong_worker_class::RULE,
    TargetFault::MissingScript(_) => &missing_script::RULE,
};
const _: fn(&OptionFaultKind) -> &'static Rule = |kind| match kind {
    OptionFaultKind::NoValue { .. } => &option_without_value::RULE,
    OptionFaultKind::Unknown
    | OptionFaultKind::OneHyphen { .. }
    | OptionFaultKind::BehindCommand { .. }
    | OptionFaultKind::OfAnotherRelease { .. }
    | OptionFaultKind::Ambiguous { .. }
    | OptionFaultKind::UnwantedValue => &unknown_option::RULE,
};
const _: fn(&ScriptFault) -> &'static Rule = |fault| match fault {
    ScriptFault::CarriageReturnInFirstLine | ScriptFault::CarriageReturns { .. } => &carriage_returns_in_script::RULE,
    ScriptFault::NoInterpreter(_) => &missing_interpreter::RULE,
};
const _: fn(&Host) -> Option<&'static Rule> = |host| match host {
    Host::Loopback(_) | Host::Untold { .. } => Some(&loopback_bind::RULE),
    Host::InFile(address) => Some(if address.host.is_some() { &loopback_bind::RULE } else { &hard_coded_port::RULE }),
    Host::InScript(_) => Some(&loopback_bind_in_script::RULE),
    Host::PortAsHost { .. } => Some(&port_variable_misspelled::RULE),
    Host::OwnPort { .. } => Some(&hard_coded_port::RULE),
    Host::ByVariable | Host::Reached => None,
};
