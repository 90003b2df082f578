//! Lossless parsers: text in, tree out, a byte range on every token. They know no platform.
//!
//! Every byte of the input belongs to some token, so that printing a tree gives the input back; parsing never fails.
//! What is wrong with a line is a node like any other. What a platform makes of a tree is the analysis' business.

pub mod env_file;
mod lines;
pub mod pipfile_lock;
pub mod procfile;
pub mod python_module;
pub mod python_name;
pub mod requirements;
pub mod runtime_txt;
pub mod shell_command;
