//! The commands that the processes are started with: from a line of shell to programs, options, and what they load.

pub mod command_line;
pub mod damaged_copy;
pub mod entry_point;
pub mod launch;
pub mod placeholder;
pub mod start_command;
pub mod typography;
