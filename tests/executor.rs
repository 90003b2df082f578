//! Real builds, by the program as people run it: its events, its report, its exit status, and what lies in the output.
//!
//! Most of them bring a package index and servers of their own on loopback, and need nothing but a Python; those in `real`
//! install from PyPI. What a machine lacks is noted as skipped.
#![cfg(all(unix, feature = "cli", feature = "executor"))]
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::expect_used,
    reason = "these tests are about files and processes"
)]

#[cfg(feature = "cnb")]
#[path = "executor/buildpack.rs"]
mod buildpack;
#[path = "executor/ends.rs"]
mod ends;
#[path = "executor/exports.rs"]
mod exports;
#[path = "executor/faults.rs"]
mod faults;
#[path = "executor/floods.rs"]
mod floods;
#[path = "executor/index.rs"]
mod index;
#[path = "executor/machine.rs"]
mod machine;
#[path = "executor/managers.rs"]
mod managers;
#[path = "executor/packages.rs"]
mod packages;
#[path = "executor/page.rs"]
mod page;
#[path = "executor/places.rs"]
mod places;
#[path = "executor/plans.rs"]
mod plans;
#[path = "executor/real.rs"]
mod real;
#[path = "executor/reuse.rs"]
mod reuse;
#[path = "executor/runtimes.rs"]
mod runtimes;
#[path = "executor/sandbox.rs"]
mod sandbox;
#[path = "executor/secrets.rs"]
mod secrets;
#[path = "support/server.rs"]
mod server;
#[path = "support/skipped.rs"]
mod skipped;
#[path = "executor/slugs.rs"]
mod slugs;
#[path = "executor/starts.rs"]
mod starts;
#[path = "executor/workplace.rs"]
mod workplace;
