//! The commands that the Procfile starts.

pub(super) mod debug_flag;
pub(super) mod development_server;
mod failure;
pub(super) mod hard_coded_port;
mod in_command;
pub(super) mod local_virtualenv_path;
pub(super) mod loopback_bind;
pub(super) mod loopback_bind_in_script;
pub(super) mod malformed_target;
pub(super) mod missing_script;
pub(super) mod missing_target_module;
pub(super) mod missing_target_object;
pub(super) mod option_without_value;
pub(super) mod port_variable_misspelled;
pub(super) mod script_not_executable;
pub(super) mod server_not_installed;
pub(super) mod shell_syntax_error;
pub(super) mod unknown_option;
pub(super) mod windows_path;
pub(super) mod worker_tmp_dir;
pub(super) mod wrong_worker_class;
