//! What went wrong, as one name out of a closed set.

use serde::{Serialize, Serializer};

use super::row::{ClassRow, Origin};
use super::rows::{installing, machine, scripts, starting, static_files};

/// The classes, each with its row.
macro_rules! classes {
    ($($(#[$meaning:meta])* $class:ident => $row:path,)*) => {
        /// One way in which a step fails. The names are stable; those of collectstatic that a platform has too are its own.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FailureClass {
            $($(#[$meaning])* $class,)*
        }

        impl FailureClass {
            /// Every class.
            pub const ALL: &[Self] = &[$(Self::$class,)*];

            pub(super) fn row(self) -> &'static ClassRow {
                match self {
                    $(Self::$class => &$row,)*
                }
            }
        }
    };
}

classes! {
    /// The index has no release that fits.
    NoMatchingRelease => installing::NO_MATCHING_RELEASE,
    /// The release is there, for other versions of Python.
    NeedsAnotherPython => installing::NEEDS_ANOTHER_PYTHON,
    /// A line that is no requirement.
    InvalidRequirement => installing::INVALID_REQUIREMENT,
    /// A file or folder that the requirements name is not there.
    MissingRequirementsFile => installing::MISSING_REQUIREMENTS_FILE,
    /// What was downloaded is not what the hashes promise, or a hash is missing.
    HashMismatch => installing::HASH_MISMATCH,
    /// No set of versions suits all requirements.
    Conflict => installing::CONFLICT,
    /// The lock file does not belong to the file it locks.
    OutdatedLockFile => installing::OUTDATED_LOCK_FILE,
    /// A C header, a library, or the program that tells where they are, is missing.
    MissingHeaders => installing::MISSING_HEADERS,
    /// No compiler.
    MissingCompiler => installing::MISSING_COMPILER,
    /// A package cannot be built, for a reason of its own.
    PackageBuildFailed => installing::PACKAGE_BUILD_FAILED,
    /// No git.
    GitMissing => installing::GIT_MISSING,
    /// A connection broke, or there is none.
    Network => machine::NETWORK,
    /// The package index does not answer, or not with packages.
    IndexUnreachable => machine::INDEX_UNREACHABLE,
    /// The index is reached without TLS, which pip does not accept.
    InsecureIndex => installing::INSECURE_INDEX,
    /// The server's certificate is not trusted.
    Certificate => machine::CERTIFICATE,
    /// No space is left.
    DiskFull => machine::DISK_FULL,
    /// The step took longer than it may.
    Timeout => machine::TIMEOUT,
    /// The step was ended from outside, or crashed.
    Killed => machine::KILLED,
    /// The user stopped the build.
    Interrupted => machine::INTERRUPTED,
    /// The program of the step could not be started.
    NotStarted => machine::NOT_STARTED,
    /// A script of the project ended with an error.
    HookFailed => scripts::HOOK_FAILED,
    /// A script of the project calls what is not installed.
    CommandNotFound => scripts::COMMAND_NOT_FOUND,
    /// A script of the project may not be run.
    NotExecutable => scripts::NOT_EXECUTABLE,
    /// Python could not be put in place.
    PythonNotInstalled => machine::PYTHON_NOT_INSTALLED,
    /// A module does not parse.
    CollectstaticSyntaxError => static_files::SYNTAX_ERROR,
    /// Django does not accept the settings.
    CollectstaticImproperConfiguration => static_files::IMPROPER_CONFIGURATION,
    /// A module that is imported is not there.
    CollectstaticMissingModule => static_files::MISSING_MODULE,
    /// A file that is read is not there.
    CollectstaticMissingFile => static_files::MISSING_FILE,
    /// A variable, or another key, that the settings read is not there.
    CollectstaticMissingKey => static_files::MISSING_KEY,
    /// A style sheet names a file that is not there.
    CollectstaticFancyReferences => static_files::FANCY_REFERENCES,
    /// `manage.py` has no command `collectstatic`.
    CollectstaticUnknownCommand => static_files::UNKNOWN_COMMAND,
    /// Another error in the project's or in Django's code.
    CollectstaticOther => static_files::OTHER,
    /// A module that is imported at the start is not there, or does not have the name.
    StartImportError => starting::IMPORT_ERROR,
    /// An installed package does not have a name that is used.
    StartRemovedName => starting::REMOVED_NAME,
    /// A module that is loaded at the start does not parse.
    StartSyntaxError => starting::SYNTAX_ERROR,
    /// A variable that the application cannot do without is not set.
    StartMissingVariable => starting::MISSING_VARIABLE,
    /// Django does not accept the settings at the start.
    StartImproperConfiguration => starting::IMPROPER_CONFIGURATION,
    /// A file that is read at the start is not there.
    StartMissingFile => starting::MISSING_FILE,
    /// The server does not find the object that it is told to load.
    StartMissingObject => starting::MISSING_OBJECT,
    /// The program that is started refuses its options.
    StartWrongOption => starting::WRONG_OPTION,
    /// The program that is started is not there.
    StartCommandNotFound => starting::START_COMMAND_NOT_FOUND,
    /// The shell does not understand the start command.
    StartShellError => starting::SHELL_ERROR,
    /// A database, or another service, is not reached.
    StartDatabaseRefused => starting::DATABASE_REFUSED,
    /// The port is taken already.
    StartAddressInUse => starting::ADDRESS_IN_USE,
    /// The workers of the server fail.
    StartWorkerFailed => starting::WORKER_FAILED,
    /// The web process ends by itself.
    StartExited => starting::EXITED,
    /// The web process runs and listens on no port.
    StartNoListener => starting::NO_LISTENER,
    /// It listens on another port than it was given.
    StartWrongPort => starting::WRONG_PORT,
    /// It listens where the platform does not reach it.
    StartLoopback => starting::LOOPBACK,
    /// Another error in the code of the project or of a package, at the start.
    StartOther => starting::START_OTHER,
    /// The application does not answer for the host.
    RequestRefused => starting::REQUEST_REFUSED,
    /// The first request is answered with an error of the server.
    RequestFailed => starting::REQUEST_FAILED,
    /// The first request is not answered.
    RequestUnanswered => starting::REQUEST_UNANSWERED,
    /// Anything else.
    Other => scripts::OTHER,
}

impl FailureClass {
    /// The name in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// The rules that explain it, each of which may have seen it coming.
    #[must_use]
    pub fn codes(self) -> &'static [&'static str] {
        self.row().codes
    }

    /// Whether it is about the start of the web process or its first request.
    #[must_use]
    pub fn is_of_the_start(self) -> bool {
        (Self::StartImportError..=Self::RequestUnanswered).contains(&self)
    }

    /// Whether it tells something about the project, and not only about the machine or the network of this build.
    #[must_use]
    pub fn is_of_the_project(self) -> bool {
        self.row().origin == Origin::Project
    }
}

impl Serialize for FailureClass {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::rules::registry;

    #[test]
    fn names_are_unique_and_codes_are_those_of_rules() {
        let names: BTreeSet<&str> = FailureClass::ALL.iter().map(|class| class.name()).collect();
        assert_eq!(names.len(), FailureClass::ALL.len());
        for (class, code) in FailureClass::ALL.iter().flat_map(|class| class.codes().iter().map(move |code| (class, code))) {
            assert!(registry::find(code).is_some(), "{}: {code}", class.name());
        }
    }
}
