//! What stands in CI and before a commit: the action's script, the hooks, and the examples of `docs/ci.md`, each judged by those
//! who read them.
#![cfg(all(unix, feature = "cli"))]
#![expect(clippy::disallowed_methods, clippy::expect_used, reason = "the tests run programs, and fail where they do not start")]

#[path = "formats/checkers.rs"]
mod checkers;
#[path = "support/skipped.rs"]
mod skipped;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use checkers::{Checkers, root};
use tempfile::TempDir;

/// A project with an error, and one fix.
const BROKEN: &str = "examples/missing-space";

fn pushready() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_pushready"))
}

/// The path of programs, with this one before all others.
fn path() -> String {
    let folder = pushready().parent().expect("a folder");
    format!("{}:{}", folder.display(), std::env::var("PATH").unwrap_or_default())
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

fn all_of(output: &Output) -> String {
    format!("{}{}", text(&output.stdout), text(&output.stderr))
}

fn run(command: &mut Command) -> Output {
    command.env("PATH", path()).env("LC_ALL", "C").output().expect("the program runs")
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        fs::copy(entry.path(), to.join(entry.file_name())).expect("a copy");
    }
}

/// The examples of a document that begin with a comment that names this file.
fn examples(document: &str, file: &str) -> Vec<String> {
    let document = fs::read_to_string(root().join(document)).expect("a document");
    let blocks = document.split("```yaml\n").skip(1).filter_map(|rest| rest.split_once("```"));
    blocks.map(|(block, _)| block.to_owned()).filter(|block| block.starts_with(&format!("# {file}\n"))).collect()
}

/// Has a program read each of these texts as a file.
fn accepted(checkers: &Checkers, program: &[&str], texts: &[String]) {
    let [name, arguments @ ..] = program else { return };
    assert!(!texts.is_empty(), "{program:?} has nothing to read");
    let folder = TempDir::new().expect("a folder");
    for text in texts {
        let file = folder.path().join("example.yml");
        fs::write(&file, text).expect("a file");
        let output = run(checkers.program(name).args(arguments).arg(&file));
        assert!(output.status.success(), "{}\n{text}", all_of(&output));
    }
}

#[test]
fn those_who_read_the_examples_accept_them() {
    let Some(checkers) = checkers::find() else {
        skipped::note("those_who_read_the_examples_accept_them", checkers::MISSING);
        return;
    };
    let schema = |name| ["check-jsonschema", "--builtin-schema", name];
    accepted(&checkers, &schema("vendor.github-workflows"), &examples("docs/ci.md", ".github/workflows/pushready.yml"));
    accepted(&checkers, &schema("vendor.gitlab-ci"), &examples("docs/ci.md", ".gitlab-ci.yml"));
    accepted(&checkers, &["pre-commit", "validate-config"], &examples("docs/ci.md", ".pre-commit-config.yaml"));
    let whole = |file: &str| [fs::read_to_string(root().join(file)).expect("a file")];
    accepted(&checkers, &schema("vendor.github-actions"), &whole("action.yml"));
    accepted(&checkers, &["pre-commit", "validate-manifest"], &whole(".pre-commit-hooks.yaml"));
}

/// What a step of the action leaves behind.
struct Step {
    output: Output,
    folder: TempDir,
}

impl Step {
    /// Runs the action's script as the runner does.
    fn new(project: &str, variables: &[(&str, &str)]) -> Self {
        let folder = TempDir::new().expect("a folder");
        let mut command = Command::new(root().join("scripts/action"));
        command.arg("check").current_dir(root()).env("PROJECT", project).env("RUNNER_TEMP", folder.path());
        for (name, value) in [("PLATFORMS", ""), ("FAIL_ON", "error"), ("ARGUMENTS", "")].iter().chain(variables) {
            command.env(name, value);
        }
        for (name, file) in [("GITHUB_OUTPUT", "output"), ("GITHUB_STEP_SUMMARY", "summary")] {
            command.env(name, folder.path().join(file));
        }
        Self { output: run(&mut command), folder }
    }

    fn status(&self) -> Option<i32> {
        self.output.status.code()
    }

    fn file(&self, name: &str) -> Option<String> {
        fs::read_to_string(self.folder.path().join(name)).ok()
    }
}

fn checked(arguments: &[&str]) -> String {
    text(&run(Command::new(pushready()).args(["check", BROKEN]).args(arguments).current_dir(root())).stdout)
}

#[test]
fn the_action_annotates_sums_up_and_hands_over() {
    let step = Step::new(BROKEN, &[("PLATFORMS", "heroku digitalocean"), ("ARGUMENTS", "--ignore PSH6 --lang en")]);
    let options = ["--platform", "heroku", "--platform", "digitalocean", "--ignore", "PSH6", "--lang", "en", "--format"];
    let said = |form| checked(&[&options[..], &[form]].concat());
    assert_eq!((step.status(), text(&step.output.stdout)), (Some(1), said("github")));
    assert_eq!(step.file("summary"), Some(said("markdown")));
    assert_eq!(step.file("pushready.sarif"), Some(said("sarif")));
    let sarif = step.folder.path().join("pushready.sarif");
    assert_eq!(step.file("output"), Some(format!("sarif={}\n", sarif.display())));
    assert_eq!(Step::new(BROKEN, &[("FAIL_ON", "never")]).status(), Some(0));
}

#[test]
fn a_wrong_input_of_the_action_ends_it_with_a_sentence() {
    for (project, variable) in [(BROKEN, ("PLATFORMS", "heruko")), ("nowhere", ("ARGUMENTS", "")), (BROKEN, ("FAIL_ON", "$(id)"))]
    {
        let step = Step::new(project, &[variable]);
        assert_eq!((step.status(), text(&step.output.stdout).as_str()), (Some(2), ""), "{variable:?}");
        assert!(!step.output.stderr.is_empty());
        assert_eq!((step.file("summary"), step.file("output"), step.file("pushready.sarif")), (None, None, None));
    }
}

#[test]
fn pre_commit_runs_the_hook() {
    let Some(checkers) = checkers::find().filter(|_| root().join(".git").exists()) else {
        skipped::note("pre_commit_runs_the_hook", checkers::MISSING);
        return;
    };
    let (project, home) = (TempDir::new().expect("a folder"), TempDir::new().expect("a folder"));
    copy(&root().join(BROKEN), project.path());
    let git = |arguments: &[&str]| assert!(run(Command::new("git").args(arguments).current_dir(project.path())).status.success());
    git(&["init", "--quiet"]);
    git(&["add", "."]);
    let hook = || {
        let mut command = checkers.program("pre-commit");
        command.arg("try-repo").arg(root()).args(["pushready-installed", "--all-files", "--color", "never"]);
        run(command.current_dir(project.path()).env("PRE_COMMIT_HOME", home.path()))
    };
    let broken = hook();
    assert_eq!(broken.status.code(), Some(1), "{}", all_of(&broken));
    assert!(all_of(&broken).contains("error[PSH203]"), "{}", all_of(&broken));
    assert!(run(Command::new(pushready()).arg("fix").current_dir(project.path())).status.success());
    git(&["add", "."]);
    let mended = hook();
    assert!(mended.status.success(), "{}", all_of(&mended));
}
