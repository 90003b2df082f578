//! Lines of pip, pipenv, poetry, uv, and of the compilers that they call, when the dependencies are installed.

use std::sync::LazyLock;

use super::class::FailureClass::{
    Certificate, Conflict, GitMissing, HashMismatch, IndexUnreachable, InsecureIndex, InvalidRequirement, MissingCompiler,
    MissingHeaders, MissingRequirementsFile, NeedsAnotherPython, Network, NoMatchingRelease, OutdatedLockFile,
    PackageBuildFailed,
};
use super::pattern::Strength::{Cause, Closing, Empty, Error, Warning};
use super::pattern::{PatternRow, Table, compile, row};

/// For the steps that install packages.
pub(super) static INSTALLING: Table = LazyLock::new(|| compile(ROWS));
/// For every step that may load something.
pub(super) static LOADING: Table = LazyLock::new(|| compile(LOADING_ROWS));

pub(super) const ROWS: &[PatternRow] = &[
    // What is missing on the machine.
    row(GitMissing, Cause, "Cannot find command", r"Cannot find command '(git|hg|svn|bzr)'"),
    row(GitMissing, Cause, "Git executable not found", r"Git executable not found"),
    row(GitMissing, Cause, "not found", r": (git|hg|svn|bzr): (?:command )?not found"),
    row(GitMissing, Cause, "No such file or directory", r"\[Errno 2\] No such file or directory: '(git|hg|svn|bzr)'"),
    row(MissingCompiler, Cause, "unable to execute", r"unable to execute '?([^ ':]+)'?: No such file or directory"),
    row(MissingCompiler, Cause, "No such file or directory", r"error: command '([^']+)' failed: No such file or directory"),
    row(
        MissingCompiler,
        Cause,
        "error: [Errno 2]",
        r"error: \[Errno 2\] No such file or directory: '([^']*(?:cc|[+][+]|clang|cargo|rustc|cmake|ninja|make))'",
    ),
    row(MissingCompiler, Cause, "no acceptable C compiler", r"no acceptable C compiler found"),
    row(MissingCompiler, Cause, "Unknown compiler(s)", r"Unknown compiler\(s\): \[\[?'([^']+)'"),
    row(MissingCompiler, Cause, "Rust", r"(?:can't find|requires|install) (Rust|the Rust compiler|Rust toolchain)(?: |$)"),
    row(MissingCompiler, Cause, "Cargo, the Rust package manager", r"(Cargo), the Rust package manager, is not installed"),
    row(MissingHeaders, Cause, "fatal error:", r"fatal error: '?([^ ':]+\.(?:h|hpp|hh))'?(?::| file not found)"),
    row(MissingHeaders, Cause, "pg_config executable not found", r"(pg_config) executable not found"),
    row(MissingHeaders, Cause, "mysql_config", r"(mysql_config):? not found"),
    row(MissingHeaders, Cause, "pkg-config", r"Can not find valid pkg-config name|(pkg-config): not found"),
    row(MissingHeaders, Cause, "cannot find -l", r"cannot find (-l[^ :]+)"),
    row(MissingHeaders, Cause, "gdal-config", r"(gdal-config)['a-z: ]*(?:No such file or directory|not found)"),
    row(MissingHeaders, Cause, "libxml2 and libxslt", r"make sure the ([^ ]+) and libxslt development packages are installed"),
    // The requirements.
    row(HashMismatch, Error, "DO NOT MATCH THE HASHES", r"DO NOT MATCH THE HASHES"),
    row(HashMismatch, Error, "in --require-hashes mode", r"are required in --require-hashes mode"),
    row(HashMismatch, Error, "In --require-hashes mode", r"In --require-hashes mode, all requirements must"),
    row(HashMismatch, Error, "Hash mismatch for", r"Hash mismatch for `([^`]+)`"),
    row(HashMismatch, Error, "Hash for", r"Hash for ([^ ]+) .*(?:not found in known hashes|does not match)"),
    row(HashMismatch, Error, " --hash=", r"^    ([^ ]+==[^ ]+) --hash=[a-z0-9]+:"),
    row(HashMismatch, Error, "(from -r", r"^    ([^ ]+) (?:from [^ ]+ )?\(from -r [^ ]+ \(line [0-9]+\)\):?$"),
    row(
        InvalidRequirement,
        Error,
        "Invalid requirement",
        r"Invalid requirement: '([^']*)'(?:.* \(from line (?P<more>[0-9]+) of)?",
    ),
    row(InvalidRequirement, Error, "Invalid requirement", r"Invalid requirement, parse error at (.+)"),
    row(InvalidRequirement, Error, "Invalid requirement", r"Invalid requirement: (.+)"),
    row(
        InvalidRequirement,
        Error,
        "Couldn't parse requirement in",
        r"Couldn't parse requirement in `[^`]+`(?: at position [0-9]+)?",
    ),
    row(InvalidRequirement, Error, "no such option:", r"error: no such option: (.+)"),
    row(InvalidRequirement, Error, "codec can't decode", r"^UnicodeDecodeError: (.+)"),
    row(InvalidRequirement, Error, "valid editable requirement", r"ERROR: (.+) is not a valid editable requirement"),
    row(MissingRequirementsFile, Cause, "It looks like a path", r"It looks like a path\.(?: File '([^']+)')?"),
    row(
        MissingRequirementsFile,
        Error,
        "Could not open requirements file",
        r"Could not open requirements file: .*(?:No such file or directory: |directory: )'([^']+)'",
    ),
    row(MissingRequirementsFile, Error, "File not found: `", r"File not found: `([^`]+)`"),
    row(MissingRequirementsFile, Error, "failed to read from file", r"failed to read from file `([^`]+)`: No such file"),
    row(MissingRequirementsFile, Error, "Distribution not found at:", r"Distribution not found at: ([^ ]+)"),
    row(MissingRequirementsFile, Error, "does not exist", r"Directory '([^']+)' (?:is not installable|does not exist)"),
    row(
        NeedsAnotherPython,
        Error,
        "requires a different Python",
        r"Package '?([^ ']+)'? requires a different Python: [^ ]+ not in '(?P<more>[^']+)'",
    ),
    row(
        NeedsAnotherPython,
        Error,
        "but the running Python is",
        r"([^ ]+) requires Python '(?P<more>[^']+)' but the running Python is",
    ),
    row(
        NeedsAnotherPython,
        Error,
        "is not allowed by the project",
        r"Current Python version \([^)]+\) is not allowed by the (project) \((?P<more>[^)]+)\)",
    ),
    row(
        NeedsAnotherPython,
        Error,
        "The currently activated Python version",
        r"The currently activated Python version [^ ]+ is not supported by the (project) \((?P<more>[^)]+)\)",
    ),
    row(
        NeedsAnotherPython,
        Error,
        "incompatible with the project",
        r"incompatible with the (project)'s Python requirement: `(?P<more>[^`]+)`",
    ),
    row(
        NeedsAnotherPython,
        Error,
        "does not satisfy Python",
        r"does not satisfy Python(?P<more>[^ ]+) and ([^ ]+) depends on Python",
    ),
    row(Conflict, Error, "Double requirement given", r"Double requirement given: ([^ ]+) .*\(already in (?P<more>[^ ]+)"),
    row(Conflict, Empty, "The user requested", r"^    The user requested (.+)"),
    row(Conflict, Empty, " depends on ", r"^    ([^ ]+ [^ ]+ depends on .+)"),
    row(Conflict, Error, "ResolutionImpossible", r"ResolutionImpossible"),
    row(Conflict, Closing, "version solving failed", r"version solving failed"),
    // Newer ones break the line in the middle of the sentence.
    row(OutdatedLockFile, Error, "Your Pipfile.lock", r"^Your (Pipfile\.lock)(?: |$)"),
    row(OutdatedLockFile, Error, "lock", r"pyproject\.toml changed significantly since (poetry\.lock) was last generated"),
    row(OutdatedLockFile, Error, "lock", r"The lockfile at `([^`]+)` needs to be updated"),
    row(OutdatedLockFile, Error, "lock", r"[Uu]nable to find lockfile at `([^`]+)`"),
    // The index. Warnings come before the line that says that nothing was found.
    row(Certificate, Warning, "CERTIFICATE_VERIFY_FAILED", r"(?:host='([^']+)'.*)?CERTIFICATE_VERIFY_FAILED"),
    row(Certificate, Warning, "confirming the ssl certificate", r"https?://([^/: ]+).*confirming the ssl certificate"),
    row(
        Certificate,
        Cause,
        "certificate",
        r"(?:invalid peer certificate|self-signed certificate|server certificate verification failed)",
    ),
    row(InsecureIndex, Warning, "is not a trusted or secure host", r"located at ([^ ]+) is not a trusted or secure host"),
    row(IndexUnreachable, Error, "error responses", r"host='([^']+)'.*too many (?P<more>[0-9]+) error responses"),
    row(IndexUnreachable, Warning, "Connection refused", r"Retrying .*(?:host='([^']+)'.*)?Connection refused.*: [^ ]*/[^ ]*/$"),
    row(IndexUnreachable, Warning, "Name or service not known", r"Retrying .*(?:host='([^']+)'.*)Name or service not known"),
    row(IndexUnreachable, Warning, "Name or service not known", r"Retrying .*Name or service not known"),
    row(IndexUnreachable, Error, "Failed to fetch: ", r"Failed to fetch: `?https?://(?:[^/@` ]+@)?([^/:` ]+)"),
    row(Network, Closing, "Failed to download `http", r"Failed to download `https?://(?:[^/@`]+@)?([^/:`]+)"),
    row(Network, Warning, "Retrying", r"Retrying .* after connection broken by .*host='([^']+)'"),
    row(Network, Warning, "Retrying", r"Retrying .* after connection broken by"),
    row(Network, Error, "HTTP error ", r"HTTP error [0-9]+ while getting https?://(?:[^/@ ]+@)?([^/: ]+)"),
    row(Network, Error, "issue with network connectivity", r"issue with network connectivity"),
    // What arrived of the file is no archive.
    row(Network, Error, "is invalid", r"Wheel '[^']+' located at .* is invalid"),
    row(Network, Error, "File is not a zip file", r"^[A-Za-z_.]+: File is not a zip file"),
    row(Network, Error, "Download failed", r"Download failed(?: after| because)"),
    // What is said when nothing was found.
    row(NoMatchingRelease, Empty, "(from versions: none)", r"satisfies the requirement ([^(]+?) \("),
    row(NoMatchingRelease, Empty, "(from versions: )", r"satisfies the requirement ([^(]+?) \("),
    row(NoMatchingRelease, Closing, "(from versions: ", r"satisfies the requirement ([^(]+?) \("),
    row(NoMatchingRelease, Empty, "Could not find a version that", r"satisfies the requirement ([^ ]+)$"),
    row(NoMatchingRelease, Empty, "No matching distribution found for", r"No matching distribution found for ([^ ]+)"),
    row(
        NoMatchingRelease,
        Error,
        "was not found in the package registry",
        r"[Bb]ecause ([^ ]+) was not found in the package registry",
    ),
    row(NoMatchingRelease, Error, "there is no version of", r"there is no version of ([^ ]+)"),
    row(
        NoMatchingRelease,
        Error,
        "which doesn't match any versions",
        r"depends on ([^ ]+ \([^)]*\)) which doesn't match any versions",
    ),
    row(Conflict, Closing, "ecause you require", r"ecause you require ([^ ,]+)(?: and (?P<more>[^ ,]+))?, we can conclude"),
    row(Conflict, Closing, " depends on ", r"[Bb]ecause ([^ ]+ depends on [^ ]+) and you require"),
    row(Conflict, Closing, "your requirements are unsatisfiable", r"your requirements are unsatisfiable"),
    // A package's own build.
    row(PackageBuildFailed, Closing, "Failed building wheel for", r"Failed building wheel for ([^ ]+)"),
    row(PackageBuildFailed, Closing, "Failed to build", r"(?:ERROR: |× |error: )Failed to build ['`]([^'`]+)['`]"),
    row(PackageBuildFailed, Closing, "setup.py", r#"Command ['"]?python setup\.py egg_info['"]? failed"#),
    row(PackageBuildFailed, Closing, "Command errored out", r"ERROR: Command errored out with exit status"),
    row(PackageBuildFailed, Closing, "subprocess-exited-with-error", r"error: subprocess-exited-with-error"),
    row(PackageBuildFailed, Closing, "Error: ", r"^ {2,}(?P<more>[A-Za-z_.]+Error: .+)"),
];

pub(super) const LOADING_ROWS: &[PatternRow] = &[
    row(Network, Error, "unable to access", r"fatal: unable to access '[a-z]+://(?:[^/@']+@)?([^/:']+)"),
    row(Network, Error, "Could not resolve host", r"Could not resolve host:? '?([^ ';]+)"),
    row(Network, Error, "Temporary failure in name resolution", r"Temporary failure in name resolution"),
    row(Network, Error, "Network is unreachable", r"Network is unreachable"),
    row(Network, Error, "IncompleteRead", r"^[^ ]*(?:IncompleteRead|ProtocolError)[:(]"),
    row(Network, Error, "ReadTimeoutError", r"^[^ ]*ReadTimeoutError: .*host='([^']+)'"),
    row(Network, Error, "ConnectionError", r"^[^ ]*Connect(?:ion|Timeout)?Error: .*host='([^']+)'"),
];
