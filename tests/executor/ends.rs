//! Builds that end before their time.

use std::fs;

use crate::machine;
use crate::packages;
use crate::page::served;
use crate::workplace::{Built, Workplace, eventually, is_alive};

/// Starts another program, notes its number, and waits for ever.
const WAITS: &str = "sleep 1000 &\necho $! > ../../number\necho ready\nwait";

/// The number of that program, once it is written.
fn number_in(work: &Workplace) -> Option<String> {
    fs::read_to_string(work.path("number")).ok().filter(|number| !number.is_empty())
}

/// That program is gone, and with it the result.
fn is_cleared(work: &Workplace, built: &Built) {
    let number = number_in(work).expect("the number of a process");
    eventually("no program goes on", || !is_alive(&number));
    for folder in ["app", "python"] {
        assert!(!work.path("output").join(folder).exists(), "{folder}");
    }
    let report = built.report();
    assert_eq!((&report["start"], &report["prediction"]["actual"]), (&serde_json::Value::Null, &serde_json::Value::Null));
    assert_eq!(work.report().map(|report| report["ok"].clone()), Some(false.into()));
}

#[test]
fn a_script_that_takes_too_long_ends_with_all_that_it_started() {
    let Some(python) = machine::newest("a_script_that_takes_too_long_ends_with_all_that_it_started") else { return };
    let work = Workplace::new(&python);
    work.write_hook(&format!("trap '' TERM\n{WAITS}"));
    let built = work.build(&["--timeout", "1", "--no-sandbox"]).failed("timeout");
    assert_eq!(built.report()["failure"]["step"], "pre-compile-hook");
    is_cleared(&work, &built);
}

#[test]
fn a_package_that_hangs_ends_with_all_that_it_started() {
    let Some(python) = machine::newest("a_package_that_hangs_ends_with_all_that_it_started") else { return };
    let work = Workplace::new(&python);
    let number = work.path("number");
    let hangs = format!(
        "process = subprocess.Popen(['sleep', '1000'])\nwith open({number:?}, 'w') as file:\n    file.write(str(process.pid))\nprocess.wait()"
    );
    work.server.add(&packages::source("slowly", &hangs));
    work.write("requirements.txt", "slowly==1.0\ngunicorn==21.2.0\n");
    let mut running = work.begin(&["--no-sandbox"]);
    running.wait_for_step("install-dependencies");
    eventually("the package is built", || number_in(&work).is_some());
    running.signal("TERM");
    let built = running.end().failed("interrupted");
    assert_eq!(built.report()["failure"]["step"], "install-dependencies");
    is_cleared(&work, &built);
}

#[test]
fn a_build_that_is_not_wanted_any_more_ends_with_all_that_it_started() {
    let Some(python) = machine::newest("a_build_that_is_not_wanted_any_more_ends_with_all_that_it_started") else { return };
    let work = Workplace::new(&python);
    work.write_hook(WAITS);
    for signal in ["INT", "TERM"] {
        let mut running = work.begin(&["--no-sandbox"]);
        running.wait_for(|event| event["line"] == "ready");
        running.signal(signal);
        let built = running.end().failed("interrupted");
        is_cleared(&work, &built);
    }
}

#[test]
fn a_build_that_is_killed_leaves_no_report_and_nothing_in_the_way() {
    let Some(python) = machine::newest("a_build_that_is_killed_leaves_no_report_and_nothing_in_the_way") else { return };
    let work = Workplace::new(&python);
    fs::create_dir(work.path("cache")).expect("a folder");
    let hooks = ["pre-compile-hook", "post-compile-hook"];
    let waits_for = |hook: &str| format!("#!/bin/bash\nuntil [ -e ../../cache/{hook} ]; do sleep 0.1; done\n");
    work.write("bin/pre_compile", &waits_for(hooks[0]));
    work.write("bin/post_compile", &waits_for(hooks[1]));
    let let_go = |hook: &str| fs::write(work.path("cache").join(hook), "").expect("a file");
    // A build that is killed cannot come to its end meanwhile: its last script waits.
    let killed_at = |step: &str| {
        let _ = fs::remove_file(work.path("cache").join(hooks[1]));
        if step == hooks[0] {
            let _ = fs::remove_file(work.path("cache").join(hooks[0]));
        } else {
            let_go(hooks[0]);
        }
        let mut running = work.begin(&[]);
        running.wait_for_step(step);
        running.kill();
        assert_eq!(work.report(), None, "killed at {step}, the output is not complete");
        hooks.into_iter().for_each(let_go);
    };
    ["pre-compile-hook", "install-python", "install-dependencies", "post-compile-hook"].into_iter().for_each(killed_at);
    let built = work.build(&[]).well();
    assert!(built.steps("step-skipped").contains(&"install-dependencies"), "what was installed is used: {}", built.stdout);
    assert!(served(built.start(), work.root(), "/").ends_with("It works"));

    work.write("more.txt", "");
    ["pre-compile-hook", "post-compile-hook"].into_iter().for_each(killed_at);
    let built = work.build(&[]).well();
    assert!(work.path("output/app/more.txt").exists());
    assert!(served(built.start(), work.root(), "/").ends_with("It works"));
}
