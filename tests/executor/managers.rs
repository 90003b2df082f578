//! The other package managers: the real programs from PyPI, with packages from an index on loopback.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;

use tempfile::TempDir;

use crate::machine::{self, Python};
use crate::packages;
use crate::page::served;
use crate::skipped;
use crate::workplace::{Built, Workplace};

/// The versions that Heroku installs.
const PROGRAMS: [&str; 3] = ["pipenv==2026.7.1", "poetry==2.4.1", "uv==0.12.5"];

/// An environment with the programs, to lock with; none if PyPI cannot be reached.
static TOOLS: LazyLock<Option<TempDir>> = LazyLock::new(|| {
    let python = machine::newest("the_package_managers_are_installed")?;
    let place = TempDir::new().expect("a temporary folder");
    let done = |command: &mut Command| command.output().is_ok_and(|output| output.status.success());
    let is_there = done(Command::new(&python.path).args(["-m", "venv"]).arg(place.path()))
        && done(Command::new(place.path().join("bin/pip")).args(["install", "--quiet"]).args(PROGRAMS));
    is_there.then_some(place)
});

/// A project for a platform that installs with these programs, and the folder in which they are.
struct Managed {
    work: Workplace,
    programs: PathBuf,
    index: Option<String>,
    python: Python,
}

impl Managed {
    fn new(test: &str) -> Option<Self> {
        let python = machine::newest(test)?;
        let Some(tools) = TOOLS.as_ref() else {
            skipped::note(test, "the package managers cannot be installed from PyPI");
            return None;
        };
        let work = Workplace::new(&python);
        work.server.add(&packages::module("colours", "RED = 1\n"));
        Some(Self { work, programs: tools.path().join("bin"), index: machine::index_url(&python), python })
    }

    /// One that Heroku installs, by what the manager reads instead of `requirements.txt`.
    fn on_heroku(test: &str, python: &Python, manifest: &str, content: &str) -> Option<Self> {
        let managed = Self::new(test)?;
        managed.work.platform("heroku", &format!("oldest = '{}'\n", series(python)));
        for file in ["requirements.txt", "runtime.txt"] {
            fs::remove_file(managed.work.path("project").join(file)).expect("a file");
        }
        managed.work.write(".python-version", &format!("{}\n", python.version));
        managed.work.write(manifest, &content.replace("INDEX", &managed.work.server.url("/simple")));
        Some(managed)
    }

    fn with_programs(&self, mut command: Command) -> Command {
        command.env("PATH", format!("{}:/usr/local/bin:/usr/bin:/bin", self.programs.display()));
        command
    }

    /// Writes the lock file.
    fn lock(&self, program: &str) {
        let mut command = self.with_programs(Command::new(self.programs.join(program)));
        command.arg("lock").current_dir(self.work.path("project")).env("HOME", self.work.path("locking"));
        // None of them has to look for a Python.
        command.env("UV_PYTHON", &self.python.path).env("PIPENV_PYTHON", &self.python.path);
        let output = command.output().expect("the program runs");
        assert!(output.status.success(), "{program} lock: {}", String::from_utf8_lossy(&output.stderr));
    }

    fn made(&self, more: &[&str]) -> Built {
        let mut command = self.work.command(more);
        if let Some(index) = &self.index {
            // The platform leaves the manager's own installation to the index that pip has by itself.
            command.env("PIP_INDEX_URL", index);
        }
        Built::of(command.output().expect("the program runs"))
    }

    /// Builds it, and gets the page; then asks for a package that is not in the lock file.
    fn works(&self, requirement: (&str, &str)) {
        let built = self.made(&[]).well();
        assert_eq!(built.report()["prediction"]["held"], true);
        let page = served(built.start(), self.work.root(), "/");
        assert!(page.ends_with("It works"), "{page}");
        self.outgrows_its_lock(requirement);
    }

    fn outgrows_its_lock(&self, (manifest, requirement): (&str, &str)) {
        let text = fs::read_to_string(self.work.path("project").join(manifest)).expect("a text");
        self.work.write(manifest, &text.replace("# more", requirement));
        let stopped = self.made(&[]).failed("foretold");
        assert_eq!(stopped.report()["failure"]["codes"][0], "PSH522", "{}", stopped.stdout);
        let failed = self.made(&["--force"]).failed("outdated-lock-file");
        assert_eq!(failed.report()["prediction"]["held"], true, "{}", failed.stdout);
    }
}

fn series(python: &Python) -> &str {
    python.version.rsplit_once('.').map_or(&*python.version, |(series, _)| series)
}

#[test]
fn requirements_are_installed_with_uv_where_that_is_asked_for() {
    let Some(managed) = Managed::new("requirements_are_installed_with_uv_where_that_is_asked_for") else { return };
    let work = &managed.work;
    let made = || Built::of(managed.with_programs(work.command(&["--installer", "uv"])).output().expect("the program runs"));
    let built = made().well();
    assert!(built.output().contains("uv installs in the place of pip"), "{}", built.stdout);
    assert!(served(built.start(), work.root(), "/").ends_with("It works"), "{}", built.start());
    assert_eq!(made().well().report()["unchanged"], true);
    work.write("requirements.txt", "gunicorn==21.2.0\ncolours==2.0\n");
    made().failed("no-matching-release");
}

#[test]
fn uv_that_is_not_there_is_missed() {
    let Some(python) = machine::newest("uv_that_is_not_there_is_missed") else { return };
    let work = Workplace::new(&python);
    let mut command = work.command(&["--installer", "uv"]);
    let built = Built::of(command.env("PATH", "/bin").output().expect("the program runs")).failed("not-started");
    assert_eq!(built.report()["failure"]["subject"], "uv");
}

const PYPROJECT: &str = "\
[project]
name = \"shop\"
version = \"0.1.0\"
requires-python = \">=3.9\"
dependencies = [
  \"gunicorn==21.2.0\",
  # more
]
";

#[test]
fn poetry_installs_what_it_has_locked() {
    const TEST: &str = "poetry_installs_what_it_has_locked";
    let Some(python) = machine::newest(TEST) else { return };
    let source = "[[tool.poetry.source]]\nname = \"here\"\nurl = \"INDEX\"\npriority = \"primary\"\n";
    let pyproject = format!("{PYPROJECT}\n[tool.poetry]\npackage-mode = false\n\n{source}");
    let Some(managed) = Managed::on_heroku(TEST, &python, "pyproject.toml", &pyproject) else { return };
    managed.lock("poetry");
    managed.works(("pyproject.toml", "\"colours\","));
}

#[test]
fn uv_installs_what_it_has_locked() {
    const TEST: &str = "uv_installs_what_it_has_locked";
    let Some(python) = machine::newest(TEST) else { return };
    let pyproject = format!("{PYPROJECT}\n[[tool.uv.index]]\nurl = \"INDEX\"\ndefault = true\n");
    let Some(managed) = Managed::on_heroku(TEST, &python, "pyproject.toml", &pyproject) else { return };
    managed.lock("uv");
    managed.works(("pyproject.toml", "\"colours\","));
}

#[test]
fn pipenv_installs_what_it_has_locked() {
    const TEST: &str = "pipenv_installs_what_it_has_locked";
    let Some(python) = machine::newest(TEST) else { return };
    let pipfile =
        "[[source]]\nurl = \"INDEX\"\nverify_ssl = false\nname = \"here\"\n\n[packages]\ngunicorn = \"==21.2.0\"\n# more\n";
    let Some(managed) = Managed::on_heroku(TEST, &python, "Pipfile", pipfile) else { return };
    managed.lock("pipenv");
    managed.works(("Pipfile", "colours = \"*\""));
}
