//! Asking package indexes: servers on loopback that answer well and badly, and what is made of their answers.
//!
//! Nothing here needs the internet but the test in `real`, which asks PyPI and is noted as skipped where it cannot be reached.
#![cfg(feature = "cli")]
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::expect_used,
    reason = "these tests are about servers and files"
)]

#[path = "fetch/addresses.rs"]
mod addresses;
#[path = "fetch/archives.rs"]
mod archives;
#[path = "fetch/cache.rs"]
mod cache;
#[path = "fetch/command.rs"]
mod command;
#[path = "fetch/desk.rs"]
mod desk;
#[path = "fetch/faults.rs"]
mod faults;
#[path = "fetch/formats.rs"]
mod formats;
#[path = "fetch/metadata.rs"]
mod metadata;
#[path = "fetch/real.rs"]
mod real;
#[path = "fetch/resolving.rs"]
mod resolving;
#[path = "support/server.rs"]
mod server;
#[path = "support/skipped.rs"]
mod skipped;
