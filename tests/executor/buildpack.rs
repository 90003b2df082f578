//! The buildpack, driven as the lifecycle drives it: by folders, variables and files, with exit statuses in return.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::machine;
use crate::workplace::{Workplace, paths};

/// Detection has passed, and does not pass.
const PASSED: Option<i32> = Some(0);
const NOT_DETECTED: Option<i32> = Some(100);

/// The folders that a lifecycle has, with the application among them.
struct Lifecycle {
    work: Workplace,
}

impl Lifecycle {
    fn new(test: &str) -> Option<Self> {
        let python = machine::needed(test, "3.6")?;
        let work = Workplace::new(&python);
        work.write("runtime.txt", "python-3.6.6\n");
        work.write("Procfile", "web: gunicorn app:app\nworker: echo works\n");
        for folder in ["buildpack/bin", "platform/env", "layers"] {
            fs::create_dir_all(work.path(folder)).expect("a folder");
        }
        let program = Path::new(env!("CARGO_BIN_EXE_pushready-buildpack"));
        for phase in ["detect", "build"] {
            symlink(program, work.path("buildpack/bin").join(phase)).expect("a link");
        }
        let descriptor = Path::new(env!("CARGO_MANIFEST_DIR")).join("buildpack/buildpack.toml");
        fs::copy(descriptor, work.path("buildpack/buildpack.toml")).expect("a copy");
        let lifecycle = Self { work };
        lifecycle.set("PUSHREADY_PLATFORM", "rainbond");
        lifecycle.set("BUILD_PIP_INDEX_URL", &lifecycle.work.server.url("/simple"));
        Some(lifecycle)
    }

    /// Sets a variable of the user.
    fn set(&self, name: &str, value: &str) {
        fs::write(self.work.path("platform/env").join(name), value).expect("a file");
    }

    fn phase(&self, phase: &str, arguments: &[&str]) -> Output {
        let mut command = Command::new(self.work.path("buildpack/bin").join(phase));
        let python = self.work.python.path.parent().expect("a folder");
        command.args(arguments.iter().map(|folder| self.work.path(folder))).current_dir(self.work.path("project"));
        command.env_clear().stdin(Stdio::null()).env("PATH", format!("{}:/usr/bin:/bin", python.display()));
        command.env("HOME", self.work.path("home")).env("TMPDIR", self.work.path("tmp")).env("PIP_NO_COMPILE", "1");
        command.env("CNB_BUILDPACK_DIR", self.work.path("buildpack"));
        for (name, value) in [("OS", "linux"), ("ARCH", "amd64"), ("DISTRO_NAME", "ubuntu"), ("DISTRO_VERSION", "24.04")] {
            command.env(format!("CNB_TARGET_{name}"), value);
        }
        command.output().expect("the program runs")
    }

    fn detect(&self) -> Output {
        self.phase("detect", &["platform", "plan.toml"])
    }

    /// Builds, with the plan that detection has made.
    fn build(&self) -> Output {
        fs::write(self.work.path("entries.toml"), "[[entries]]\nname = \"python\"\n").expect("a file");
        self.phase("build", &["layers", "platform", "entries.toml"])
    }

    fn toml(&self, file: &str) -> toml::Table {
        let text = fs::read_to_string(self.work.path(file)).expect("a file");
        text.parse().unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    /// Leaves what a lifecycle restores for the next build: the application anew, and layers that are kept.
    fn restore(&self) {
        fs::remove_dir_all(self.work.path("layers/python")).expect("a folder");
        fs::remove_file(self.work.path("layers/python.toml")).expect("a file");
    }

    /// Runs a process of the image, with the environment of its layer.
    fn launch(&self, program: &str, arguments: &[&str]) -> String {
        let layer = self.work.path("layers/python");
        let mut command = Command::new(layer.join("bin").join(program));
        command.args(arguments).current_dir(self.work.path("project")).env_clear();
        command.env("LD_LIBRARY_PATH", layer.join("lib"));
        command.env("PYTHONHOME", fs::read_to_string(layer.join("env/PYTHONHOME.override")).expect("a file"));
        let output = command.output().expect("the program runs");
        assert!(output.status.success(), "{}", said(&output));
        String::from_utf8(output.stdout).expect("text")
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr[..]].concat()).into_owned()
}

#[test]
fn the_buildpack_builds_twice_and_its_cache_comes_back() {
    let Some(lifecycle) = Lifecycle::new("the_buildpack_builds_twice_and_its_cache_comes_back") else { return };
    let detected = lifecycle.detect();
    assert_eq!(detected.status.code(), PASSED, "{}", said(&detected));
    let plan = lifecycle.toml("plan.toml");
    assert_eq!((&plan["provides"][0]["name"], &plan["requires"][0]["name"]), (&"python".into(), &"python".into()));

    let first = lifecycle.build();
    assert_eq!(first.status.code(), PASSED, "{}", said(&first));
    assert!(said(&first).contains("Install the dependencies"), "{}", said(&first));
    let launch = lifecycle.toml("layers/launch.toml");
    let processes = launch["processes"].as_array().expect("a list");
    let described = |process: &toml::Value| {
        let words =
            |key: &str| process[key].as_array().expect("a list").iter().map(|word| word.as_str().expect("text").to_owned());
        let command = words("command").chain(words("args")).collect::<Vec<_>>().join("|");
        (process["type"].as_str().expect("text").to_owned(), command, process.get("default").and_then(toml::Value::as_bool))
    };
    let expected = [("web", "bash|-c|gunicorn app:app", Some(true)), ("worker", "bash|-c|echo works", None)];
    let expected = expected.map(|(name, command, default)| (name.to_owned(), command.to_owned(), default));
    assert_eq!(processes.iter().map(described).collect::<Vec<_>>(), expected);
    let types = |layer: &str| {
        let types = lifecycle.toml(layer)["types"].clone();
        ["build", "launch", "cache"].map(|kind| types[kind].as_bool().expect("a yes or no"))
    };
    assert_eq!((types("layers/python.toml"), types("layers/cache.toml")), ([true, true, false], [false, false, true]));
    let default =
        |name: &str| fs::read_to_string(lifecycle.work.path("layers/python/env.launch").join(format!("{name}.default")));
    assert_eq!(default("PORT").expect("a file"), "5000");
    assert_eq!(default("PYTHONPATH").expect("a file"), lifecycle.work.path("project").to_string_lossy());
    assert!(!lifecycle.work.path("layers/output").exists());
    let found = lifecycle.launch("python", &["-c", "import gunicorn, app; print(gunicorn.__file__)"]);
    assert!(found.starts_with(&*lifecycle.work.path("layers/python/lib").to_string_lossy()), "{found}");

    lifecycle.restore();
    lifecycle.work.server.put("/files/gunicorn-21.2.0-py3-none-any.whl", crate::server::Answer::status(500));
    let second = lifecycle.build();
    assert_eq!(second.status.code(), PASSED, "{}", said(&second));
    assert!(said(&second).contains("comes from the cache"), "{}", said(&second));
    assert_eq!(lifecycle.launch("python", &["-c", "import gunicorn, app; print(gunicorn.__file__)"]), found);
}

#[test]
fn what_the_build_makes_of_the_application_stays_in_it() {
    let Some(lifecycle) = Lifecycle::new("what_the_build_makes_of_the_application_stays_in_it") else { return };
    lifecycle.work.write_hook("echo made > made; touch empty");
    let before = paths(&lifecycle.work.path("project")).len();
    let built = lifecycle.build();
    assert_eq!(built.status.code(), PASSED, "{}", said(&built));
    let after = paths(&lifecycle.work.path("project"));
    assert_eq!(after.len(), before + 2, "{after:?}");
    assert!(lifecycle.work.path("project/empty").exists());
}

#[test]
fn problems_are_told_in_the_words_of_the_rules() {
    let Some(lifecycle) = Lifecycle::new("problems_are_told_in_the_words_of_the_rules") else { return };
    lifecycle.work.write("requirements.txt", "gunicorn=21.2.0\n");
    assert_eq!(lifecycle.detect().status.code(), PASSED);
    let built = lifecycle.build();
    assert_eq!(built.status.code(), Some(1), "{}", said(&built));
    assert!(said(&built).contains("error[PSH501]"), "{}", said(&built));
    assert!(!lifecycle.work.path("layers/launch.toml").exists());
}

#[test]
fn other_projects_and_wrong_settings_have_their_own_statuses() {
    let Some(lifecycle) = Lifecycle::new("other_projects_and_wrong_settings_have_their_own_statuses") else { return };
    for file in ["requirements.txt", "app.py", "Procfile", "runtime.txt"] {
        fs::remove_file(lifecycle.work.path("project").join(file)).expect("a file");
    }
    lifecycle.work.write("package.json", "{}\n");
    let detected = lifecycle.detect();
    assert_eq!(detected.status.code(), NOT_DETECTED, "{}", said(&detected));
    assert!(!lifecycle.work.path("plan.toml").exists());
    lifecycle.set("PUSHREADY_PLATFORM", "heruko");
    let detected = lifecycle.detect();
    assert_eq!(detected.status.code(), Some(1));
    assert!(
        said(&detected).starts_with("error: no platform is called `heruko` (`heroku` is the nearest)"),
        "{}",
        said(&detected)
    );
}
