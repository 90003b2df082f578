//! A module while it is read, and what ends that early.

use std::ops::Range;

use super::missing::{MissingImport, MissingVariable, VariableReader};
use super::scope::Scope;

/// What ends a run of statements early.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Raised {
    Variable(MissingVariable),
    /// An import; what it asks for, if that is a module that is not there.
    Import(Option<MissingImport>),
    Other,
}

/// Whether what is read is sure to be run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// Yes: what is missing ends the build.
    Sure,
    /// Inside `try`: a missing module is perhaps dealt with.
    Guarded,
    /// Inside one of two branches.
    Maybe,
}

/// A module while it is read.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    pub(super) file: String,
    /// The package that dots in front of a module count from; empty for none.
    pub(super) package: String,
    pub(super) scope: Scope,
}

/// A variable that has to be there and is not.
pub(super) fn missing(frame: &Frame, variable: &str, reader: VariableReader, range: &Range<usize>) -> Raised {
    let file = frame.file.clone();
    Raised::Variable(MissingVariable { variable: variable.to_owned(), reader, file, range: range.clone() })
}
