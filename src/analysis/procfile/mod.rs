//! Which Procfile counts, what its dialect makes of it, what is wrong with it, and what a platform starts without one.

pub mod characters;
pub mod cnb_start_command;
pub mod comments;
mod consequences;
mod default_start;
pub mod dialect;
pub mod document;
pub mod effect;
pub mod faults;
mod file_text;
pub mod generator;
pub mod items;
pub mod misnamed;
pub mod own_file;
pub mod process;
pub mod processes;
pub mod reading;
pub mod special;
pub mod terminal;
pub mod without;
