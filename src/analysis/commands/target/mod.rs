//! What is wrong with what a program is pointed at.

mod fault;
mod malformed;
mod missing_module;
mod missing_script;
mod object;
mod suggestion;

pub use fault::{FaultyTarget, TargetFault, faulty_targets};
pub use malformed::{MalformedKind, MalformedTarget};
pub use missing_module::MissingModule;
pub(super) use missing_module::missing_module;
pub use missing_script::MissingScript;
pub(super) use object::missing_object;
pub use object::{Instead, MissingObject, WrongInterface};
pub use suggestion::Suggestion;
