//! A whole Python inside the application, as slugs have it.

use std::fs;
use std::io;
use std::path::Path;

use super::folder::Environment;
use super::runner::Runner;
use crate::executor::process::Interrupt;
use crate::executor::tree::{self, Copying};
use crate::executor::trouble::Trouble;
use crate::executor::{relocate, source};

/// The folder below the application.
pub(in crate::executor) const FOLDER: &str = ".heroku/python";

/// Folders of the interpreter whose programs belong to the whole machine.
const SYSTEM: &[&str] = &["/usr", "/usr/local", "/"];

/// Copies the interpreter without the packages that others have installed for it, and gives it a pip of its own.
pub(super) fn make(environment: &Environment, runner: &mut dyn Runner) -> Result<(), Trouble> {
    let interpreter = &environment.interpreter;
    if SYSTEM.iter().any(|folder| interpreter.prefix == Path::new(folder)) {
        return Err(Trouble::NotMovable(interpreter.prefix.clone()));
    }
    copy(environment, runner.interrupt()).map_err(Trouble::at(&environment.folder))?;
    let mut command = runner.program(&environment.python());
    command.args(["-E", "-s", "-m", "ensurepip", "--default-pip"]);
    runner.run(command)?;
    relocate::scripts(&environment.bin, &[&environment.bin, &interpreter.prefix.join("bin")])
        .map_err(Trouble::at(&environment.bin))
}

fn copy(environment: &Environment, interrupt: &Interrupt) -> io::Result<()> {
    let interpreter = &environment.interpreter;
    let wants = |path: &Path| interrupt.check().map(|()| is_part_of_python(path));
    tree::copy(&interpreter.prefix, &environment.folder, Copying::Apart, &wants)?;
    let series = interpreter.version.series;
    fs::create_dir_all(environment.folder.join(format!("lib/python{series}/site-packages")))?;
    link_python(environment)
}

/// Neither the packages nor the tests of Python itself, which are half of its size, nor what it once compiled.
fn is_part_of_python(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let parent = path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
    let is_test = name == "test" && parent.starts_with("python");
    let is_foreign_program = parent == "bin" && !is_program_of_python(&name);
    !is_test && !is_foreign_program && name != "site-packages" && name != "__pycache__"
}

fn is_program_of_python(name: &str) -> bool {
    ["python", "pydoc", "2to3", "idle"].iter().any(|start| name.starts_with(start))
}

/// Some are installed without the short name.
fn link_python(environment: &Environment) -> io::Result<()> {
    let python = environment.python();
    if python.exists() {
        return Ok(());
    }
    let name = format!("python{}", environment.interpreter.version.series);
    source::make_link(Path::new(&name), &python)
}
