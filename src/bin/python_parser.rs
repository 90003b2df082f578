//! What is too heavy for the page itself and is done in its worker: Python files are parsed, and it is predicted what pip finds.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::wasm_bindgen;

/// Parses a file, and writes the reduced tree as the page reads it; empty if that cannot be written.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
#[must_use]
pub fn parse(text: &str) -> Vec<u8> {
    pushready::syntax::python_module::parse(text).to_bytes().unwrap_or_default()
}

/// The tables that the page does without until it knows something of Python files.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
#[must_use]
pub fn tables() -> Vec<String> {
    pushready::analysis::knowledge::late::TEXTS.map(str::to_owned).to_vec()
}

/// Predicts what pip finds, by the snapshot; empty if the request cannot be read.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
#[must_use]
pub fn predict(request: &[u8]) -> Vec<u8> {
    use pushready::index::predict::{Request, of_snapshot};

    let prediction = Request::from_bytes(request).and_then(|request| of_snapshot(&request));
    prediction.and_then(|prediction| prediction.to_bytes()).unwrap_or_default()
}

fn main() {}
