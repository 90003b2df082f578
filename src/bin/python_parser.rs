//! What is too heavy for the page itself and is done in its worker: Python files are parsed, it is predicted what pip finds, and
//! archives are read and written.

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

/// Reads an archive: what the page's own module takes as a project, or as what is wrong with it.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
#[must_use]
pub fn unpack(bytes: &[u8], name: &str) -> Vec<u8> {
    pushready::project::transfer::unpacked(bytes, name)
}

/// How many bytes of an archive are enough to refuse it.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
#[must_use]
pub fn too_many_bytes() -> f64 {
    pushready::project::transfer::TOO_MANY_BYTES
}

/// Packs a project, which came as bytes, as a zip; empty if it cannot be read.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
#[must_use]
pub fn pack(project: &[u8]) -> Vec<u8> {
    pushready::project::transfer::packed(project)
}

fn main() {}
