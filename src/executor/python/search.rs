//! The search for a Python.

use std::path::Path;

use crate::executor::options::PythonOptions;
use crate::executor::process::Limits;
use crate::executor::variables::Caller;

/// What a search needs.
pub(in crate::executor) struct Search<'a> {
    pub(in crate::executor) options: &'a PythonOptions,
    pub(in crate::executor) caller: &'a Caller,
    pub(in crate::executor) limits: Limits<'a>,
    /// The folder for what providers bring.
    pub(in crate::executor) store: &'a Path,
}
