//! JSON for programs. It is written as it is made: a report can be longer than what is reported on.

use serde::Serialize;

use super::failure::Failure;
use super::stream;

/// Writes a value as a document, with a final line end.
pub(super) fn document(value: &impl Serialize) -> Result<(), Failure> {
    stream::data_by(|out| {
        serde_json::to_writer_pretty(&mut *out, value)?;
        out.write_all(b"\n")
    })
}

/// Writes a value on one line.
pub(super) fn line(value: &impl Serialize) -> Result<(), Failure> {
    stream::data_by(|out| {
        serde_json::to_writer(&mut *out, value)?;
        out.write_all(b"\n")
    })
}
