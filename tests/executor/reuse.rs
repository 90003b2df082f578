//! What builds have in common with each other: the output, the cache, the place where they work.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::machine;
use crate::packages;
use crate::page::served;
use crate::workplace::{Built, Running, Workplace, eventually, listing, paths};

#[test]
fn each_build_does_only_what_the_one_before_it_has_not() {
    let Some(python) = machine::newest("each_build_does_only_what_the_one_before_it_has_not") else { return };
    let work = Workplace::new(&python);
    work.server.add(&packages::module("colours", "RED = 1\n"));
    let before = [work.path("home"), work.path("project")].map(|folder| listing(&folder));

    let first = work.build(&[]).well();
    follows_the_plan(&work, &first);
    let names = |folder: &str| {
        paths(&work.path(folder)).iter().map(|path| path.strip_prefix(work.path(folder)).map(PathBuf::from)).collect::<Vec<_>>()
    };
    assert_eq!(names("output/app"), names("project"));
    reports_itself(&work, &first);
    assert!(served(first.start(), work.root(), "/").ends_with("It works"), "{}", first.start());
    assert_eq!([work.path("home"), work.path("project")].map(|folder| listing(&folder)), before, "nothing else is written to");
    assert_eq!(listing(&work.path("tmp")).len(), 0, "nothing is left in the temporary folder");
    assert!(!work.server.asked().is_empty());

    let same = work.build(&[]).well();
    assert_eq!(same.steps("step-skipped"), first.all_steps());
    assert!(same.steps("step-started").is_empty() && same.report()["unchanged"] == true, "{}", same.stdout);
    assert_eq!(same.start(), first.start());

    let app = fs::read_to_string(work.path("project/app.py")).expect("a file");
    work.write("app.py", &app.replace("It works", "It still works"));
    let changed_code = work.build(&[]).well();
    assert!(is_skipped(&changed_code, "install-dependencies", "cached"), "{}", changed_code.stdout);
    assert_eq!(work.server.asked(), Vec::<String>::new());
    assert!(served(changed_code.start(), work.root(), "/").ends_with("It still works"));

    moved_elsewhere(&work, &changed_code);

    work.write("requirements.txt", "gunicorn==21.2.0\ncolours==1.0\n");
    let changed_packages = work.build(&[]).well();
    assert!(changed_packages.steps("step-started").contains(&"install-dependencies"), "{}", changed_packages.stdout);
    assert!(work.server.asked().contains(&"/files/colours-1.0-py3-none-any.whl".to_owned()));
    keeps_packages_as_they_were(&work);
}

/// What a script changes in the packages of one build is not in those of the next.
fn keeps_packages_as_they_were(work: &Workplace) {
    let installed = || {
        let all = paths(&work.path("output/python"));
        fs::read_to_string(all.iter().find(|path| path.ends_with("colours.py")).expect("a module")).expect("a text")
    };
    work.write("bin/post_compile", "#!/bin/bash\necho 'RED = 2' >> \"$(python -c 'import colours; print(colours.__file__)')\"\n");
    work.build(&[]).well();
    assert_eq!(installed(), "RED = 1\nRED = 2\n");
    fs::remove_file(work.path("project/bin/post_compile")).expect("a file");
    work.build(&[]).well();
    assert_eq!(installed(), "RED = 1\n");
}

/// The events are about the steps of `pushready plan`, in their order.
fn follows_the_plan(work: &Workplace, built: &Built) {
    let mut command = work.pushready("plan", "project");
    command.args(["--format", "json", "--env", &format!("BUILD_PIP_INDEX_URL={}", work.server.url("/simple"))]);
    let output = command.output().expect("the program runs");
    let plan: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let steps = plan["plans"][0]["plan"]["steps"].as_array().expect("steps");
    let ids: Vec<&str> = steps.iter().filter_map(|step| step["id"].as_str()).collect();
    assert_eq!(built.all_steps(), ids);
    assert_eq!(built.steps("step-started"), built.steps("step-finished"));
    for started in built.events.iter().filter(|event| event["event"] == "step-started") {
        let planned = steps.iter().find(|step| step["id"] == started["step"]).expect("a step of the plan");
        assert_eq!((&started["command"], &started["title"]), (&planned["command"], &planned["title"]));
    }
}

/// The last event and the file in the output say the same.
fn reports_itself(work: &Workplace, built: &Built) {
    let mut last = built.report().clone();
    assert_eq!(last.as_object_mut().and_then(|event| event.shift_remove("event")), Some("build-finished".into()));
    assert_eq!(Some(&last), work.report().as_ref());
    assert_eq!(last["prediction"], serde_json::json!({ "expected": "built", "actual": "built", "held": true }));
    let timed: Vec<&str> = last["steps"].as_array().expect("steps").iter().filter_map(|step| step["step"].as_str()).collect();
    assert_eq!(timed, built.steps("step-finished"));
}

fn is_skipped(built: &Built, step: &str, reason: &str) -> bool {
    built.events.iter().any(|event| event["event"] == "step-skipped" && event["step"] == step && event["reason"] == reason)
}

/// The programs of the output find their Python wherever both are.
fn moved_elsewhere(work: &Workplace, built: &Built) {
    fs::rename(work.path("output"), work.path("moved")).expect("a renaming");
    assert!(served(&built.start().replace("output", "moved"), work.root(), "/").ends_with("It still works"));
    fs::rename(work.path("moved"), work.path("output")).expect("a renaming");
}

#[test]
fn builds_at_once_share_a_cache_and_wait_for_an_output() {
    let Some(python) = machine::newest("builds_at_once_share_a_cache_and_wait_for_an_output") else { return };
    let work = Workplace::new(&python);
    let other = Running::of(&mut work.command(&["--output", "other"]));
    let one = work.begin(&[]).end().well();
    let other = other.end().well();
    for built in [&one, &other] {
        assert!(served(built.start(), work.root(), "/").ends_with("It works"));
    }
    assert!(is_skipped(&work.build(&["--output", "third"]).well(), "install-dependencies", "cached"));

    work.write_hook("echo ready\nuntil [ -e ../../cache/go ]; do sleep 0.1; done");
    let mut first = work.begin(&[]);
    first.wait_for(|event| event["line"] == "ready");
    let second = work.build(&[]);
    assert_eq!(second.status.code(), Some(2), "{}", second.stdout);
    assert_eq!(second.stderr, "error: output: another build is writing to it; wait for it, or give another folder\n");
    let mut third = work.begin(&[]);
    fs::write(work.path("cache/go"), "").expect("a file");
    let first = first.end().well();
    third.wait_for(|_| true);
    third.end().well();
    assert_eq!(work.report().map(|report| report["ok"].clone()), Some(true.into()));
    assert!(first.steps("step-started").contains(&"pre-compile-hook"));
    eventually("the cache has no drafts", || {
        let drafts = fs::read_dir(work.path("cache/packages")).expect("a folder");
        drafts.flatten().all(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
    });
}
