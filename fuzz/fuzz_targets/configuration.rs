#![no_main]
//! What holds is in `tests/properties/configuration.rs`.

mod crossing;
#[path = "../../tests/properties/mod.rs"]
mod properties;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| properties::configuration::hold(bytes));
