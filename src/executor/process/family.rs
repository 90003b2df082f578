//! The processes that a program has brought about, as Linux tells them; elsewhere there is only their group.

#[cfg(target_os = "linux")]
use std::collections::BTreeSet;

#[cfg(target_os = "linux")]
use rustix::process::{Pid, Signal, kill_process};

/// The processes of a group and all that descend from them.
#[cfg(target_os = "linux")]
pub(in crate::executor) fn of(leader: u32) -> BTreeSet<u32> {
    let all: Vec<[u32; 3]> = numbers().filter_map(relations).collect();
    let mut family: BTreeSet<u32> = all.iter().filter(|[_, _, group]| *group == leader).map(|[process, ..]| *process).collect();
    loop {
        let size = family.len();
        let children = all.iter().filter(|[_, parent, _]| family.contains(parent)).map(|[process, ..]| *process);
        let children: Vec<u32> = children.collect();
        family.extend(children);
        if family.len() == size {
            return family;
        }
    }
}

/// Asks everything that runs in a sandbox to end. The sandbox itself would take it all along at once.
#[cfg(target_os = "linux")]
pub(super) fn ask_to_end_inside(sandbox: u32) {
    for process in of(sandbox).into_iter().filter(|process| *process != sandbox) {
        send(process, Signal::TERM);
    }
}

/// Ends the processes that have left their group, as servers in the background do: those with all these entries in their
/// environment.
#[cfg(target_os = "linux")]
pub(in crate::executor) fn end_strays(entries: &[String]) {
    let is_stray = |process: &u32| {
        let environment = std::fs::read(format!("/proc/{process}/environ")).unwrap_or_default();
        let has = |entry: &String| environment.split(|byte| *byte == 0).any(|own| own == entry.as_bytes());
        entries.iter().all(has)
    };
    for process in numbers().filter(is_stray) {
        send(process, Signal::KILL);
    }
}

#[cfg(target_os = "linux")]
fn send(process: u32, signal: Signal) {
    let number = i32::try_from(process).ok().and_then(Pid::from_raw);
    // It fails where the process is gone by now.
    let _ = number.map(|number| kill_process(number, signal));
}

#[cfg(target_os = "linux")]
fn numbers() -> impl Iterator<Item = u32> {
    let entries = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok())
}

/// The number of a process, of its parent and of its group. What stands before them is a name in parentheses.
#[cfg(target_os = "linux")]
fn relations(process: u32) -> Option<[u32; 3]> {
    let text = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let mut fields = text.rsplit_once(')')?.1.split_ascii_whitespace().skip(1).map(|field| field.parse().ok());
    Some([process, fields.next()??, fields.next()??])
}

#[cfg(not(target_os = "linux"))]
pub(super) fn ask_to_end_inside(_: u32) {}

#[cfg(not(target_os = "linux"))]
pub(in crate::executor) fn end_strays(_: &[String]) {}
