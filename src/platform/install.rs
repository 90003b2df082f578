//! How a platform installs the dependencies: a part of its profile.

use serde::{Deserialize, Serialize};

use super::fact::Fact;
use super::version::Series;

/// How a platform installs dependencies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Install {
    /// The package managers, strongest first.
    pub managers: Fact<Vec<Manager>>,
    /// What happens when there are the files of several.
    pub several: Fact<SeveralManagers>,
    /// What happens to a Python project when there is the file of none.
    pub none: Fact<NoManager>,
    /// Files that need another one beside them, whatever else there is.
    pub needed_locks: Fact<Vec<NeededLock>>,
    /// The first two numbers of its version of pip.
    pub pip: Fact<Series>,
    /// The version of the C library of the image that it installs in, by its first two numbers: which wheels of compiled packages
    /// can be taken.
    pub glibc: Fact<Series>,
    /// Installs the package manager itself; empty if no document says how.
    pub prepare: Fact<Vec<String>>,
    /// The packages that are there before what the project requires; none if no source says which.
    #[serde(default)]
    pub brings: Option<Fact<Vec<BroughtPackage>>>,
    /// A script of the project that runs before everything else.
    #[serde(default)]
    pub pre_compile_hook: Option<Fact<String>>,
    /// A script of the project that runs after collectstatic.
    #[serde(default)]
    pub post_compile_hook: Option<Fact<String>>,
    /// The variable that names the package index.
    #[serde(default)]
    pub index: Option<Fact<Index>>,
    /// Which of the variables that are set on it reach the package manager.
    pub hands_on: Fact<HandsOn>,
    /// Which of them reach collectstatic and the scripts of the project.
    pub hands_on_to_scripts: Fact<HandsOn>,
    /// How many megabytes the compressed result of the build may have; none if no document says.
    #[serde(default)]
    pub slug_limit: Option<Fact<u32>>,
    /// When it takes away the files that `.slugignore` names; none where no document says that it reads that file.
    #[serde(default)]
    pub slug_ignore: Option<Fact<SlugIgnore>>,
    /// The folder in the packed result that holds the application, with a `/` at the end; none for its root.
    #[serde(default)]
    pub slug_root: Option<Fact<String>>,
    /// The packages of Debian with the headers that extensions can be built with; none if no document lists them.
    #[serde(default)]
    pub build_headers: Option<Fact<Vec<String>>>,
}

/// Which of the variables that are set on a platform it hands on to a program of the build.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HandsOn {
    /// Each of them.
    All,
    /// Those of these names.
    Only(Vec<String>),
    /// Those that begin with [`Platform::variable_prefix`], which it takes off.
    WithoutPrefix,
}

/// When a platform takes away the files that `.slugignore` names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SlugIgnore {
    /// Before the build, with patterns like those of git.
    BeforeBuild,
    /// When the result is packed, with the patterns of `tar -X`.
    WhenPacked,
}

/// A package that a platform installs whatever the project requires.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct BroughtPackage {
    /// Its normalised name.
    pub name: String,
    /// Its release.
    pub version: String,
    /// The last series of Python that gets it; none if all do.
    #[serde(default)]
    pub until: Option<Series>,
}

impl BroughtPackage {
    /// Whether this Python gets it; one that is not known may.
    #[must_use]
    pub fn comes_with(&self, python: Option<Series>) -> bool {
        self.until.is_none_or(|until| python.is_none_or(|python| python <= until))
    }
}

/// A package manager, chosen by a file at the root.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Manager {
    /// Its name.
    pub name: String,
    /// The file that chooses it.
    pub file: String,
    /// Another file that has to be there too.
    #[serde(default)]
    pub beside: Option<String>,
    /// Installs the manager itself, where that is not [`Install::prepare`].
    #[serde(default)]
    pub prepare: Option<Vec<String>>,
    /// The command; an argument `{index}` stands for the package index and goes with the option before it when there is none.
    pub command: Vec<String>,
    /// How it compares the Python with the one that the project requires, where that is known.
    #[serde(default)]
    pub python_check: Option<PythonCheck>,
    /// Whose lock file it compares with the requirements before it installs; none if it takes the lock as it is.
    #[serde(default)]
    pub lock_check: Option<LockCheck>,
}

/// Which package manager stops when its lock file no longer fits the requirements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LockCheck {
    /// Pipenv with `--deploy`.
    Pipenv,
    /// Poetry.
    Poetry,
    /// uv with `--locked`.
    Uv,
}

/// How a package manager compares its Python with the one that a project requires.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PythonCheck {
    /// uv with no other Python to choose: stops.
    Uv,
    /// Poetry in a virtual environment that is there: stops.
    Poetry,
    /// Poetry without one: looks for another Python, and stops where there is none.
    PoetrySearches,
    /// Pipenv with `--deploy`: stops.
    Pipenv,
    /// pip that installs the project itself: stops.
    Project,
}

/// What happens when there are the files of several package managers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SeveralManagers {
    /// The strongest one installs, without a word.
    StrongestWins,
    /// The strongest one installs, with a warning.
    Warned,
    /// The build stops.
    Refused,
}

/// What happens to a Python project without the file of any package manager.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoManager {
    /// The build stops.
    Refused,
    /// It is built, with nothing installed.
    NothingInstalled,
}

/// A file that needs another one beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct NeededLock {
    /// The file.
    pub file: String,
    /// The one that it needs.
    pub lock: String,
    /// Whether the build stops without it.
    pub stops: bool,
    /// Writes it.
    pub command: String,
}

/// The variable that names the package index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Index {
    /// The variable.
    pub variable: String,
    /// The index when it is not set.
    #[serde(default)]
    pub default: Option<String>,
}
