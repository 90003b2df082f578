//! What a parser of Procfiles reads.

use std::collections::BTreeMap;
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

/// Processes as a parser gathers them, each found by its name.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// In their order; none where one stood that went to the end.
    processes: Vec<Option<Process>>,
    places: BTreeMap<String, usize>,
}

impl Gathered {
    /// Whether there is one of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.places.contains_key(name)
    }

    /// Adds a process; one of the same name keeps its place and gets the new command, as in a hash.
    pub(super) fn put(&mut self, process: Process) {
        match self.places.get(&process.name) {
            Some(place) => self.processes[*place] = Some(process),
            None => self.push(process),
        }
    }

    /// Adds a process at the end; one of the same name goes.
    pub(super) fn put_last(&mut self, process: Process) {
        if let Some(place) = self.places.get(&process.name) {
            self.processes[*place] = None;
        }
        self.push(process);
    }

    fn push(&mut self, process: Process) {
        self.places.insert(process.name.clone(), self.processes.len());
        self.processes.push(Some(process));
    }

    /// All of them, in their order.
    pub(super) fn finish(self) -> Vec<Process> {
        self.processes.into_iter().flatten().collect()
    }
}
