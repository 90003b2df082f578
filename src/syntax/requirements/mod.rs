//! `requirements.txt`: pip's file format, line by line.
//!
//! The parser knows no version of pip. Where versions differ in what they read, a node says which of them read it.

mod logical;
mod marker;
mod options;
mod parse;
mod requirement;
mod tree;
mod words;

#[cfg(test)]
mod tests;

pub use marker::is_true as marker_is_true;
pub use parse::has_variable;
pub use requirement::normalize_name;
pub use tree::{FileOption, Include, Line, LineKind, Named, Pips, RequirementsFile, Target, Unreadable};
