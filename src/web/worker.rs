//! A worker for one question: what is too heavy for the page, and is needed so seldom that nothing of it stays.

use js_sys::{Promise, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, MessageEvent, Worker};

/// The script of all workers of the page.
pub(crate) const SCRIPT: &str = "python-worker.js";

/// What a new worker answers; none where it cannot be loaded or stops. The memory that it took is given back.
pub(crate) async fn answer(question: &JsValue) -> Option<Vec<u8>> {
    let worker = Worker::new(SCRIPT).ok()?;
    let answered = Promise::new(&mut |done, failed| {
        let message = Closure::once_into_js(move |event: MessageEvent| done.call1(&JsValue::NULL, &event.data()));
        let error = Closure::once_into_js(move |event: Event| {
            event.prevent_default();
            failed.call0(&JsValue::NULL)
        });
        worker.set_onmessage(Some(message.unchecked_ref()));
        worker.set_onerror(Some(error.unchecked_ref()));
        let _ = worker.post_message(question);
    });
    let answer = JsFuture::from(answered).await;
    worker.terminate();
    Some(answer.ok()?.dyn_into::<Uint8Array>().ok()?.to_vec())
}
