//! What the programs that a process starts are pointed at.

mod context;
mod read;
mod script;
mod target;

pub(super) use context::Context;
pub(super) use target::path_from;
pub use target::{Launch, ObjectName, Tool};
