//! Long text on a terminal, a page at a time: the program that the variable `PAGER` names, else `less`.
#![expect(clippy::disallowed_methods, reason = "it runs the user's pager")]

use std::io::{self, Write};
use std::process::{Child, Command, Stdio};

use anstream::ColorChoice;

/// The pager of those who have named none.
const USUAL: &str = "less";
/// What `less` does unless the user has said: stop at once if all fits, keep colours, leave the text on the screen.
const LESS: &str = "FRX";

/// Shows a text; no where there is no pager, or none is needed.
pub(super) fn show(text: &str, choice: ColorChoice) -> bool {
    let wish = std::env::var("PAGER").ok();
    let is_unwanted = wish.as_ref().is_some_and(|wish| ["", "cat"].contains(&wish.trim()));
    if is_unwanted || fits(text) {
        return false;
    }
    let started = match &wish {
        Some(wish) => spawn(wished(wish)),
        None => spawn(Command::new(USUAL)),
    };
    let Ok(mut pager) = started else { return false };
    // A pager that was left has shown what its reader wanted.
    let _ = feed(&mut pager, text, choice);
    interrupts_are_the_pagers(|| pager.wait().is_ok_and(|status| status.code() != Some(NOT_FOUND)))
}

/// How a shell says that there is no such program.
const NOT_FOUND: i32 = 127;

fn fits(text: &str) -> bool {
    let height = terminal_size::terminal_size().map_or(usize::MAX, |(_, height)| usize::from(height.0));
    text.lines().count() < height
}

/// The variable holds a command with its options, so a shell reads it.
#[cfg(unix)]
fn wished(wish: &str) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", wish]);
    command
}

#[cfg(not(unix))]
fn wished(wish: &str) -> Command {
    let mut words = wish.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or(USUAL));
    command.args(words);
    command
}

fn spawn(mut command: Command) -> io::Result<Child> {
    if std::env::var_os("LESS").is_none() {
        command.env("LESS", LESS);
    }
    command.stdin(Stdio::piped()).spawn()
}

fn feed(pager: &mut Child, text: &str, choice: ColorChoice) -> io::Result<()> {
    let Some(mut stdin) = pager.stdin.take() else { return Ok(()) };
    match choice {
        ColorChoice::Never => stdin.write_all(anstream::adapter::strip_str(text).to_string().as_bytes()),
        _ => stdin.write_all(text.as_bytes()),
    }
}

/// Ctrl-C is for the pager, which has the terminal.
#[cfg(unix)]
fn interrupts_are_the_pagers<T>(wait: impl FnOnce() -> T) -> T {
    let seen = std::sync::Arc::default();
    let registered = signal_hook::flag::register(signal_hook::consts::SIGINT, seen);
    let result = wait();
    if let Ok(id) = registered {
        signal_hook::low_level::unregister(id);
    }
    result
}

#[cfg(not(unix))]
fn interrupts_are_the_pagers<T>(wait: impl FnOnce() -> T) -> T {
    wait()
}
