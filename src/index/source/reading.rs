//! What the archive of a source says about its build, read from the texts that were kept of it.

use super::archive::{self, Archive};
use super::environment::Environment;
use super::extract::{Extract, PYPROJECT};
use super::verdict::Verdict;
use crate::index::answers::Index;
use crate::syntax::python_module::PythonModule;

/// What follows from the archive for its build.
#[must_use]
pub fn verdict(extract: &Extract, environment: &Environment, index: &dyn Index) -> Verdict {
    let modules = extract.texts.iter().filter_map(|(name, text)| Some((name.strip_suffix(".py")?, parse(text)?)));
    let archive = Archive {
        names: extract.names.iter().map(String::as_str).collect(),
        modules: modules.collect(),
        pyproject: extract.texts.get(PYPROJECT).map(String::as_str),
    };
    archive::verdict(&archive, environment, index)
}

#[cfg(feature = "parser")]
#[expect(clippy::unnecessary_wraps, reason = "without the feature there is none")]
fn parse(text: &str) -> Option<PythonModule> {
    Some(crate::syntax::python_module::parse(text))
}

#[cfg(not(feature = "parser"))]
fn parse(_text: &str) -> Option<PythonModule> {
    None
}
