//! All output of the program goes through here.
#![expect(clippy::disallowed_methods, reason = "writing to the streams is what this module is for")]

use std::io::{self, BufWriter, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};

use super::arguments::Color;
use super::failure::Failure;
use super::pager;
use crate::text::visible;

/// Stands for a line end within what is said on one line.
pub(super) const LINE_END: &str = "\u{240a}";

/// So many bytes are written at once.
const AT_ONCE: usize = 1 << 16;

/// Standard output for text.
pub(super) struct Streams {
    choice: ColorChoice,
    is_paged: bool,
}

impl Streams {
    /// Decides about colours, and whether long text is shown a page at a time.
    pub(super) fn new(color: Color, is_paged: bool) -> Self {
        let choice = match color {
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
            Color::Auto => AutoStream::choice(&io::stdout()),
        };
        Self { choice, is_paged: is_paged && io::stdout().is_terminal() }
    }

    /// Whether results may be coloured.
    pub(super) fn color(&self) -> bool {
        self.choice != ColorChoice::Never
    }

    /// Writes a result that is text and may be long: a page at a time on a terminal.
    pub(super) fn paged(&self, text: &str) -> Result<(), Failure> {
        if self.is_paged && pager::show(text, self.choice) { Ok(()) } else { self.text(text) }
    }

    /// Writes a result that is text, coloured or not.
    pub(super) fn text(&self, text: &str) -> Result<(), Failure> {
        self.texts([text.to_owned()])
    }

    /// Writes the parts of a result that is text, a line end between them, as they are made.
    pub(super) fn texts(&self, parts: impl IntoIterator<Item = String>) -> Result<(), Failure> {
        let out = io::stdout().lock();
        // Text without colours has none that would have to be taken out of it.
        if !self.color() {
            return write_all(out, parts);
        }
        write_all(AutoStream::new(out, self.choice), parts)
    }
}

fn write_all(out: impl Write, parts: impl IntoIterator<Item = String>) -> Result<(), Failure> {
    let mut out = BufWriter::with_capacity(AT_ONCE, out);
    let mut write = |(number, part): (usize, String)| {
        let between = if number == 0 { "" } else { "\n" };
        out.write_all(between.as_bytes()).and_then(|()| out.write_all(part.as_bytes()))
    };
    let outcome = parts.into_iter().enumerate().try_for_each(&mut write);
    written(outcome.and_then(|()| out.flush()))
}

/// Empties the screen, where there is one.
pub(super) fn clear() {
    let mut out = io::stdout().lock();
    if out.is_terminal() {
        // A terminal that is gone shows nothing.
        let _ = out.write_all(b"\x1b[H\x1b[2J\x1b[3J").and_then(|()| out.flush());
    }
}

/// Writes what is made meanwhile, as [`data`] does.
pub(super) fn data_by(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    if io::stdout().is_terminal() {
        let mut bytes = vec![];
        return write(&mut bytes).map_err(Failure::Output).and_then(|()| data(&bytes));
    }
    let mut out = BufWriter::with_capacity(AT_ONCE, io::stdout().lock());
    written(write(&mut out).and_then(|()| out.flush()))
}

/// Writes a result to the byte; a terminal gets nothing that it would obey.
pub(super) fn data(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    let shown = out.is_terminal().then(|| visible(&String::from_utf8_lossy(bytes)).into_owned());
    let bytes = shown.as_ref().map_or(bytes, |text| text.as_bytes());
    written(out.write_all(bytes).and_then(|()| out.flush()))
}

/// Says something beside the result, on one line of standard error. Nothing in it is obeyed by a terminal, and no line of it is a
/// command to a workflow.
pub(super) fn say(line: &str) {
    say_painted(&visible(line).replace('\n', LINE_END));
}

/// Says something that has colours of its own, and nothing foreign that is not visible.
pub(super) fn say_painted(line: &str) {
    // There is no third place to complain to.
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// A reader that went away has what it wanted.
fn written(result: io::Result<()>) -> Result<(), Failure> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::Output(error)),
        _ => Ok(()),
    }
}
