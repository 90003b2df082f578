//! What this machine has.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use crate::skipped;

/// An interpreter that can make environments.
#[derive(Debug, Clone)]
pub(crate) struct Python {
    pub(crate) path: PathBuf,
    /// Such as `3.11.7`.
    pub(crate) version: String,
}

/// The newest of all, by which most tests build.
static NEWEST: LazyLock<Option<Python>> = LazyLock::new(|| (4..40).rev().find_map(|minor| python(&format!("3.{minor}"))));

/// The newest interpreter of a series, such as `3.11`.
pub(crate) fn python(series: &str) -> Option<Python> {
    let all = programs(series).into_iter().filter_map(|path| Some(Python { version: version(&path, series)?, path }));
    all.max_by_key(|python| python.version.rsplit('.').next().and_then(|patch| patch.parse::<u32>().ok()))
}

/// The interpreter of a series; that there is none is noted.
pub(crate) fn needed(test: &str, series: &str) -> Option<Python> {
    noted(test, series, python(series))
}

/// The newest interpreter; that there is none is noted.
pub(crate) fn newest(test: &str) -> Option<Python> {
    noted(test, "3", NEWEST.clone())
}

fn noted(test: &str, series: &str, python: Option<Python>) -> Option<Python> {
    if python.is_none() {
        skipped::note(test, &format!("no CPython {series}"));
    }
    python
}

/// Those of pyenv and uv, and those on PATH.
fn programs(series: &str) -> Vec<PathBuf> {
    let name = format!("python{series}");
    let home = std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    let pyenv = std::env::var_os("PYENV_ROOT").map_or_else(|| home.join(".pyenv"), PathBuf::from);
    let managed = [pyenv.join("versions"), home.join(".local/share/uv/python")];
    let installed = managed.iter().flat_map(|folder| std::fs::read_dir(folder).into_iter().flatten().flatten());
    let installed = installed.map(|entry| entry.path().join("bin").join(&name));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path: Vec<PathBuf> = std::env::split_paths(&path).map(|folder| folder.join(&name)).collect();
    installed.chain(on_path).filter(|path| path.is_file()).collect()
}

/// What it says of itself, if it is of that series and can make environments.
fn version(program: &Path, series: &str) -> Option<String> {
    let modules = if series.starts_with("2.") { "pip" } else { "venv, ensurepip" };
    let question = format!("import sys, {modules}; print('%d.%d.%d' % sys.version_info[:3])");
    let version = answer(Command::new(program).args(["-E", "-s", "-B", "-c", &question]))?;
    let fits = version.strip_prefix(series).is_some_and(|rest| rest.starts_with('.'));
    fits.then_some(version)
}

/// The index that pip uses here, be it set or pip's own.
pub(crate) fn index_url(python: &Python) -> Option<String> {
    let pip = |words: &[&str]| answer(Command::new(&python.path).args(["-m", "pip"]).args(words).env("COLUMNS", "1000"));
    let variable = || std::env::var("PIP_INDEX_URL").ok().filter(|url| !url.is_empty());
    variable().or_else(|| pip(&["config", "get", "global.index-url"])).or_else(|| {
        let help = pip(&["install", "--help"])?;
        let (_, from_default) = help.split_once("--index-url <url>")?.1.split_once("(default ")?;
        from_default.split_once(')').map(|(url, _)| url.to_owned())
    })
}

/// Whether pip gets packages from PyPI, or what stands in its place here.
pub(crate) fn reaches_pypi(python: &Python) -> bool {
    let place = tempfile::TempDir::new().expect("a temporary folder");
    let mut command = Command::new(&python.path);
    command.args(["-m", "pip", "download", "--no-deps", "--no-cache-dir", "--dest"]).arg(place.path()).arg("six==1.16.0");
    answer(&mut command).is_some()
}

fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
