//! The parser of Python files: a module of its own in a worker, loaded when the first file is to be looked into.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, MessageEvent, Worker};

/// Paths and texts, each with the bytes of the tree.
pub(crate) type Answer = Vec<(String, String, Vec<u8>)>;

const SCRIPT: &str = "python-worker.js";

/// The worker, and what listens to it.
#[derive(Debug)]
pub(crate) struct Parser {
    worker: Worker,
    _message: Closure<dyn FnMut(MessageEvent)>,
    _error: Closure<dyn FnMut(Event)>,
}

impl Parser {
    /// Starts the worker. It answers with none once it cannot be loaded or has stopped.
    pub(crate) fn start(take: impl Fn(Option<Answer>) + Copy + 'static) -> Option<Self> {
        let worker = Worker::new(SCRIPT).ok()?;
        let message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| take(answer(&event.data())));
        let error = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            // It is said in the page.
            event.prevent_default();
            take(None);
        });
        worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(error.as_ref().unchecked_ref()));
        Some(Self { worker, _message: message, _error: error })
    }

    /// Asks for files, given by path and text; says whether they could be sent.
    pub(crate) fn parse(&self, files: &[(String, String)]) -> bool {
        let files: Array =
            files.iter().map(|(path, text)| Array::of2(&JsValue::from_str(path), &JsValue::from_str(text))).collect();
        self.worker.post_message(&files).is_ok()
    }
}

fn answer(data: &JsValue) -> Option<Answer> {
    let one = |file: JsValue| {
        let file = file.dyn_into::<Array>().ok()?;
        let bytes = file.get(2).dyn_into::<Uint8Array>().ok()?;
        Some((file.get(0).as_string()?, file.get(1).as_string()?, bytes.to_vec()))
    };
    data.dyn_ref::<Array>()?.iter().map(one).collect()
}
