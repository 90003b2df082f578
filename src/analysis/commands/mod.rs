//! The commands that the processes are started with: from a line of shell to programs, options, and what they load.

pub mod command_line;
pub mod damaged_copy;
pub mod doubt;
pub mod entry_point;
pub mod faulty_option;
pub mod folders;
pub mod gunicorn_file;
pub mod launch;
pub mod listener;
pub mod local_path;
pub mod pinned;
pub mod placeholder;
pub mod polling;
pub mod ports;
pub mod programs;
pub mod proxies;
pub mod script_server;
pub mod server_setting;
pub mod servers;
pub mod shell_trouble;
pub mod start_command;
pub mod started;
pub mod target;
pub mod typography;
pub mod windows;
