//! A place apart for the programs of a build, made by bubblewrap: they read the system, write where the build wants them to, and see
//! nothing of the user's.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::python::Interpreter;
use super::variables::Caller;
use crate::language::{Language, say};
use crate::plan::StepId;

/// The program that makes it.
const PROGRAM: &str = "bwrap";
/// Everything is shared out but what is asked for; nothing outlives the build, and no terminal can be written to.
const ALONE: &[&str] = &["--unshare-all", "--die-with-parent", "--new-session"];
/// The system, which can be read.
const SYSTEM: &[&str] = &["--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc"];
/// Folders that are empty in it: those of users, of sockets, and of what is passing. They begin with none of each other.
const HIDDEN: &[&str] = &["/home", "/root", "/run", "/tmp", "/var/tmp"];
/// How the names of other hosts are found.
const RESOLVER: &str = "/etc/resolv.conf";
/// The user's settings of installers, below the folder for settings and the home folder.
const SETTINGS: &[(&str, &str)] =
    &[("XDG_CONFIG_HOME", "pip/pip.conf"), ("HOME", ".config/pip/pip.conf"), ("HOME", ".pip/pip.conf")];
/// Variables that name files of certificates.
const CERTIFICATES: &[&str] =
    &["SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "GIT_SSL_CAINFO", "GIT_SSL_CAPATH", "PIP_CERT"];
/// Variables that name the folder for what is passing.
const TEMPORARY: &[&str] = &["TMPDIR", "TEMP", "TMP"];

/// Why programs are not run apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoSandbox {
    /// Nobody wants it.
    Unwanted,
    /// bubblewrap is for Linux alone.
    NotLinux,
    /// bubblewrap is not installed.
    Missing,
    /// The system does not let it.
    Refused {
        /// What bubblewrap says.
        reason: String,
    },
}

impl NoSandbox {
    /// For those who insist on it: what is wrong and what to do, in a sentence without its end.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        match self {
            Self::Unwanted => language.pick("the sandbox is not wanted", "不使用沙箱").to_owned(),
            Self::NotLinux => language
                .pick(
                    "`--sandbox` needs bubblewrap, which is for Linux alone; build without `--sandbox`",
                    "`--sandbox` 需要 bubblewrap，而它只能用于 Linux；请不带 `--sandbox` 构建",
                )
                .to_owned(),
            Self::Missing => language
                .pick(
                    "`--sandbox` needs bubblewrap, and no program `bwrap` is on PATH; install the package bubblewrap, or build without `--sandbox`",
                    "`--sandbox` 需要 bubblewrap，而 PATH 中没有 `bwrap` 程序；请安装软件包 bubblewrap，或不带 `--sandbox` 构建",
                )
                .to_owned(),
            Self::Refused { reason } => say!(
                language,
                "bubblewrap does not work here ({reason}); let it make user namespaces, or build without `--sandbox`",
                "bubblewrap 在这里无法工作（{reason}）；请允许它创建用户命名空间，或不带 `--sandbox` 构建"
            ),
        }
    }
}

/// What runs programs apart.
#[derive(Debug, Clone)]
pub struct Sandbox {
    program: PathBuf,
}

/// What a program may reach besides the system.
pub(super) struct Reach<'a> {
    /// Folders that it writes to.
    pub(super) writes: &'a [&'a Path],
    /// The interpreter of the build, once there is one.
    pub(super) interpreter: Option<&'a Interpreter>,
    /// Whether it has the network.
    pub(super) network: bool,
}

impl Sandbox {
    /// Finds what makes it, and tries it.
    ///
    /// # Errors
    /// When it is not installed, or does not work here.
    pub fn find(caller: &Caller) -> Result<Self, NoSandbox> {
        if !cfg!(target_os = "linux") {
            return Err(NoSandbox::NotLinux);
        }
        let program = caller.program(PROGRAM).ok_or(NoSandbox::Missing)?;
        let tried = Command::new(&program).args(ALONE).args(SYSTEM).arg("true").env_clear().output();
        let refused = |reason: &str| NoSandbox::Refused { reason: reason.trim().to_owned() };
        match tried {
            Ok(tried) if tried.status.success() => Ok(Self { program }),
            Ok(tried) => Err(refused(String::from_utf8_lossy(&tried.stderr).lines().next().unwrap_or_default())),
            Err(error) => Err(refused(&error.to_string())),
        }
    }

    /// The same program, run apart.
    ///
    /// # Errors
    /// When a folder that it writes to is not there and cannot be made.
    pub(super) fn around(&self, command: &Command, caller: &Caller, reach: &Reach<'_>) -> io::Result<Command> {
        let mut apart = Command::new(&self.program);
        apart.env_clear().envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
        apart.args(ALONE).args(reach.network.then_some("--share-net")).args(SYSTEM);
        let home = caller.value("HOME").map(PathBuf::from).filter(|home| home.parent().is_some());
        let is_in_hidden = |path: &Path| HIDDEN.iter().any(|hidden| path.starts_with(hidden));
        let elsewhere = home.as_deref().filter(|home| !is_in_hidden(home));
        for hidden in HIDDEN.iter().map(Path::new).chain(elsewhere) {
            if let Ok(real) = hidden.canonicalize() {
                apart.arg("--tmpfs").arg(real);
            }
        }
        if let Some(home) = home.as_deref().filter(|home| is_in_hidden(home)) {
            apart.arg("--dir").arg(home);
        }
        let holds_home = |shown: &Shown| home.as_deref().is_some_and(|home| home.starts_with(&shown.to));
        for shown in readable(command, caller, reach.interpreter).into_iter().filter(|shown| !holds_home(shown)) {
            apart.arg(shown.how).arg(shown.from).arg(shown.to);
        }
        for folder in reach.writes {
            std::fs::create_dir_all(folder)?;
            apart.arg("--bind").arg(folder.canonicalize()?).arg(folder);
        }
        for name in TEMPORARY {
            apart.env(name, "/tmp");
        }
        if let Some(folder) = command.get_current_dir() {
            apart.arg("--chdir").arg(folder);
        }
        apart.arg("--").arg(command.get_program()).args(command.get_args());
        Ok(apart)
    }
}

/// What of the hidden folders is shown all the same.
struct Shown {
    /// The option of bubblewrap's.
    how: &'static str,
    from: PathBuf,
    to: PathBuf,
}

impl Shown {
    fn read_only(from: &Path, to: &Path) -> Self {
        Self { how: "--ro-bind-try", from: from.to_owned(), to: to.to_owned() }
    }

    fn itself(path: &Path) -> Self {
        Self::read_only(path, path)
    }
}

fn readable(command: &Command, caller: &Caller, interpreter: Option<&Interpreter>) -> Vec<Shown> {
    let mut shown: Vec<Shown> = interpreter.map(|interpreter| Shown::itself(&interpreter.prefix)).into_iter().collect();
    let program = Some(Path::new(command.get_program())).filter(|program| program.is_absolute());
    for program in program.into_iter().chain(interpreter.map(|interpreter| interpreter.path.as_path())) {
        let Ok(real) = program.canonicalize() else { continue };
        shown.push(Shown::itself(prefix(&real).unwrap_or(&real)));
        let Some((own, real_prefix)) = prefix(program).zip(prefix(&real)) else { continue };
        if own != real_prefix && own.canonicalize().is_ok_and(|own| own == real_prefix) {
            shown.push(Shown::read_only(real_prefix, own));
        } else if own != real_prefix {
            shown.push(Shown { how: "--symlink", from: real, to: program.to_owned() });
        }
    }
    let of_variable = |name: &str| caller.value(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let settings = SETTINGS.iter().filter_map(|(variable, below)| Some(of_variable(variable)?.join(below)));
    let certificates = CERTIFICATES.iter().filter_map(|name| of_variable(name));
    shown.extend(settings.chain(certificates).filter(|path| path.exists()).map(|path| Shown::itself(&path)));
    // It is often a link to a folder of sockets.
    shown.extend(Path::new(RESOLVER).canonicalize().ok().map(|path| Shown::itself(&path)));
    shown
}

/// The folder of an interpreter with all that belongs to it; none for other programs.
fn prefix(program: &Path) -> Option<&Path> {
    let is_python = program.file_name().and_then(OsStr::to_str).is_some_and(|name| name.starts_with("python"));
    program.parent().filter(|folder| is_python && folder.ends_with("bin"))?.parent()
}

/// Whether a step does its work with what other hosts have.
pub(super) fn needs_network(step: StepId) -> bool {
    match step {
        StepId::PreCompileHook
        | StepId::InstallPython
        | StepId::InstallPackageManager
        | StepId::InstallDependencies
        | StepId::PostCompileHook => true,
        StepId::WriteProcfile | StepId::CollectStaticDryRun | StepId::CollectStatic | StepId::OverrideProcfile | StepId::Pack => {
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interpreter_comes_with_all_that_belongs_to_it_and_other_programs_alone() {
        assert_eq!(
            prefix(Path::new("/home/a/.pyenv/versions/3.12.1/bin/python3.12")),
            Some(Path::new("/home/a/.pyenv/versions/3.12.1"))
        );
        assert_eq!(prefix(Path::new("/home/a/.local/bin/uv")), None);
        assert_eq!(prefix(Path::new("/home/a/python")), None);
    }
}
