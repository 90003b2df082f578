//! What the programs that a process starts are pointed at.

mod context;
mod read;
mod script;
mod target;

pub(super) use context::Context;
pub use target::{Launch, ObjectName, Tool};
