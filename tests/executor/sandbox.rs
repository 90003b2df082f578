//! A project that tries to leave the place that its build is given.

use std::fs;
use std::process::Command;

use crate::machine;
use crate::skipped;
use crate::workplace::{PROGRAM, Workplace};
#[cfg(target_os = "linux")]
use crate::workplace::{eventually, is_worked_in};

/// A project on a machine where bubblewrap is there and works; that it is not is noted.
fn workplace(test: &str) -> Option<Workplace> {
    let python = machine::newest(test)?;
    let tried = Command::new("bwrap").args(["--unshare-all", "--ro-bind", "/", "/", "--proc", "/proc", "true"]).output();
    if !tried.is_ok_and(|tried| tried.status.success()) {
        skipped::note(test, "bubblewrap is missing or does not work here");
        return None;
    }
    Some(Workplace::new(&python))
}

/// Tries everything that it should not be able to do, and says what it could.
const ATTEMPTS: &str = r#"
could() { echo "could: $*"; }
cat "$HOME/secret" 2>/dev/null && could read the home folder
cat "$HOME_OF_TEST/secret" 2>/dev/null && could read the home folder by its path
ls -A "$HOME" 2>/dev/null | grep -q . && could list the home folder
echo x 2>/dev/null >"$PROJECT/app.py" && could write to the project
echo x 2>/dev/null >"$PROJECT/../beside" && could write beside the project
echo x 2>/dev/null >/usr/left && could write to the system
echo x 2>/dev/null >/tmp/left-by-a-build && [ -e "$PROJECT" ] && could write to the temporary folder and see the project
[ -n "$SECRET_OF_THE_CALLER" ] && could read a variable
kill -0 "$PROCESS_OF_TEST" 2>/dev/null && could see a process
echo x >written-by-the-hook || echo "could not write to the application"
"#;

#[test]
fn a_project_cannot_leave_its_sandbox() {
    let Some(work) = workplace("a_project_cannot_leave_its_sandbox") else { return };
    fs::write(work.path("home/secret"), "the secret").expect("a file");
    let places = format!(
        "HOME_OF_TEST='{}'\nPROJECT='{}'\nPROCESS_OF_TEST={}\n",
        work.path("home").display(),
        work.path("project").display(),
        std::process::id()
    );
    work.write_hook(&format!("{places}{ATTEMPTS}"));
    let left = std::path::Path::new("/tmp/left-by-a-build");
    assert!(!left.exists());
    let mut command = work.command(&["--sandbox"]);
    let built = crate::workplace::Built::of(command.env("SECRET_OF_THE_CALLER", "x").output().expect("the program runs")).well();
    let said = built.output();
    assert!(!said.contains("could"), "{said}");
    assert!(said.contains("run apart"), "{said}");
    assert!(work.path("output/app/written-by-the-hook").exists() && !left.exists());
    assert!(!work.path("beside").exists());
    // A second build takes the packages out of the cache, where the first one could write them.
    let again = work.build(&["--sandbox", "--output", "other"]).well();
    assert!(again.output().contains("the packages come from the cache"), "{}", again.output());
}

/// Starts another program that does not end when it is asked to, and waits for ever.
#[cfg(target_os = "linux")]
const WAITS: &str = "trap '' TERM\n(trap '' TERM; while :; do sleep 1; done) &\necho ready\nwait";

#[test]
#[cfg(target_os = "linux")]
fn a_sandbox_ends_with_all_that_runs_in_it() {
    let Some(work) = workplace("a_sandbox_ends_with_all_that_runs_in_it") else { return };
    let is_over = || {
        let output = work.path("output").canonicalize().expect("a folder");
        eventually("no program goes on", || !is_worked_in(&output));
    };
    work.write_hook(WAITS);
    work.build(&["--sandbox", "--timeout", "1"]).failed("timeout");
    is_over();
    let mut running = work.begin(&["--sandbox"]);
    running.wait_for(|event| event["line"] == "ready");
    running.signal("INT");
    running.end().failed("interrupted");
    is_over();
    let mut running = work.begin(&["--sandbox"]);
    running.wait_for(|event| event["line"] == "ready");
    running.kill();
    is_over();
    work.write_hook("trap 'echo asked; exit 7' TERM\necho ready\nwhile :; do sleep 0.1; done");
    let mut running = work.begin(&["--sandbox"]);
    running.wait_for(|event| event["line"] == "ready");
    running.signal("TERM");
    assert!(running.end().failed("interrupted").output().contains("asked"));
}

#[test]
fn a_step_without_network_says_so_when_it_fails() {
    let Some(work) = workplace("a_step_without_network_says_so_when_it_fails") else { return };
    let asks =
        format!("import urllib.request\nprint(urllib.request.urlopen('{}').status)\n", work.server.url("/simple/gunicorn/"));
    work.write("manage.py", &asks);
    work.write("requirements.txt", "gunicorn==21.2.0\ndjango==1.0\n");
    work.server.add(&crate::packages::module("django", "VERSION = (1, 0)\n"));
    let said = "if it needs one, build with `--no-sandbox`";
    let failed = work.build(&["--sandbox", "--force"]).failed("collectstatic-other");
    assert!(failed.output().contains(said), "{}", failed.stdout);
    let built = work.build(&["--no-sandbox", "--force"]).well();
    assert!(!built.output().contains(said) && !built.output().contains("apart"), "{}", built.stdout);
}

#[test]
fn without_bubblewrap_it_is_said_before_anything_is_done() {
    let Some(python) = machine::newest("without_bubblewrap_it_is_said_before_anything_is_done") else { return };
    let work = Workplace::new(&python);
    let output = work.command(&["--sandbox"]).env("PATH", work.path("home")).output().expect("the program runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.starts_with("error: `--sandbox` needs bubblewrap") && !work.path("output").exists(), "{said} by {PROGRAM}");
    let output = work.command(&[]).env("PATH", work.path("home")).output().expect("the program runs");
    let built = crate::workplace::Built::of(output).well();
    let is_offered = built.output().contains("with the package bubblewrap they run apart");
    assert_eq!(is_offered, cfg!(target_os = "linux"), "{}", built.stdout);
}
