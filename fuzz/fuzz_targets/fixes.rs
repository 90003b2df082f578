#![no_main]
//! What holds is in `tests/properties/fixes.rs`.

mod crossing;
#[path = "../../tests/properties/mod.rs"]
mod properties;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| properties::fixes::hold(bytes));
