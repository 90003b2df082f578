//! The Python and the packages of a build.

mod folder;
mod heroku;
mod runner;
mod virtual_environment;

pub(super) use folder::Environment;
pub(super) use heroku::FOLDER as HEROKU_FOLDER;
pub(super) use runner::Runner;

use std::path::Path;

use super::options::Layout;
use super::trouble::Trouble;

impl Environment {
    /// Makes it.
    pub(super) fn make(&self, layout: Layout, uv: Option<&Path>, runner: &mut dyn Runner) -> Result<(), Trouble> {
        match (layout, uv) {
            (Layout::Heroku, _) => heroku::make(self, runner),
            (Layout::Environment, Some(uv)) => virtual_environment::make_with_uv(self, uv, runner),
            (Layout::Environment, None) => virtual_environment::make(self, runner),
        }
    }
}
