//! What it takes to make an environment.

use std::path::Path;
use std::process::Command;

use crate::executor::process::Interrupt;
use crate::executor::trouble::Trouble;

/// Runs the programs that make an environment.
pub(in crate::executor) trait Runner {
    /// Runs one to its end, or says how it failed.
    fn run(&mut self, command: Command) -> Result<(), Trouble>;
    /// A program with the environment of the build.
    fn program(&self, path: &Path) -> Command;
    /// The folder for what is only needed on the way.
    fn workshop(&self) -> &Path;
    /// The wish to stop.
    fn interrupt(&self) -> &Interrupt;
}
