//! Runs programs: each in a group of its own, so that nothing of it outlives its step.

pub(super) mod family;
mod interrupt;
mod lines;

pub use interrupt::Interrupt;

use std::io::{self, PipeReader};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use process_wrap::std::{ChildWrapper, CommandWrap};

use super::failure::Ending;

/// How often it is looked whether to stop.
const TICK: Duration = Duration::from_millis(25);
/// How long a program of a step may take to end by itself when it is asked to.
pub(super) const GRACE: Duration = Duration::from_secs(3);
/// How long a line is waited for that a program has written before its end, where something else keeps the pipe open.
const LAST_WORDS: Duration = Duration::from_millis(500);
/// How many lines may wait to be shown; a program that writes faster has to wait itself.
const WAITING_LINES: usize = 256;

/// When a program has to end before its time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits<'a> {
    /// After this long.
    pub timeout: Option<Duration>,
    /// When the user wants it.
    pub interrupt: &'a Interrupt,
    /// How long it may take then to end by itself.
    pub grace: Duration,
    /// Whether the program is a sandbox, and what is asked to end runs in it.
    pub is_apart: bool,
}

/// Runs a program to its end, with each line of what it writes, on either stream, going to `show` at once.
///
/// # Errors
/// When no pipe can be had.
pub(super) fn run(command: Command, limits: Limits<'_>, show: impl FnMut(&str)) -> io::Result<Ending> {
    run_until(command, limits, show, |_| false)
}

/// [`run`], for a program that goes on: it is stopped once `has_shown_enough`, which is asked again and again with the number
/// of its process.
///
/// # Errors
/// When no pipe can be had.
pub(super) fn run_until(
    command: Command,
    limits: Limits<'_>,
    mut show: impl FnMut(&str),
    mut has_shown_enough: impl FnMut(u32) -> bool,
) -> io::Result<Ending> {
    let (reader, writer) = io::pipe()?;
    let mut command = command;
    command.stdin(Stdio::null()).stdout(writer.try_clone()?).stderr(writer);
    let mut wrapped = grouped(command);
    let spawned = wrapped.spawn();
    // The ends of the pipe that the command holds would keep the reader waiting for ever.
    drop(wrapped);
    let mut child = match spawned {
        Ok(child) => child,
        Err(error) => return Ok(Ending::NotStarted { reason: error.to_string() }),
    };
    let lines = read_lines(reader);
    Ok(watch(child.as_mut(), &lines, limits, &mut show, &mut has_shown_enough))
}

/// The whole output of a short program that ends well in good time; none if it does not.
pub(super) fn output(command: Command, limits: Limits<'_>) -> Option<String> {
    let mut text = String::new();
    let ending = run(command, limits, |line| {
        text.push_str(line);
        text.push('\n');
    });
    matches!(ending, Ok(Ending::Exited(0))).then_some(text)
}

#[cfg(unix)]
fn grouped(command: Command) -> CommandWrap {
    let mut wrapped = CommandWrap::from(command);
    wrapped.wrap(process_wrap::std::ProcessGroup::leader());
    wrapped
}

#[cfg(windows)]
fn grouped(command: Command) -> CommandWrap {
    let mut wrapped = CommandWrap::from(command);
    wrapped.wrap(process_wrap::std::JobObject);
    wrapped
}

fn read_lines(mut reader: PipeReader) -> Receiver<String> {
    let (sender, receiver) = sync_channel(WAITING_LINES);
    thread::spawn(move || {
        // Nobody listens any more once the build is over; what is still written then is of no use.
        lines::each_line(&mut reader, |line| sender.send(line).is_ok());
    });
    receiver
}

fn watch(
    child: &mut dyn ChildWrapper,
    lines: &Receiver<String>,
    limits: Limits<'_>,
    show: &mut dyn FnMut(&str),
    has_shown_enough: &mut dyn FnMut(u32) -> bool,
) -> Ending {
    let start = now();
    loop {
        match lines.recv_timeout(TICK) {
            Ok(line) => show(&line),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => thread::sleep(Duration::from_millis(2)),
        }
        if limits.interrupt.is_set() {
            end(child, lines, limits, show);
            return Ending::Interrupted;
        }
        if let Some(timeout) = limits.timeout.filter(|timeout| start.elapsed() >= *timeout) {
            end(child, lines, limits, show);
            return Ending::TimedOut { seconds: timeout.as_secs() };
        }
        if let Ok(Some(status)) = child.try_wait() {
            drain(lines, GRACE, show);
            // What it has left running in its group goes with it.
            let _ = child.start_kill();
            return ending(status, limits.is_apart);
        }
        if has_shown_enough(child.id()) {
            end(child, lines, limits, show);
            return Ending::Stopped;
        }
    }
}

/// Shows what is still on its way, to the end. A program that lives on in the background may hold the pipe open, or even go
/// on writing; it is not waited for any longer than one that is asked to end, and for one line no longer than `patience`.
fn drain(lines: &Receiver<String>, patience: Duration, show: &mut dyn FnMut(&str)) {
    let ended = now();
    while let Some(left) = GRACE.checked_sub(ended.elapsed())
        && let Ok(line) = lines.recv_timeout(left.min(patience))
    {
        show(&line);
    }
}

/// Ends the whole group: asks first, then does not.
fn end(child: &mut dyn ChildWrapper, lines: &Receiver<String>, limits: Limits<'_>, show: &mut dyn FnMut(&str)) {
    let asked = now();
    if limits.is_apart {
        family::ask_to_end_inside(child.id());
    } else {
        ask_to_end(child);
    }
    while asked.elapsed() < limits.grace && !matches!(child.try_wait(), Ok(Some(_))) {
        if let Ok(line) = lines.recv_timeout(TICK) {
            show(&line);
        }
    }
    // It fails where nothing is left to kill.
    let _ = child.start_kill();
    let _ = child.wait();
    drain(lines, LAST_WORDS, show);
}

#[cfg(unix)]
fn ask_to_end(child: &dyn ChildWrapper) {
    // It fails where nothing is left to ask.
    let _ = child.signal(signal_hook::consts::SIGTERM);
}

#[cfg(windows)]
fn ask_to_end(_: &dyn ChildWrapper) {}

/// Sandboxes tell of signals as shells do.
#[cfg(unix)]
fn ending(status: ExitStatus, is_apart: bool) -> Ending {
    use std::os::unix::process::ExitStatusExt;
    const SIGNALLED: std::ops::Range<i32> = 129..129 + 64;
    match (status.code(), status.signal()) {
        (Some(code), _) if is_apart && SIGNALLED.contains(&code) => Ending::Signalled(code - 128),
        (Some(code), _) => Ending::Exited(code),
        (None, signal) => Ending::Signalled(signal.unwrap_or_default()),
    }
}

#[cfg(windows)]
fn ending(status: ExitStatus, _: bool) -> Ending {
    Ending::Exited(status.code().unwrap_or(-1))
}

#[expect(clippy::disallowed_methods, reason = "the time that a program may take is counted here")]
fn now() -> Instant {
    Instant::now()
}
