//! The environment of the programs that a build runs: what they need of the caller's, and nothing else of it.
#![expect(clippy::disallowed_methods, reason = "this module alone reads the caller's environment")]

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Variables of the caller that programs need to work at all.
const NEEDED: &[&str] = &[
    "PATH",
    "HOME",
    "USER",
    "LOGNAME",
    "TMPDIR",
    "TEMP",
    "TMP",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "SSH_AUTH_SOCK",
    "GIT_SSL_CAINFO",
    "GIT_SSL_CAPATH",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "REQUESTS_CA_BUNDLE",
    "CURL_CA_BUNDLE",
    "PYENV_ROOT",
    "UV_PYTHON_INSTALL_DIR",
    "SYSTEMROOT",
    "SYSTEMDRIVE",
    "USERPROFILE",
    "APPDATA",
    "LOCALAPPDATA",
    "PATHEXT",
    "COMSPEC",
];

/// Those of them that an application may see: nothing that leads to what belongs to the caller.
const FOR_APPLICATIONS: &[&str] = &[
    "USER",
    "LOGNAME",
    "TMPDIR",
    "TEMP",
    "TMP",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "REQUESTS_CA_BUNDLE",
    "CURL_CA_BUNDLE",
    "SYSTEMROOT",
    "SYSTEMDRIVE",
    "PATHEXT",
    "COMSPEC",
];

/// Proxies, which are read in both cases.
const PROXIES: &[&str] = &["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"];

/// Settings of installers that the caller has made.
const INSTALLERS: &[&str] =
    &["PIP_", "UV_INDEX", "UV_DEFAULT_INDEX", "UV_EXTRA_INDEX", "UV_FIND_LINKS", "UV_NATIVE_TLS", "UV_SYSTEM_CERTS"];

/// Those of pip that would send packages elsewhere.
const MISLEADING: &[&str] =
    &["PIP_TARGET", "PIP_PREFIX", "PIP_USER", "PIP_ROOT", "PIP_PYTHON", "PIP_CACHE_DIR", "PIP_DRY_RUN", "PIP_REPORT", "PIP_LOG"];

/// What programs get of the caller's environment.
#[derive(Debug, Clone, Default)]
pub struct Caller {
    variables: BTreeMap<String, OsString>,
}

impl Caller {
    /// Picks it out of the environment of this process.
    #[must_use]
    pub fn of_process() -> Self {
        Self::pick(std::env::vars_os())
    }

    fn pick(all: impl IntoIterator<Item = (OsString, OsString)>) -> Self {
        let named = all.into_iter().filter_map(|(name, value)| Some((name.into_string().ok()?, value)));
        Self { variables: named.filter(|(name, _)| is_needed(name)).collect() }
    }

    /// Makes these the whole environment of a program.
    pub(super) fn give(&self, command: &mut Command) {
        command.env_clear().envs(&self.variables);
    }

    /// Makes what an application may see of them its whole environment.
    pub(super) fn give_to_application(&self, command: &mut Command) {
        let is_for_applications = |name: &str| FOR_APPLICATIONS.contains(&name) || is_proxy(name);
        command.env_clear().envs(self.variables.iter().filter(|(name, _)| is_for_applications(name)));
    }

    /// The value of a variable that is handed on.
    pub(super) fn value(&self, name: &str) -> Option<String> {
        self.variables.get(name).map(|value| value.to_string_lossy().into_owned()).filter(|value| !value.is_empty())
    }

    /// A program on the caller's PATH.
    pub(super) fn program(&self, name: &str) -> Option<PathBuf> {
        let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
        std::env::split_paths(&self.value("PATH")?).map(|folder| folder.join(&file)).find(|path| path.is_file())
    }

    /// PATH with these folders in front.
    pub(super) fn path_with(&self, folders: &[&Path]) -> OsString {
        let path = self.value("PATH").unwrap_or_default();
        let all = folders.iter().map(|folder| folder.to_path_buf()).chain(std::env::split_paths(&path));
        // A folder whose name holds the separator cannot be put on PATH at all.
        std::env::join_paths(all).unwrap_or_else(|_| path.into())
    }

    /// A PATH of these programs and of those folders of the caller's that each machine has; of all where the shell is elsewhere.
    pub(super) fn path_of(&self, programs: &Path, usual: &[&str], shell: &str) -> OsString {
        let path = self.value("PATH").unwrap_or_default();
        let all: Vec<PathBuf> = std::env::split_paths(&path).collect();
        let mut folders: Vec<&Path> = all.iter().map(PathBuf::as_path).collect();
        let is_usual = |folder: &&Path| usual.iter().any(|usual| folder == &Path::new(usual));
        if folders.iter().any(|folder| is_usual(folder) && folder.join(shell).is_file()) {
            folders.retain(is_usual);
        }
        folders.insert(0, programs);
        // A folder whose name holds the separator cannot be put on PATH at all.
        std::env::join_paths(folders).unwrap_or_else(|_| path.into())
    }

    /// The settings of installers, which decide about packages as well.
    pub(super) fn installer_settings(&self) -> impl Iterator<Item = (&String, &OsString)> {
        self.variables.iter().filter(|(name, _)| is_setting(name))
    }
}

fn is_needed(name: &str) -> bool {
    NEEDED.contains(&name) || is_proxy(name) || is_setting(name)
}

fn is_proxy(name: &str) -> bool {
    PROXIES.contains(&name.to_ascii_uppercase().as_str())
}

fn is_setting(name: &str) -> bool {
    INSTALLERS.iter().any(|start| name.starts_with(start)) && !MISLEADING.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_needed_is_handed_on() {
        let all =
            ["PATH", "HOME", "https_proxy", "PIP_INDEX_URL", "PIP_TARGET", "PYTHONPATH", "AWS_SECRET_ACCESS_KEY", "DATABASE_URL"];
        let caller = Caller::pick(all.map(|name| (name.into(), "x".into())));
        let mut command = Command::new("x");
        caller.give_to_application(&mut command);
        assert_eq!(command.get_envs().map(|(name, _)| name).collect::<Vec<_>>(), ["https_proxy"]);
        assert_eq!(caller.variables.into_keys().collect::<Vec<_>>(), ["HOME", "PATH", "PIP_INDEX_URL", "https_proxy"]);
    }
}
