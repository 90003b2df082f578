//! Which Procfile counts, what its dialect makes of it, and what a platform starts without one.

pub mod cnb_start_command;
pub mod comments;
pub mod dialect;
pub mod generator;
pub mod misnamed;
pub mod processes;
pub mod terminal;
pub mod without;
