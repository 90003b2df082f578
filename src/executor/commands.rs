//! A command of the plan, made ready for this machine.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::plan::{QUIET, Run, Tools};

use super::environment::Environment;
use super::variables::Caller;

/// The folder of the application on every platform.
const PLATFORM_HOME: &str = "/app/";

/// All that programs are run in.
pub(super) struct Setting<'a> {
    pub(super) caller: &'a Caller,
    pub(super) app: &'a Path,
    /// The environment of the project, once it is there.
    pub(super) environment: Option<&'a Environment>,
    /// The environment of package managers that live apart.
    pub(super) tools: Option<&'a Environment>,
    /// The folder for the caches of package managers.
    pub(super) caches: &'a Path,
}

impl Setting<'_> {
    /// The command of a step. The variables that the platform hands on come last: they are what the step is about.
    pub(super) fn command(&self, run: &Run) -> Command {
        let words = adapted(&run.command, self.app);
        let program = words.first().map(String::as_str).unwrap_or_default();
        let mut command = self.program(&self.resolve(program));
        command.args(words.iter().skip(1)).envs(&run.env);
        command
    }

    /// A program with the environment of a build around it.
    pub(super) fn program(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        self.caller.give(&mut command);
        let folders: Vec<&Path> = self.folders().collect();
        command.current_dir(self.app).env("PATH", self.caller.path_with(&folders));
        for (name, folder) in
            [("PIP_CACHE_DIR", "pip"), ("UV_CACHE_DIR", "uv"), ("PIPENV_CACHE_DIR", "pipenv"), ("POETRY_CACHE_DIR", "poetry")]
        {
            command.env(name, self.caches.join(folder));
        }
        command.envs(QUIET);
        if let Some(environment) = self.environment {
            let folder: OsString = environment.folder.clone().into();
            command.env("VIRTUAL_ENV", &folder).env("UV_PROJECT_ENVIRONMENT", folder).env("UV_PYTHON", environment.python());
        }
        command
    }

    fn folders(&self) -> impl Iterator<Item = &Path> {
        [self.environment, self.tools].into_iter().flatten().map(|environment| environment.bin.as_path())
    }

    /// Scripts of the project lie below the application; other programs are searched for, in the environment first.
    fn resolve(&self, program: &str) -> PathBuf {
        if program.contains('/') {
            return self.app.join(program);
        }
        let file = format!("{program}{}", std::env::consts::EXE_SUFFIX);
        let inside = self.folders().map(|folder| folder.join(&file)).find(|path| path.is_file());
        inside.or_else(|| self.caller.program(program)).unwrap_or_else(|| program.into())
    }
}

/// The words with what stands for the platform's own folders changed: packages go into the output and nowhere else, so
/// there is no need for `--user`, which virtual environments refuse.
fn adapted(words: &[String], app: &Path) -> Vec<String> {
    let is_kept = |word: &&String| *word != "--user";
    words.iter().filter(is_kept).map(|word| at_home(word, app)).collect()
}

fn at_home(word: &str, app: &Path) -> String {
    match word.split_once('=') {
        Some((option, value)) if option.starts_with("--") => match value.strip_prefix(PLATFORM_HOME) {
            Some(below) => format!("{option}={}", app.join(below).display()),
            None => word.to_owned(),
        },
        _ => word.to_owned(),
    }
}

/// The words that install the same with uv; none if it is not pip that installs a requirements file.
pub(super) fn with_uv(run: &Run, uv: &Path, python: &Path) -> Option<Vec<String>> {
    let [program, install, ..] = run.command.as_slice() else { return None };
    let after = |names: &[&str]| {
        let place = run.command.iter().position(|word| names.contains(&word.as_str()))?;
        run.command.get(place + 1).cloned()
    };
    let joined = |name: &str| run.command.iter().find_map(|word| word.strip_prefix(name).map(str::to_owned));
    let file = after(&["-r", "--requirement"]).or_else(|| joined("--requirement="))?;
    if program != "pip" || install != "install" || run.tools == Tools::Apart {
        return None;
    }
    let path = |path: &Path| path.to_string_lossy().into_owned();
    let mut words = vec![path(uv), "pip".to_owned(), "install".to_owned(), "--python".to_owned(), path(python)];
    if let Some(index) = after(&["-i", "--index-url"]) {
        words.extend(["--index-url".to_owned(), index]);
    }
    words.extend(["-r".to_owned(), file]);
    Some(words)
}

/// The words that install with uv what a platform brings beside pip, such as setuptools; none if that is nothing: uv stands in
/// for pip itself.
pub(super) fn companions_with_uv(run: &Run, uv: &Path, python: &Path) -> Option<Vec<String>> {
    let is_companion = |word: &&String| !word.starts_with('-') && word.split("==").next() != Some("pip");
    let companions: Vec<String> = run.command.iter().skip(2).filter(is_companion).cloned().collect();
    let path = |path: &Path| path.to_string_lossy().into_owned();
    let head = [path(uv), "pip".to_owned(), "install".to_owned(), "--python".to_owned(), path(python)];
    (!companions.is_empty()).then(|| head.into_iter().chain(companions).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn folders_of_the_platform_lie_in_the_output() {
        let given = words("pip install --user -r requirements.txt --src=/app/.heroku/src --requirement=app/x");
        let expected = words("pip install -r requirements.txt --src=/out/app/.heroku/src --requirement=app/x");
        assert_eq!(adapted(&given, Path::new("/out/app")), expected);
    }

    #[test]
    fn uv_installs_what_comes_along_with_pip() {
        let uv = |line: &str| {
            let run = Run { command: words(line), ..Run::default() };
            companions_with_uv(&run, Path::new("/bin/uv"), Path::new("/env/bin/python")).map(|words| words.join(" "))
        };
        let expected = "/bin/uv pip install --python /env/bin/python setuptools==70.3.0";
        assert_eq!(uv("pip install pip==26.2.1 setuptools==70.3.0").as_deref(), Some(expected));
        assert_eq!(uv("pip install --upgrade pip"), None);
    }

    #[test]
    fn uv_installs_the_same_file_from_the_same_index() {
        let uv = |line: &str| {
            let run = Run { command: words(line), ..Run::default() };
            with_uv(&run, Path::new("/bin/uv"), Path::new("/env/bin/python")).map(|words| words.join(" "))
        };
        let expected = "/bin/uv pip install --python /env/bin/python --index-url https://x/simple -r requirements.txt";
        assert_eq!(uv("pip install -i https://x/simple -r requirements.txt --no-cache-dir").as_deref(), Some(expected));
        let expected = "/bin/uv pip install --python /env/bin/python -r requirements.txt";
        assert_eq!(uv("pip install --requirement=requirements.txt --user").as_deref(), Some(expected));
        assert_eq!(uv("pip install -e ."), None);
        assert_eq!(uv("poetry sync"), None);
    }
}
