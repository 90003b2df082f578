//! The commands that the processes are started with: from a line of shell to programs, options, and what they load.

pub mod command_line;
pub mod launch;
pub mod start_command;
