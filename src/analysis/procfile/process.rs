//! What a parser of Procfiles reads.

use std::ops::Range;

use serde::Serialize;

/// The Procfile's name.
pub const PROCFILE: &str = "Procfile";

/// The process that serves the web.
pub const WEB: &str = "web";

/// One process type, as the platform's parser reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Process {
    /// Its name.
    pub name: String,
    /// Its command.
    pub command: String,
    /// Its line in the Procfile, from 1.
    pub line: usize,
    /// Where the command stands in the text of the Procfile.
    #[serde(skip)]
    pub range: Range<usize>,
}

impl Process {
    /// Whether it is `web` and somebody has written it: Rainbond's copy makes one of a comment that begins the text.
    pub(super) fn is_web(&self) -> bool {
        self.name == WEB && !(self.command.is_empty() && self.range == (0..0))
    }
}

/// Why a platform's parser rejects a Procfile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// What the parser prints, to the letter.
    pub says: String,
    /// Where it stops, in the text of the Procfile.
    pub range: Range<usize>,
}

/// Adds a process; one of the same name keeps its place and gets the new command, as in a hash.
pub(super) fn insert(processes: &mut Vec<Process>, process: Process) {
    match processes.iter_mut().find(|known| known.name == process.name) {
        Some(known) => *known = process,
        None => processes.push(process),
    }
}
