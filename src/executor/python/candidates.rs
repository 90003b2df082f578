//! Where interpreters may lie, in the order in which they are asked.

use std::fs;
use std::path::{Path, PathBuf};

use crate::executor::options::PythonOptions;
use crate::executor::variables::Caller;
use crate::platform::Version;

/// A program that may be the interpreter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) path: PathBuf,
    /// Where it is from, as a user knows it.
    pub(super) place: String,
}

/// All programs that may be an interpreter of this version's series, best first. With `--python`, it alone counts.
pub(super) fn all(options: &PythonOptions, caller: &Caller, version: Version) -> Vec<Candidate> {
    if let Some(path) = &options.interpreter {
        return vec![Candidate { path: path.clone(), place: format!("--python {}", path.display()) }];
    }
    let given = options.folders.iter().flat_map(|folder| {
        let place = format!("--python-dir {}", folder.display());
        in_folder(folder, version).into_iter().map(move |path| Candidate { path, place: place.clone() })
    });
    let mut candidates: Vec<Candidate> = given.collect();
    for (name, folder) in managed(caller) {
        let place = format!("{name} ({})", folder.display());
        let found = managed_in(&folder, version);
        candidates.extend(found.into_iter().map(|path| Candidate { path, place: place.clone() }));
    }
    candidates.extend(on_path(caller, version).into_iter().map(|path| Candidate { path, place: "PATH".to_owned() }));
    candidates
}

/// The folders in which uv and pyenv keep their interpreters.
fn managed(caller: &Caller) -> Vec<(&'static str, PathBuf)> {
    let home = |below: &str| caller.value("HOME").map(|home| Path::new(&home).join(below));
    let data = || caller.value("XDG_DATA_HOME").map(|data| Path::new(&data).join("uv/python"));
    let uv = caller.value("UV_PYTHON_INSTALL_DIR").map(PathBuf::from).or_else(data).or_else(|| home(".local/share/uv/python"));
    let pyenv = caller.value("PYENV_ROOT").map(|root| Path::new(&root).join("versions")).or_else(|| home(".pyenv/versions"));
    let both = [uv.map(|folder| ("uv", folder)), pyenv.map(|folder| ("pyenv", folder))];
    both.into_iter().flatten().filter(|(_, folder)| folder.is_dir()).collect()
}

/// Interpreters in folders that bear their version; the exact one comes first.
fn managed_in(folder: &Path, version: Version) -> Vec<PathBuf> {
    let series = format!("{}.", version.series);
    let exact = version.to_string();
    let version_of = |name: &str| name.strip_prefix("cpython-").unwrap_or(name).split('-').next().unwrap_or_default().to_owned();
    let mut found: Vec<(bool, PathBuf)> = subfolders(folder)
        .into_iter()
        .map(|path| (version_of(&path.file_name().unwrap_or_default().to_string_lossy()), path))
        .filter(|(named, _)| named.starts_with(&series))
        .map(|(named, path)| (named != exact, path))
        .collect();
    found.sort();
    found.iter().filter_map(|(_, path)| program_in(path, version)).collect()
}

/// The interpreter of a folder, and those of the folders in it.
fn in_folder(folder: &Path, version: Version) -> Vec<PathBuf> {
    let own = program_in(folder, version);
    own.into_iter().chain(subfolders(folder).iter().filter_map(|path| program_in(path, version))).collect()
}

/// The program of an installed Python, below `bin` or, as on Windows, beside everything else.
pub(super) fn program_in(folder: &Path, version: Version) -> Option<PathBuf> {
    let names = names(version);
    let places = [folder.join("bin"), folder.to_owned()];
    places.iter().flat_map(|place| names.iter().map(|name| place.join(name))).find(|path| path.is_file())
}

fn on_path(caller: &Caller, version: Version) -> Vec<PathBuf> {
    let folders: Vec<PathBuf> = std::env::split_paths(&caller.value("PATH").unwrap_or_default()).collect();
    let names = names(version);
    names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).filter(|path| path.is_file()).collect()
}

fn names(version: Version) -> Vec<String> {
    let ending = std::env::consts::EXE_SUFFIX;
    let series = version.series;
    [format!("python{series}"), format!("python{}", series.major), "python".to_owned()].map(|name| name + ending).into()
}

fn subfolders(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}
