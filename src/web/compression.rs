//! Squeezing bytes with what the browser has for it.

use js_sys::{Array, Function, Reflect, Uint8Array};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableWritablePair, Response};

const FORMAT: &str = "deflate-raw";

/// The bytes, compressed; none where the browser is too old for it.
pub(crate) async fn compressed(bytes: &[u8]) -> Option<Vec<u8>> {
    piped(bytes, &stream("CompressionStream")?).await
}

/// What was compressed into these bytes; none if they are nothing of the kind.
pub(crate) async fn decompressed(bytes: &[u8]) -> Option<Vec<u8>> {
    piped(bytes, &stream("DecompressionStream")?).await
}

fn stream(class: &str) -> Option<ReadableWritablePair> {
    let class: Function = Reflect::get(&window(), &JsValue::from_str(class)).ok()?.dyn_into().ok()?;
    Reflect::construct(&class, &Array::of1(&JsValue::from_str(FORMAT))).ok().map(JsCast::unchecked_into)
}

async fn piped(bytes: &[u8], through: &ReadableWritablePair) -> Option<Vec<u8>> {
    let blob = Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes))).ok()?;
    let stream = blob.stream().pipe_through(through);
    let response = Response::new_with_opt_readable_stream(Some(&stream)).ok()?;
    let buffer = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}
