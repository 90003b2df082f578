//! All output of the program goes through here.
#![expect(clippy::disallowed_methods, reason = "writing to the streams is what this module is for")]

use std::io::{self, Write};

use anstream::{AutoStream, ColorChoice};

use super::arguments::Color;
use super::failure::Failure;

/// Standard output for text.
pub(super) struct Streams {
    choice: ColorChoice,
}

impl Streams {
    /// Decides about colours.
    pub(super) fn new(color: Color) -> Self {
        let choice = match color {
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
            Color::Auto => AutoStream::choice(&io::stdout()),
        };
        Self { choice }
    }

    /// Whether results may be coloured.
    pub(super) fn color(&self) -> bool {
        self.choice != ColorChoice::Never
    }

    /// Writes a result that is text, coloured or not.
    pub(super) fn text(&self, text: &str) -> Result<(), Failure> {
        written(AutoStream::new(io::stdout().lock(), self.choice).write_all(text.as_bytes()))
    }
}

/// Writes a result to the byte.
pub(super) fn data(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    written(out.write_all(bytes).and_then(|()| out.flush()))
}

/// Says something beside the result, on standard error.
pub(super) fn say(line: &str) {
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
