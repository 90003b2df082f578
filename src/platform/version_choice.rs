//! How a platform chooses a Python: a part of its profile.

use serde::{Deserialize, Serialize};

use super::fact::Fact;
use super::version::{Series, Version, VersionRange};

/// How a platform chooses a Python.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Python {
    /// Where it looks for a version and how it reads what is there, strongest first.
    pub sources: Fact<Vec<VersionReader>>,
    /// How it reads `runtime.txt` where it sees another language as well.
    #[serde(default)]
    pub grammar_beside_others: Option<Fact<VersionGrammar>>,
    /// Whether it takes the version of Node.js for that of Python where there is a `package.json`, unless a variable asks.
    #[serde(default)]
    pub takes_version_of_node: Option<Fact<bool>>,
    /// Whether the build stops where a folder has the name of a file that it reads.
    #[serde(default)]
    pub stops_at_folders: Option<Fact<bool>>,
    /// The variables that it looks at, strongest first.
    pub variables: Fact<Vec<String>>,
    /// Files beside which it passes over the variables.
    #[serde(default)]
    pub variables_yield_to: Option<Fact<Vec<String>>>,
    /// The versions that it says it has.
    pub available: Fact<Vec<VersionRange>>,
    /// Whether newer patches than these may have come to it since.
    #[serde(default)]
    pub gets_newer_patches: Option<Fact<bool>>,
    /// Versions that it has though its list does not name them.
    pub unlisted: Fact<Vec<Version>>,
    /// Versions that it advises.
    pub recommended: Fact<Vec<Version>>,
    /// The version when none is asked for.
    pub default: Fact<Version>,
    /// The version that it takes without a word for one that it does not have; none where the build stops then.
    #[serde(default)]
    pub replacement: Option<Fact<Version>>,
    /// Whether an app that asks for no version keeps the one of its last build.
    pub keeps_last: Fact<bool>,
    /// The version that stands for each series where a series may be asked for.
    pub latest: Fact<Vec<Version>>,
    /// Series that it refuses because Python no longer supports them.
    pub refused: Fact<Vec<Series>>,
    /// The first series that it does not refuse for its age; none where [`Python::refused`] says all.
    #[serde(default)]
    pub oldest: Option<Fact<Series>>,
    /// Files that stop the build by being there.
    pub refused_files: Fact<Vec<ManagedFile>>,
    /// Files without which the build stops.
    pub needed_files: Fact<Vec<ManagedFile>>,
    /// Files that it still reads and no longer will.
    pub deprecated_files: Fact<Vec<String>>,
    /// Names that stop the build because they were meant for a version file, unless a stronger one is there.
    pub refused_names: Fact<Vec<String>>,
}

/// A place where a Python version may be asked for, and how the platform reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct VersionReader {
    /// The place.
    pub from: VersionSource,
    /// What has to stand there.
    pub grammar: VersionGrammar,
}

/// A place where a Python version may be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VersionSource {
    /// `runtime.txt`.
    RuntimeTxt,
    /// `.python-version`.
    PythonVersionFile,
    /// `python_full_version`, then `python_version`, of `Pipfile.lock`; where a range may be asked for, `python_version` alone,
    /// whatever installs.
    PipfileLock,
    /// A variable that is set on the platform.
    Environment,
}

impl VersionSource {
    /// Those whose file asks for a Python and for nothing else.
    pub const OF_OWN_FILE: [Self; 2] = [Self::RuntimeTxt, Self::PythonVersionFile];

    /// The file at the root of the project; none for variables.
    #[must_use]
    pub fn file(self) -> Option<&'static str> {
        match self {
            Self::RuntimeTxt => Some("runtime.txt"),
            Self::PythonVersionFile => Some(".python-version"),
            Self::PipfileLock => Some("Pipfile.lock"),
            Self::Environment => None,
        }
    }

    /// The name in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.file().unwrap_or("environment")
    }
}

/// What has to stand where a version is asked for; the analysis has one function for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VersionGrammar {
    /// `python-X.Y.Z` and nothing else but blanks and line ends around it.
    FullName,
    /// `python-X.Y.Z` to the byte: a line end at the end of the file is too much already.
    ExactName,
    /// `python-X.Y` or `python-X.Y.Z` on the only line that is neither blank nor a comment.
    CommentedName,
    /// `X.Y` or `X.Y.Z` on the only line that is neither blank nor a comment.
    Commented,
    /// The same, with numbers as Rust reads them: a plus sign and leading zeros are left aside.
    CommentedLoosely,
    /// A full version, or a series out of [`Python::latest`]; any other series is passed over.
    KnownSeries,
    /// `X.Y` or `X.Y.Z`.
    Number,
    /// `X.Y.Z`.
    FullNumber,
    /// A version with or without `python-` before it, of which only the first two numbers count.
    SeriesOfAny,
    /// A range of semantic versions, such as `3.11.*` or `>=3.10`, of which the newest is taken; two numbers are a series.
    Range,
    /// The same, with the letters of `python-` taken off at its start.
    NamedRange,
    /// The first number in the text, with up to two more behind dots.
    FirstNumber,
    /// Two numbers behind letters and blanks; anything else counts as nothing.
    Lenient,
}

/// A file that matters, with one package manager only or with all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ManagedFile {
    /// The file, at the root.
    pub file: String,
    /// The package manager.
    #[serde(default)]
    pub manager: Option<String>,
}
