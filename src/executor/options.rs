//! What the caller of a build decides; everything else is in the plan.

use std::path::PathBuf;
use std::time::Duration;

use super::sandbox::{NoSandbox, Sandbox};
use crate::language::Language;

/// What the caller of a build decides.
#[derive(Debug, Clone)]
pub struct Options {
    /// The folder for the result; it is made, or has to be empty or come from an earlier build.
    pub output: PathBuf,
    /// The archive for the packed result, if one is wanted.
    pub slug: Option<PathBuf>,
    /// The folder for what later builds can use again; none for a build that starts from nothing and leaves nothing.
    pub cache: Option<PathBuf>,
    /// Where the Python comes from.
    pub python: PythonOptions,
    /// Where the Python and the packages go.
    pub layout: Layout,
    /// What installs a `requirements.txt`.
    pub installer: Installer,
    /// How long one step may take; none for no limit.
    pub timeout: Option<Duration>,
    /// What runs the programs apart, or why they are not.
    pub sandbox: Result<Sandbox, NoSandbox>,
    /// Whether the result of a failed build stays, to be looked at.
    pub keep_failed: bool,
    /// Whether to build although the check is certain that it fails.
    pub force: bool,
    /// The language of every sentence.
    pub language: Language,
}

/// Where the Python comes from.
#[derive(Debug, Clone, Default)]
pub struct PythonOptions {
    /// This interpreter and no other.
    pub interpreter: Option<PathBuf>,
    /// Folders to look in first: one interpreter's own, or one with a folder for each.
    pub folders: Vec<PathBuf>,
    /// The address below which `python-X.Y.Z.tar.gz` lies.
    pub runtime_url: Option<String>,
    /// Whether another patch of the same series will do.
    pub nearest_patch: bool,
}

/// Where the Python and the packages go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// A virtual environment beside the application.
    #[default]
    Environment,
    /// A whole Python below `.heroku/python` of the application, which runs wherever it is unpacked.
    Heroku,
}

/// What installs a `requirements.txt`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Installer {
    /// The plan's own pip.
    #[default]
    Pip,
    /// uv, which is faster and resolves by its own rules.
    Uv,
}
