//! An interpreter, asked what it is by running it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::executor::process::{self, Limits};
use crate::executor::variables::Caller;
use crate::platform::Version;

/// How long an interpreter may take to say what it is.
const PATIENCE: Duration = Duration::from_secs(20);

/// Understood by Python 2.7 and every later one.
const QUESTION: &str = "\
import platform, sys, sysconfig
print('.'.join(str(number) for number in sys.version_info[:3]))
print(platform.python_implementation())
print(getattr(sys, 'base_prefix', sys.prefix))
print(sysconfig.get_platform())
print(sys.executable)
";

/// Folders of programs that look the interpreter up anew wherever they are run, by what lies there.
const SHIMS: &str = "shims";

/// A `CPython` that is installed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interpreter {
    /// The program.
    pub path: PathBuf,
    /// What it says of itself.
    pub version: Version,
    /// The folder that it is installed in.
    pub prefix: PathBuf,
    /// The platform that wheels for it are built for.
    pub platform: String,
}

impl Interpreter {
    /// Runs it to learn what it is; none if it does not answer or is no `CPython`.
    pub(in crate::executor) fn ask(path: &Path, caller: &Caller, limits: Limits<'_>) -> Option<Self> {
        let path = &reachable(path);
        let mut command = Command::new(path);
        // -I came with Python 3.4; without the packages of its site it answers in half the time.
        command.args(["-E", "-s", "-S", "-B", "-c", QUESTION]);
        caller.give(&mut command);
        let limits = Limits { timeout: Some(PATIENCE), ..limits };
        Self::parse(path, &process::output(command, limits)?)
    }

    fn parse(path: &Path, answer: &str) -> Option<Self> {
        let mut lines = answer.lines();
        let version = lines.next()?.parse().ok()?;
        if lines.next()? != "CPython" {
            return None;
        }
        let prefix = lines.next()?.into();
        let platform = lines.next()?.to_owned();
        let is_shim = path.parent().is_some_and(|folder| folder.ends_with(SHIMS));
        let path = lines.next().filter(|_| is_shim).map_or_else(|| path.to_owned(), PathBuf::from);
        Some(Self { path, version, prefix, platform })
    }

    /// Whether it has the module that makes virtual environments.
    #[must_use]
    pub fn has_venv(&self) -> bool {
        self.version.series.major >= 3
    }
}

/// The full path, because it is run in other folders later; a mere name stays, to be searched for on PATH.
fn reachable(path: &Path) -> PathBuf {
    let is_name = path.components().count() == 1;
    std::path::absolute(path).ok().filter(|_| !is_name).unwrap_or_else(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read() {
        let answer = "3.6.15\nCPython\n/opt/python\nlinux-x86_64\n/opt/python/bin/python3.6\n";
        let interpreter = Interpreter::parse(Path::new("/opt/python/bin/python"), answer).expect("an interpreter");
        assert_eq!(interpreter.version.to_string(), "3.6.15");
        assert_eq!(interpreter.path, Path::new("/opt/python/bin/python"));
        let shim = Interpreter::parse(Path::new("/me/.pyenv/shims/python3.6"), answer).expect("an interpreter");
        assert_eq!(shim.path, Path::new("/opt/python/bin/python3.6"));
        assert_eq!(interpreter.prefix, Path::new("/opt/python"));
        assert_eq!(interpreter.platform, "linux-x86_64");
    }

    #[test]
    fn another_implementation_is_none() {
        assert_eq!(Interpreter::parse(Path::new("pypy"), "3.6.9\nPyPy\n/opt/pypy\nlinux-x86_64\n"), None);
        assert_eq!(Interpreter::parse(Path::new("python"), "Python was not found\n"), None);
    }
}
