//! What parses Python files and predicts what pip finds: a module of its own in a worker, loaded when it is first asked.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, MessageEvent, Worker};

use super::browser;
use super::worker::SCRIPT;

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Asked {
    /// A Python file by its path and text.
    File(String, String),
    /// What pip finds, by the bytes of the request.
    Packages(Vec<u8>),
}

/// What is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Answered {
    /// The tables that come with the first answer.
    Tables(Vec<String>),
    /// Path and text, with the bytes of the tree.
    File(String, String, Vec<u8>),
    /// The bytes of the request, with those of the prediction; none of these where nothing can be said.
    Packages(Vec<u8>, Vec<u8>),
}

/// The answers to all that was asked at once.
pub(crate) type Answer = Vec<Answered>;

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
        browser::fetch_script("packages");
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

    /// Asks; says whether the questions could be sent.
    pub(crate) fn ask(&self, asked: &[Asked]) -> bool {
        let question = |asked: &Asked| match asked {
            Asked::File(path, text) => Array::of2(&JsValue::from_str(path), &JsValue::from_str(text)),
            Asked::Packages(request) => Array::of1(&Uint8Array::from(request.as_slice())),
        };
        let asked: Array = asked.iter().map(question).collect();
        self.worker.post_message(&asked).is_ok()
    }

    /// The worker, for whoever talks to it as well.
    pub(crate) fn worker(&self) -> &JsValue {
        &self.worker
    }
}

fn answer(data: &JsValue) -> Option<Answer> {
    let bytes = |value: JsValue| Some(value.dyn_into::<Uint8Array>().ok()?.to_vec());
    let one = |answer: JsValue| {
        let answer = answer.dyn_into::<Array>().ok()?;
        if let Some(tables) = answer.get(0).dyn_ref::<Array>() {
            return Some(Answered::Tables(tables.iter().map(|text| text.as_string()).collect::<Option<_>>()?));
        }
        Some(match answer.get(0).as_string() {
            Some(path) => Answered::File(path, answer.get(1).as_string()?, bytes(answer.get(2))?),
            None => Answered::Packages(bytes(answer.get(0))?, bytes(answer.get(1))?),
        })
    };
    data.dyn_ref::<Array>()?.iter().map(one).collect()
}
