//! Rules: each turns facts into diagnostics.
//!
//! A rule is one file, `<family>/<one_rule>.rs`, in this order: its head ([`rule`]), a struct of the facts, the message,
//! the check; its page lies beside it, under its name, in each language. [`registry`] is the only map of codes.

mod example;
mod finding;
mod findings;
mod judgement;
mod moved_import;
mod new_requirement;
mod prelude;
mod reached;
pub mod registry;
mod rule;
mod selection;
mod silence;
mod trail;
mod uncovered;

mod detection;
mod procfile;
mod python_version;
mod requirements;
mod start_command;
mod static_files;
mod variables;

pub use example::Example;
pub use finding::{Finding, Message, Place};
pub use findings::Findings;
pub use judgement::{Judgement, run};
pub use rule::{Check, Family, FixKind, Rule, Settings};
pub use selection::{PerFileIgnore, Selection, UnknownRule};
