//! Carries a plan out for real.
//!
//! A [`Build`] holds the plan of a report and nothing else that says what to do: a step that the plan does not hold cannot
//! run. The steps go through [`build`] one by one:
//!
//! ```text
//! plan ─► steps ─► programs (each a process group) ─► lines ─► events
//!                      │                                └────► failure ─► report
//!     python · environment · cache                                        ▲
//! prediction ─────────────────────────────────────────────────────────────┘
//! ```
//!
//! What was built can be started afterwards ([`Starting`]): that is no step of a plan, and tells its own part of the report.
//!
//! Nothing but the output folder, the slug, the cache and the temporary folder is written to, and none of these is in the
//! project.
#![expect(clippy::disallowed_methods, reason = "the executor is an edge: it reads and writes files and runs programs")]

mod activity;
mod build;
mod cache;
mod commands;
mod environment;
mod event;
pub mod failure;
mod key;
mod note;
mod options;
mod output_folder;
mod pack;
mod places;
mod prediction;
mod process;
mod profile_script;
mod python;
mod redact;
mod relocate;
mod report;
mod resolved;
mod sandbox;
mod source;
mod start;
mod starting;
mod tree;
mod trouble;
mod variables;

pub use activity::Activity;
pub use build::{Build, build};
pub use event::{Event, SkipReason, Speaker};
pub use options::{Installer, Layout, Options, PythonOptions};
pub use places::{PlaceError, usual_output};
pub use prediction::{Actual, Expected, Prediction};
pub use process::Interrupt;
pub use python::Interpreter;
pub use report::{BuildReport, FORETOLD, FailureReport, PythonUsed, RequestMade, SlugMade, Started, StepTime};
pub use sandbox::{NoSandbox, Sandbox};
pub use source::Source;
pub use start::Start;
pub use starting::Starting;
pub use variables::Caller;
