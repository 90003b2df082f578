//! Those who can bring a Python that is not installed.

mod archive;

use std::path::{Path, PathBuf};
use std::process::Command;

use super::candidates::program_in;
use super::search::Search;
use crate::executor::failure::Ending;
use crate::executor::note::Note;
use crate::executor::options::PythonOptions;
use crate::executor::process;
use crate::executor::variables::Caller;
use crate::platform::Version;
use crate::text::secrets;

/// One who can bring a Python.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Provider {
    /// An archive below an address.
    Archive { base: String },
    /// `uv python install`.
    Uv { program: PathBuf },
    /// `pyenv install`, which compiles it.
    Pyenv { program: PathBuf },
}

/// Those who are there, in their order.
pub(super) fn all(options: &PythonOptions, caller: &Caller) -> Vec<Provider> {
    let archive = options.runtime_url.clone().map(|base| Provider::Archive { base });
    let uv = caller.program("uv").map(|program| Provider::Uv { program });
    let pyenv = caller.program("pyenv").map(|program| Provider::Pyenv { program });
    archive.into_iter().chain(uv).chain(pyenv).collect()
}

impl Provider {
    /// The name for users.
    pub(super) fn name(&self, version: Version) -> String {
        match self {
            Self::Archive { base } => secrets::mask(&archive::address(base, version)),
            Self::Uv { .. } => format!("`uv python install {version}`"),
            Self::Pyenv { .. } => format!("`pyenv install {version}`"),
        }
    }

    /// Brings a Python into the store and gives its program, or says why not.
    pub(super) fn provide(
        &self,
        version: Version,
        search: &Search<'_>,
        say: &mut dyn FnMut(&Note<'_>),
    ) -> Result<PathBuf, String> {
        match self {
            Self::Archive { base } => archive::provide(base, version, search, say),
            Self::Uv { program } => {
                let folder = search.store.join("uv");
                let mut command = Command::new(program);
                command.args(["python", "install", "--no-bin", "--install-dir"]).arg(&folder).arg(version.to_string());
                run(command, search, say)?;
                installed(&folder, version)
            }
            Self::Pyenv { program } => {
                let root = search.store.join("pyenv");
                let mut command = Command::new(program);
                command.args(["install", "--skip-existing", &version.to_string()]);
                search.caller.give(&mut command);
                command.env("PYENV_ROOT", &root);
                run(command, search, say)?;
                installed(&root.join("versions"), version)
            }
        }
    }
}

fn run(mut command: Command, search: &Search<'_>, say: &mut dyn FnMut(&Note<'_>)) -> Result<(), String> {
    if command.get_envs().next().is_none() {
        search.caller.give(&mut command);
    }
    match process::run(command, search.limits, |line| say(&Note::Provider { line })) {
        Ok(Ending::Exited(0)) => Ok(()),
        Ok(_) => Err("it does not bring it".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

/// The program in the folder of this version.
fn installed(folder: &Path, version: Version) -> Result<PathBuf, String> {
    let exact = version.to_string();
    let entries = std::fs::read_dir(folder).map_err(|error| error.to_string())?;
    let mut folders = entries.flatten().map(|entry| entry.path()).filter(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.split('-').any(|part| part == exact)
    });
    folders.find_map(|path| program_in(&path, version)).ok_or_else(|| "it has left no interpreter".to_owned())
}
