//! When a module that runs stops what runs it.

use crate::analysis::python::reached_modules::Start;
use crate::diagnostic::Stage;

/// The stage at which a module stops that is loaded by this.
pub(in crate::rules) fn stage(start: Start) -> Stage {
    match start {
        Start::Collectstatic => Stage::Build,
        Start::Web => Stage::Boot,
    }
}
