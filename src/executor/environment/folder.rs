//! The folder of an environment.

use std::io;
use std::path::{Path, PathBuf};

use crate::executor::python::Interpreter;
use crate::executor::relocate;

/// A folder with a Python, and the packages that are installed for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::executor) struct Environment {
    /// The folder.
    pub(in crate::executor) folder: PathBuf,
    /// Where its programs are.
    pub(in crate::executor) bin: PathBuf,
    /// The Python that it was made from.
    pub(in crate::executor) interpreter: Interpreter,
}

impl Environment {
    /// The environment in a folder, be it there already or not.
    pub(in crate::executor) fn at(folder: &Path, interpreter: &Interpreter) -> Self {
        Self { folder: folder.to_owned(), bin: Self::programs(folder), interpreter: interpreter.clone() }
    }

    /// Where the programs of an environment in this folder are.
    pub(in crate::executor) fn programs(folder: &Path) -> PathBuf {
        folder.join(if cfg!(windows) { "Scripts" } else { "bin" })
    }

    /// Its interpreter.
    pub(in crate::executor) fn python(&self) -> PathBuf {
        self.bin.join(format!("python{}", std::env::consts::EXE_SUFFIX))
    }

    /// Lets its programs run wherever it is copied.
    pub(in crate::executor) fn loosen(&self) -> io::Result<()> {
        relocate::scripts(&self.bin, &[&self.bin, &self.interpreter.prefix.join("bin")])
    }

    /// Tells the scripts that a user sources that the environment was copied here from another folder.
    pub(in crate::executor) fn moved_from(&self, old: &str) -> io::Result<()> {
        relocate::activation(&self.bin, old, &self.folder.to_string_lossy())
    }
}
