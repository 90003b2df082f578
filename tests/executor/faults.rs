//! Things that go wrong around a build, or in its packages.

use std::fs;
use std::process::Command;

use crate::machine;
use crate::packages;
use crate::server::Answer;
use crate::skipped;
use crate::workplace::{Built, Workplace, paths};

const COLOURS: &str = "/files/colours-1.0-py3-none-any.whl";

fn fails_while_installing(work: &Workplace, class: &str) -> Built {
    let built = work.build(&["--no-cache"]).failed(class);
    assert_eq!(built.report()["failure"]["step"], "install-dependencies");
    assert!(!work.path("output/app").exists() && !work.path("output/python").exists(), "nothing is left of it");
    assert!(!work.path("cache").exists());
    built
}

#[test]
fn an_index_that_fails_says_nothing_about_the_project() {
    let Some(python) = machine::newest("an_index_that_fails_says_nothing_about_the_project") else { return };
    let work = Workplace::new(&python);
    let (file, wheel) = packages::module("colours", "RED = 1\n");
    work.server.add(&(file, wheel.clone()));
    work.write("requirements.txt", "gunicorn==21.2.0\ncolours==1.0\n");
    work.server.put(COLOURS, Answer::half(&wheel));
    let cut = fails_while_installing(&work, "network");
    assert_eq!(cut.report()["prediction"]["held"], serde_json::Value::Null);
    work.server.put(COLOURS, Answer::status(500));
    fails_while_installing(&work, "index-unreachable");
}

#[test]
fn a_package_that_fails_is_named() {
    let Some(python) = machine::newest("a_package_that_fails_is_named") else { return };
    let work = Workplace::new(&python);
    let (file, wheel) = packages::module("shades", "");
    // A file that is not the one which the index announces came to harm on its way; pip says so in the same words.
    work.server.add_as(&file, &wheel, &format!("#sha256={}", "0".repeat(64)));
    work.write("requirements.txt", "shades==1.0\n");
    fails_while_installing(&work, "network");
    work.write("requirements.txt", &format!("shades==1.0 --hash=sha256:{}\n", "1".repeat(64)));
    fails_while_installing(&work, "hash-mismatch");
    let compiles = "subprocess.run(['false'])\nsys.exit(\"error: command 'gcc' failed with exit status 1\")";
    work.server.add(&packages::source("engine", compiles));
    work.write("requirements.txt", "engine==1.0\n");
    let built = work.build(&["--keep-failed"]).failed("package-build-failed");
    assert_eq!(built.report()["failure"]["subject"], "engine==1.0");
    assert!(work.path("output/app/app.py").exists() && work.path("output/python").exists(), "it is kept to be looked at");
    assert_eq!(built.report()["prediction"]["actual"], "failed");
}

/// Runs a build with a small file system of its own mounted on a folder; afterwards standard error lists what is in it.
fn on_small_disk(work: &Workplace, size: &str, folder: &str, more: &[&str]) -> Built {
    const SCRIPT: &str = "mkdir -p \"$1\" && mount -t tmpfs -o size=\"$0\" none \"$1\" || exit 99\n\
        folder=$1; shift; \"$@\"; status=$?; find \"$folder\" >&2; exit $status";
    let build = work.command(more);
    let mut command = Command::new("unshare");
    command.args(["--map-root-user", "--mount", "sh", "-c", SCRIPT, size, folder]).arg(build.get_program());
    command.args(build.get_args()).current_dir(work.root()).env_clear();
    command.envs(build.get_envs().filter_map(|(name, value)| Some((name, value?))));
    Built::of(command.output().expect("unshare runs"))
}

fn can_mount() -> bool {
    let script = "mount -t tmpfs none /mnt";
    let output = Command::new("unshare").args(["--map-root-user", "--mount", "sh", "-c", script]).output();
    output.is_ok_and(|output| output.status.success())
}

#[test]
fn a_full_disk_is_told_apart() {
    const NAME: &str = "a_full_disk_is_told_apart";
    let Some(python) = machine::newest(NAME) else { return };
    if !can_mount() {
        return skipped::note(NAME, "no file system can be mounted here");
    }
    let work = Workplace::new(&python);
    let in_the_step = on_small_disk(&work, "2m", "output", &[]).failed("disk-full");
    assert_eq!(in_the_step.report()["failure"]["step"], "install-python");

    let with_full_cache = on_small_disk(&work, "2m", "cache", &["--output", "other"]).well();
    assert!(with_full_cache.output().contains("the packages are not kept for later builds"), "{}", with_full_cache.stdout);
    assert!(!with_full_cache.stderr.contains("packages/."), "no half of them stays: {}", with_full_cache.stderr);
    assert!(!paths(&work.path("other/python")).iter().any(|path| path.ends_with(".made-in")));

    fs::write(work.path("project/large.bin"), vec![1; 3_000_000]).expect("a file");
    let before_the_steps = on_small_disk(&work, "2m", "output", &[]).failed("disk-full");
    assert_eq!(before_the_steps.report()["failure"]["step"], serde_json::Value::Null);
    assert_eq!(before_the_steps.report()["prediction"]["actual"], serde_json::Value::Null);
}
