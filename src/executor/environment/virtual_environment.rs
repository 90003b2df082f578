//! Virtual environments.

use std::path::Path;

use super::folder::Environment;
use super::runner::Runner;
use crate::executor::trouble::Trouble;

/// The last release of virtualenv that runs on Python 2.7.
const VIRTUALENV: &str = "virtualenv==20.15.1";

/// With the interpreter's own module, or for Python 2.7 with virtualenv.
pub(super) fn make(environment: &Environment, runner: &mut dyn Runner) -> Result<(), Trouble> {
    if !environment.interpreter.has_venv() {
        return make_with_virtualenv(environment, runner);
    }
    let mut command = runner.program(&environment.interpreter.path);
    command.args(["-E", "-s", "-m", "venv", "--without-pip"]).arg(&environment.folder);
    runner.run(command)?;
    // A step of its own, because venv keeps to itself what goes wrong in it.
    let mut command = runner.program(&environment.python());
    command.args(["-E", "-s", "-m", "ensurepip", "--upgrade", "--default-pip"]);
    runner.run(command)
}

/// uv needs no pip in it.
pub(super) fn make_with_uv(environment: &Environment, uv: &Path, runner: &mut dyn Runner) -> Result<(), Trouble> {
    let mut command = runner.program(uv);
    command.args(["venv", "--no-project", "--python"]).arg(&environment.interpreter.path).arg(&environment.folder);
    runner.run(command)
}

/// virtualenv is installed beside everything else: the interpreter is not the build's to change.
fn make_with_virtualenv(environment: &Environment, runner: &mut dyn Runner) -> Result<(), Trouble> {
    let folder = runner.workshop().join("virtualenv");
    let mut install = runner.program(&environment.interpreter.path);
    install
        .args(["-E", "-s", "-B", "-m", "pip", "install", "--disable-pip-version-check", "--target"])
        .arg(&folder)
        .arg(VIRTUALENV);
    runner.run(install)?;
    let mut command = runner.program(&environment.interpreter.path);
    command.args(["-s", "-B", "-m", "virtualenv", "--no-download", "--no-periodic-update", "--app-data"]);
    command.arg(runner.workshop().join("virtualenv-data")).arg(&environment.folder).env("PYTHONPATH", &folder);
    runner.run(command)
}
