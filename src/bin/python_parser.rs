//! What is too heavy for the page itself and is done in its worker: Python files are parsed, it is predicted what pip finds, and
//! archives are read and written.

#[cfg(target_arch = "wasm32")]
use {
    js_sys::{Array, Uint8Array},
    pushready::language::Language,
    pushready::web::desk::{self, Reply},
    wasm_bindgen::prelude::wasm_bindgen,
};

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

/// Predicts what pip finds, and asks package indexes where the user wants it.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
pub struct Desk(desk::Desk);

#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
impl Desk {
    /// Asks nobody yet.
    #[wasm_bindgen(constructor)]
    #[must_use]
    #[expect(clippy::new_without_default, reason = "scripts call it")]
    pub fn new() -> Self {
        Self(desk::Desk::default())
    }

    /// Predicts what pip finds, by what is known; empty if nothing can be said.
    pub fn predict(&mut self, request: &[u8]) -> Vec<u8> {
        self.0.predict(request)
    }

    /// Begins to ask.
    #[expect(clippy::needless_pass_by_value, reason = "so it comes from scripts")]
    pub fn ask(&mut self, chosen: &[u8], all: Vec<Uint8Array>) {
        self.0.ask(chosen, &all.iter().map(Uint8Array::to_vec).collect::<Vec<_>>());
    }

    /// Asks no more.
    pub fn stop(&mut self) {
        self.0.stop();
    }

    /// Whether it can go on.
    #[must_use]
    #[wasm_bindgen(js_name = isReady)]
    pub fn is_ready(&self) -> bool {
        self.0.is_ready()
    }

    /// Goes on; gives what has to be fetched, as JSON.
    #[wasm_bindgen(js_name = goOn)]
    pub fn go_on(&mut self) -> String {
        json(&self.0.go_on())
    }

    /// Takes an answer; gives what has to be fetched next, as JSON.
    #[must_use]
    pub fn take(&mut self, id: u32, status: u16, kind: String, address: String, length: Option<f64>, content: Vec<u8>) -> String {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a length is a whole number")]
        let length = length.map(|length| length as u64);
        json(&self.0.take(id, Reply::Answer { status, kind, address, length, content }))
    }

    /// Takes what has kept an answer from coming; gives what has to be fetched next, as JSON.
    #[must_use]
    pub fn fail(&mut self, id: u32, name: String) -> String {
        json(&self.0.take(id, Reply::Failure(name)))
    }

    /// The predictions that have changed: pairs of the bytes of a request and of what is predicted.
    pub fn made(&mut self) -> Array {
        let bytes = |bytes: Vec<u8>| Uint8Array::from(bytes.as_slice());
        self.0.made().into_iter().map(|(request, prediction)| Array::of2(&bytes(request), &bytes(prediction))).collect()
    }

    /// What the user sees, as JSON.
    #[must_use]
    pub fn view(&self, chosen: &[u8], is_whole: bool, language: &str) -> String {
        json(&self.0.view(chosen, is_whole, Language::from_tag(language).unwrap_or_default()))
    }
}

#[cfg(target_arch = "wasm32")]
fn json(value: &impl serde::Serialize) -> String {
    // Nothing of it can fail to be written.
    serde_json::to_string(value).unwrap_or_default()
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
pub fn too_many_bytes() -> u32 {
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
