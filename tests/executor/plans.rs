//! What the check has said decides whether a build begins, and is compared with how it ends.

use serde_json::json;

use crate::machine;
use crate::workplace::Workplace;

#[test]
fn a_certain_error_stops_a_build_before_anything_is_written() {
    let Some(python) = machine::newest("a_certain_error_stops_a_build_before_anything_is_written") else { return };
    let work = Workplace::new(&python);
    work.write("requirements.txt", "gunicorn=21.2.0\n");
    let built = work.build(&[]).failed("foretold");
    assert_eq!(built.events.len(), 1, "{}", built.stdout);
    assert_eq!(built.report()["failure"]["codes"], json!(["PSH501"]));
    assert_eq!(built.report()["prediction"], json!({ "expected": "failed", "actual": null, "held": null }));
    assert!(!work.path("output").exists() && !work.path("cache").exists());

    let forced = work.build(&["--force"]).failed("invalid-requirement");
    assert_eq!(forced.report()["prediction"], json!({ "expected": "failed", "actual": "failed", "held": true }));
    assert_eq!(forced.report()["diagnostics"][0]["code"], "PSH501");
    assert_eq!(forced.steps("step-finished"), ["install-python", "install-dependencies"]);
}

#[test]
fn what_the_check_has_not_seen_is_said() {
    let Some(python) = machine::newest("what_the_check_has_not_seen_is_said") else { return };
    let work = Workplace::new(&python);
    work.write_hook("exit 1");
    let built = work.build(&[]).failed("hook-failed");
    assert_eq!(built.report()["prediction"], json!({ "expected": "built", "actual": "failed", "held": false }));
}
