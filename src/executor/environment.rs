//! The Python and the packages of a build.

mod heroku;
mod virtual_environment;

pub(super) use heroku::FOLDER as HEROKU_FOLDER;

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::options::Layout;
use super::process::Interrupt;
use super::python::Interpreter;
use super::relocate;
use super::trouble::Trouble;

/// A folder with a Python, and the packages that are installed for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Environment {
    /// The folder.
    pub(super) folder: PathBuf,
    /// Where its programs are.
    pub(super) bin: PathBuf,
    /// The Python that it was made from.
    pub(super) interpreter: Interpreter,
}

/// Runs the programs that make an environment.
pub(super) trait Runner {
    /// Runs one to its end, or says how it failed.
    fn run(&mut self, command: Command) -> Result<(), Trouble>;
    /// A program with the environment of the build.
    fn program(&self, path: &Path) -> Command;
    /// The folder for what is only needed on the way.
    fn workshop(&self) -> &Path;
    /// The wish to stop.
    fn interrupt(&self) -> &Interrupt;
}

impl Environment {
    /// The environment in a folder, be it there already or not.
    pub(super) fn at(folder: &Path, interpreter: &Interpreter) -> Self {
        let bin = folder.join(if cfg!(windows) { "Scripts" } else { "bin" });
        Self { folder: folder.to_owned(), bin, interpreter: interpreter.clone() }
    }

    /// Its interpreter.
    pub(super) fn python(&self) -> PathBuf {
        self.bin.join(format!("python{}", std::env::consts::EXE_SUFFIX))
    }

    /// Makes it.
    pub(super) fn make(&self, layout: Layout, uv: Option<&Path>, runner: &mut dyn Runner) -> Result<(), Trouble> {
        match (layout, uv) {
            (Layout::Heroku, _) => heroku::make(self, runner),
            (Layout::Environment, Some(uv)) => virtual_environment::make_with_uv(self, uv, runner),
            (Layout::Environment, None) => virtual_environment::make(self, runner),
        }
    }

    /// Lets its programs run wherever it is copied.
    pub(super) fn loosen(&self) -> io::Result<()> {
        relocate::scripts(&self.bin, &[&self.bin, &self.interpreter.prefix.join("bin")])
    }

    /// Tells the scripts that a user sources that the environment was copied here from another folder.
    pub(super) fn moved_from(&self, old: &str) -> io::Result<()> {
        relocate::activation(&self.bin, old, &self.folder.to_string_lossy())
    }
}
