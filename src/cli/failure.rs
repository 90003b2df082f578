//! Why a request cannot be answered: every sentence of exit status 2, but for those about options, which are clap's.

use std::io;

use crate::configuration::ConfigurationError;
use crate::language::Language;
use crate::platform::custom::CustomError;
use crate::project::archive::ArchiveError;
use crate::project::bundle::BundleError;
use crate::project::directory::DirectoryError;
use crate::syntax::env_file::WrongLine;

/// Why a request cannot be answered.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    #[error("{path}: nothing is there; give a folder, an archive or a project bundle")]
    NoSuchPath { path: String },
    #[error("{path}: {source}")]
    Directory { path: String, source: DirectoryError },
    #[error("{path}: it cannot be read ({source})")]
    Unreadable { path: String, source: io::Error },
    #[error("{path}: {source}")]
    Archive { path: String, source: ArchiveError },
    #[error("{path}: {source}")]
    Bundle { path: String, source: BundleError },
    #[error("{path}: a bundle must be text in UTF-8")]
    BundleEncoding { path: String },
    #[error("nothing comes on standard input; pipe a tar archive into it, as in `git archive HEAD | pushready check -`")]
    EmptyInput,
    #[error("no platform is called `{id}`{}; the platforms are {}", hint(.nearest.as_deref()), .known.join(", "))]
    UnknownPlatform { id: String, nearest: Option<String>, known: Vec<String> },
    #[error("no rule has the code or name `{given}`{}; `pushready rules` lists them all", hint(.nearest.as_deref()))]
    UnknownRule { given: String, nearest: Option<String> },
    #[error("{path}: there is no such file")]
    NoSuchFile { path: String },
    #[error("{path}, {source}; write KEY=VALUE a line")]
    EnvFile { path: String, source: WrongLine },
    #[error("{path}: {source}")]
    PlatformFile { path: String, source: CustomError },
    #[error(transparent)]
    Configuration(#[from] ConfigurationError),
    #[error("{path}: only folders can be fixed in place; `--diff` prints a patch for it")]
    NotAFolder { path: String },
    #[error("{path}: it cannot be written ({source}); no file was changed")]
    Unwritable { path: String, source: io::Error },
    #[error("{path}: something that is no file of the project stands in the way; no file was changed")]
    InTheWay { path: String },
    #[error("{path}: it has changed while it was checked; no file was changed, run the command again")]
    Changed { path: String },
    #[cfg(feature = "executor")]
    #[error("a build is for one platform; give one `--platform`")]
    SeveralPlatforms,
    #[cfg(feature = "executor")]
    #[error("{platform} does not build this project as Python; `pushready check` says why")]
    NotPython { platform: &'static str },
    #[cfg(feature = "executor")]
    #[error("this user has no folder for caches; give `--output` and `--cache`")]
    NoCache,
    #[cfg(feature = "executor")]
    #[error("signals cannot be caught ({0})")]
    Signals(io::Error),
    #[cfg(feature = "executor")]
    #[error("{}", .0.text(Language::En))]
    BuildPlace(crate::executor::PlaceError),
    #[cfg(feature = "executor")]
    #[error("{path}: {count} of its files came without their content, `{example}` for one; build from the project's folder")]
    MissingContents { path: String, count: usize, example: String },
    #[error("the result cannot be written ({0})")]
    Output(io::Error),
}

#[cfg(feature = "executor")]
impl From<crate::executor::PlaceError> for Failure {
    fn from(error: crate::executor::PlaceError) -> Self {
        Self::BuildPlace(error)
    }
}

fn hint(nearest: Option<&str>) -> String {
    nearest.map(|name| format!(" (`{name}` is the nearest)")).unwrap_or_default()
}
