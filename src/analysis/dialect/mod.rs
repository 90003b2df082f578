//! The parsers of Procfiles: text to processes, one function a dialect.

mod heroku_classic;
mod ruby_inspect;
mod ruby_yaml;

use crate::platform::Dialect;

use super::processes::{Process, Rejection};

/// Reads a Procfile as this dialect does.
///
/// # Errors
///
/// When the dialect's parser stops, and with it the build.
pub fn parse(dialect: Dialect, text: &str) -> Result<Vec<Process>, Rejection> {
    match dialect {
        Dialect::RubyYaml => ruby_yaml::parse(text),
        Dialect::HerokuClassic => Ok(heroku_classic::parse(text)),
    }
}

/// Adds a process; one of the same name keeps its place and gets the new command, as in a hash.
fn insert(processes: &mut Vec<Process>, process: Process) {
    match processes.iter_mut().find(|known| known.name == process.name) {
        Some(known) => *known = process,
        None => processes.push(process),
    }
}
