//! What is shown while something takes longer than people like to wait without a sign.
#![expect(clippy::disallowed_methods, reason = "it turns in a thread, where the messages are read on a terminal")]

use std::io::IsTerminal;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::language::{Language, say};

/// How long nothing is shown.
const DELAY: Duration = Duration::from_millis(500);
/// How often the spinner turns.
const TURN: Duration = Duration::from_millis(100);

/// A spinner on standard error, if that is a terminal. It is gone when this is dropped.
pub(super) struct Spinner {
    bar: Option<ProgressBar>,
    _end: Sender<()>,
}

impl Spinner {
    /// One that is seen once half a second has passed.
    pub(super) fn start(message: String) -> Self {
        let (end, ended) = mpsc::channel();
        let bar = bar();
        if let Some(bar) = bar.clone() {
            bar.set_message(message);
            thread::spawn(move || {
                if ended.recv_timeout(DELAY) == Err(RecvTimeoutError::Timeout) {
                    bar.enable_steady_tick(TURN);
                }
            });
        }
        Self { bar, _end: end }
    }

    /// One for a project that is read and checked.
    pub(super) fn checking(path: &str, language: Language) -> Self {
        Self::start(say!(language, "checking {path}", "正在检查 {path}"))
    }

    /// This one, unless something else says how far it is.
    pub(super) fn unless(self, other: bool) -> Option<Self> {
        (!other).then_some(self)
    }

    /// Says how far it is.
    pub(super) fn say(&self, message: impl FnOnce() -> String) {
        if let Some(bar) = &self.bar {
            bar.set_message(message());
        }
    }

    /// Makes room for a line of the result, which may go to the same terminal.
    pub(super) fn aside<T>(&self, print: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }
}

impl Drop for Spinner {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// A bar that does not turn yet; none where nobody would see it.
fn bar() -> Option<ProgressBar> {
    std::io::stderr().is_terminal().then(|| {
        let style = ProgressStyle::with_template("{spinner} {wide_msg}").unwrap_or_else(|_| ProgressStyle::default_spinner());
        ProgressBar::no_length().with_style(style)
    })
}
