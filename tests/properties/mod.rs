//! What holds for every input: one module a subject, whose `hold` takes any bytes and stops where something does not hold.
//!
//! `tests/properties.rs` calls them with seeds and mutations of seeds, the targets of `fuzz/` with what a fuzzer comes upon.
#![allow(dead_code, reason = "each test program and each target of the fuzzer uses a part of it")]

pub(crate) mod archives;
pub(crate) mod bundle;
pub(crate) mod checks;
pub(crate) mod configuration;
pub(crate) mod fixes;
pub(crate) mod links;
pub(crate) mod parsers;
pub(crate) mod resolver;
pub(crate) mod words;
