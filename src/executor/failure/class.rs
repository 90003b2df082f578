//! What went wrong, as one name out of a closed set.

use serde::{Serialize, Serializer};

/// One way in which a step fails. The names are stable; those of collectstatic that a platform has too are its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FailureClass {
    /// The index has no release that fits.
    NoMatchingRelease,
    /// The release is there, for other versions of Python.
    NeedsAnotherPython,
    /// A line that is no requirement.
    InvalidRequirement,
    /// A file or folder that the requirements name is not there.
    MissingRequirementsFile,
    /// What was downloaded is not what the hashes promise, or a hash is missing.
    HashMismatch,
    /// No set of versions suits all requirements.
    Conflict,
    /// The lock file does not belong to the file it locks.
    OutdatedLockFile,
    /// A C header, a library, or the program that tells where they are, is missing.
    MissingHeaders,
    /// No compiler.
    MissingCompiler,
    /// A package cannot be built, for a reason of its own.
    PackageBuildFailed,
    /// No git.
    GitMissing,
    /// A connection broke, or there is none.
    Network,
    /// The package index does not answer, or not with packages.
    IndexUnreachable,
    /// The index is reached without TLS, which pip does not accept.
    InsecureIndex,
    /// The server's certificate is not trusted.
    Certificate,
    /// No space is left.
    DiskFull,
    /// The step took longer than it may.
    Timeout,
    /// The step was ended from outside, or crashed.
    Killed,
    /// The user stopped the build.
    Interrupted,
    /// The program of the step could not be started.
    NotStarted,
    /// A script of the project ended with an error.
    HookFailed,
    /// A script of the project calls what is not installed.
    CommandNotFound,
    /// A script of the project may not be run.
    NotExecutable,
    /// Python could not be put in place.
    PythonNotInstalled,
    /// A module does not parse.
    CollectstaticSyntaxError,
    /// Django does not accept the settings.
    CollectstaticImproperConfiguration,
    /// A module that is imported is not there.
    CollectstaticMissingModule,
    /// A file that is read is not there.
    CollectstaticMissingFile,
    /// A variable, or another key, that the settings read is not there.
    CollectstaticMissingKey,
    /// A style sheet names a file that is not there.
    CollectstaticFancyReferences,
    /// `manage.py` has no command `collectstatic`.
    CollectstaticUnknownCommand,
    /// Another error in the project's or in Django's code.
    CollectstaticOther,
    /// Anything else.
    Other,
}

impl FailureClass {
    /// The name in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::NoMatchingRelease => "no-matching-release",
            Self::NeedsAnotherPython => "needs-another-python",
            Self::InvalidRequirement => "invalid-requirement",
            Self::MissingRequirementsFile => "missing-requirements-file",
            Self::HashMismatch => "hash-mismatch",
            Self::Conflict => "conflict",
            Self::OutdatedLockFile => "outdated-lock-file",
            Self::MissingHeaders => "missing-headers",
            Self::MissingCompiler => "missing-compiler",
            Self::PackageBuildFailed => "package-build-failed",
            Self::GitMissing => "git-missing",
            Self::Network => "network",
            Self::IndexUnreachable => "index-unreachable",
            Self::InsecureIndex => "insecure-index",
            Self::Certificate => "certificate",
            Self::DiskFull => "disk-full",
            Self::Timeout => "timeout",
            Self::Killed => "killed",
            Self::Interrupted => "interrupted",
            Self::NotStarted => "not-started",
            Self::HookFailed => "hook-failed",
            Self::CommandNotFound => "command-not-found",
            Self::NotExecutable => "not-executable",
            Self::PythonNotInstalled => "python-not-installed",
            Self::CollectstaticSyntaxError => "collectstatic-syntax-error",
            Self::CollectstaticImproperConfiguration => "collectstatic-improper-configuration",
            Self::CollectstaticMissingModule => "collectstatic-missing-module",
            Self::CollectstaticMissingFile => "collectstatic-missing-file",
            Self::CollectstaticMissingKey => "collectstatic-missing-key",
            Self::CollectstaticFancyReferences => "collectstatic-fancy-references",
            Self::CollectstaticUnknownCommand => "collectstatic-unknown-command",
            Self::CollectstaticOther => "collectstatic-other",
            Self::Other => "other",
        }
    }

    /// The rules that explain it, each of which may have seen it coming.
    #[must_use]
    pub fn codes(self) -> &'static [&'static str] {
        match self {
            Self::NoMatchingRelease => &["PSH505", "PSH506", "PSH507", "PSH508", "PSH512"],
            Self::NeedsAnotherPython => &["PSH412", "PSH512"],
            Self::InvalidRequirement => &["PSH501", "PSH502"],
            Self::MissingRequirementsFile => &["PSH503", "PSH504"],
            Self::OutdatedLockFile => &["PSH111", "PSH522"],
            Self::Conflict => &["PSH509"],
            Self::MissingHeaders | Self::MissingCompiler => &["PSH516"],
            Self::GitMissing => &["PSH515"],
            Self::IndexUnreachable => &["PSH703"],
            Self::InsecureIndex => &["PSH514"],
            Self::DiskFull => &["PSH518"],
            Self::NotExecutable => &["PSH319"],
            Self::PythonNotInstalled => &["PSH403", "PSH405"],
            Self::CollectstaticSyntaxError => &["PSH411"],
            Self::CollectstaticImproperConfiguration => &["PSH601", "PSH603", "PSH604", "PSH606"],
            Self::CollectstaticMissingModule => &["PSH414", "PSH511", "PSH520", "PSH608"],
            Self::CollectstaticMissingFile => &["PSH604", "PSH605"],
            Self::CollectstaticMissingKey => &["PSH607"],
            Self::CollectstaticUnknownCommand => &["PSH602"],
            Self::HashMismatch
            | Self::PackageBuildFailed
            | Self::Network
            | Self::Certificate
            | Self::Timeout
            | Self::Killed
            | Self::Interrupted
            | Self::NotStarted
            | Self::HookFailed
            | Self::CommandNotFound
            | Self::CollectstaticFancyReferences
            | Self::CollectstaticOther
            | Self::Other => &[],
        }
    }
}

impl Serialize for FailureClass {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
