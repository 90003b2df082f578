//! The parser of Python files, for the page's worker.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::wasm_bindgen;

/// Parses a file, and writes the reduced tree as the page reads it; empty if that cannot be written.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
#[must_use]
pub fn parse(text: &str) -> Vec<u8> {
    pushready::syntax::python_module::parse(text).to_bytes().unwrap_or_default()
}

fn main() {}
