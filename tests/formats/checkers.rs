//! What `scripts/setup formats` has installed.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Why a test is left out.
pub(crate) const MISSING: &str = "scripts/setup formats has installed nothing here";

/// The programs that know the formats of others, and the schemas beside them.
pub(crate) struct Checkers {
    pub(crate) folder: PathBuf,
}

/// The top of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The programs, if all of them are there.
pub(crate) fn find() -> Option<Checkers> {
    let folder = root().join("target/formats");
    folder.join("ready").exists().then_some(Checkers { folder })
}

impl Checkers {
    /// One of the programs.
    pub(crate) fn program(&self, name: &str) -> Command {
        Command::new(self.folder.join("venv/bin").join(name))
    }
}
