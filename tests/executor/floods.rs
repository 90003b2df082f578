//! Programs that write much, or strange things, or do not stop.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

use serde_json::Value;

use crate::machine;
use crate::skipped;
use crate::workplace::{Workplace, eventually, is_alive};

/// In kilobytes; what the script writes is more.
const MOST_MEMORY: u64 = 60 * 1024;

#[test]
fn much_output_does_not_fill_the_memory() {
    const NAME: &str = "much_output_does_not_fill_the_memory";
    let Some(python) = machine::newest(NAME) else { return };
    let work = Workplace::new(&python);
    let lines = "yes 'a line of output that says nothing' | head -c 1000000";
    let one_line = "head -c 80000000 /dev/zero | tr '\\0' x";
    work.write_hook(&format!("{lines}\n{one_line}\necho\necho end\nuntil [ -e ../../cache/go ]; do sleep 0.1; done\nexit 1"));
    fs::create_dir(work.path("cache")).expect("a folder");
    let mut child = work.command(&[]).stdout(Stdio::piped()).spawn().expect("the program runs");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines().map(|line| line.expect("text"));
    assert!(lines.any(|line| line.contains(r#""line":"end""#)));
    let memory = fs::read_to_string(format!("/proc/{}/status", child.id())).ok().and_then(|status| peak(&status));
    fs::write(work.path("cache/go"), "").expect("a file");
    let last: Value = serde_json::from_str(&lines.last().expect("an event")).expect("JSON");
    child.wait().expect("a child can be waited for");
    assert_eq!(last["failure"]["class"], "hook-failed");
    match memory {
        Some(memory) => assert!(memory < MOST_MEMORY, "{memory} kB were needed"),
        None => skipped::note(NAME, "no /proc that tells how much memory a program has used"),
    }
}

fn peak(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

#[test]
fn what_is_no_text_is_shown_all_the_same() {
    let Some(python) = machine::newest("what_is_no_text_is_shown_all_the_same") else { return };
    let work = Workplace::new(&python);
    work.write_hook(r"printf 'caf\xe9 \xff\0\x1b[31m\n'; printf 'no end \xe4\xb8'; exit 3");
    let built = work.build(&[]).failed("hook-failed");
    assert_eq!(built.output(), "caf\u{fffd} \u{fffd}\0\u{1b}[31m\nno end \u{fffd}\n");
}

#[test]
fn a_program_that_goes_on_in_the_background_holds_nobody_up() {
    let Some(python) = machine::newest("a_program_that_goes_on_in_the_background_holds_nobody_up") else { return };
    let work = Workplace::new(&python);
    work.write_hook("(while kill -0 $$; do sleep 0.05; done 2> /dev/null; echo late) &\nexit 5");
    assert_eq!(work.build(&["--no-sandbox"]).failed("hook-failed").output(), "late\n", "what comes a little later is shown");
    for background in ["while :; do echo noise; done", "sleep 1000", "exec > /dev/null 2>&1; sleep 1000"] {
        work.write_hook(&format!("({background}) &\necho $! > ../../number\nexit 5"));
        let built = work.build(&["--no-sandbox"]).failed("hook-failed");
        let number = fs::read_to_string(work.path("number")).expect("the number of a process");
        eventually("it is gone", || !is_alive(&number));
        assert_eq!(built.report()["failure"]["step"], "pre-compile-hook", "{background}");
    }
}
