//! What platforms say of Procfiles that they take.

use std::ops::Range;

/// What a platform says of a Procfile that it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its words, to the letter.
    pub says: String,
    /// The line that it is about, in the text of the Procfile.
    pub range: Range<usize>,
    /// What it is about.
    pub kind: NoteKind,
}

/// What a platform notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteKind {
    /// It takes another name than the one that is written.
    CorrectedName,
    /// A name stands there for the second time.
    Duplicate,
    /// There is no process.
    Empty,
}
