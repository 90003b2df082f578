#![no_main]
//! What holds is in `tests/properties/resolver.rs`.

#[path = "../../tests/properties/mod.rs"]
mod properties;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| properties::resolver::hold(bytes));
