//! The core and the JavaScript API in a browser: the same bytes as the native program, and errors that name the field.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::expect_used, reason = "what is not there has to fail the test")]

mod support;

use std::collections::BTreeMap;

use js_sys::{JSON, Object, Reflect};
use pushready::language::Language;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// What the native program printed for each case; `cargo test --test cli` writes it.
const NATIVE: &str = include_str!("../target/native-reports.json");

#[wasm_bindgen_test]
fn every_case_gives_the_bytes_of_the_native_program() {
    let native: BTreeMap<String, String> = serde_json::from_str(NATIVE).expect("the native reports");
    let cases = support::all();
    assert!(cases.len() > 50, "only {} cases", cases.len());
    assert_eq!(cases.len(), native.len(), "the native reports are of another set of cases; run the native tests first");
    for case in cases {
        assert_eq!(native.get(&case.name), Some(&case.output(Language::En).to_json()), "{}", case.name);
    }
}

#[wasm_bindgen_test]
fn the_javascript_api_gives_the_same_report() {
    let case = support::all().into_iter().find(|case| case.name.contains("PSH203-missing-space")).expect("the case");
    let input = object(&[("lang", "zh".into()), ("files", files_of(&case.project))]);
    let platforms = case.options.platforms.iter().map(|id| JsValue::from_str(id)).collect::<js_sys::Array>();
    set(&input, "platforms", &platforms);
    let output = pushready::js::check(&input).ok().expect("a report");
    let text = JSON::stringify(&output).expect("JSON").as_string().expect("a text");
    let expected = serde_json::to_string(&case.output(Language::Zh)).expect("JSON");
    assert_eq!(text, expected);
}

#[wasm_bindgen_test]
fn fixes_come_back_as_files() {
    let files = object(&[
        ("requirements.txt", "Flask==2.0.3\ngunicorn==20.1.0\n".into()),
        ("runtime.txt", "python-3.6.6\n".into()),
        ("Procfile", "web:gunicorn app:app\r\n".into()),
        ("logo.png", JsValue::NULL),
    ]);
    let output = pushready::js::fix(&object(&[("files", files)])).ok().expect("fixed files");
    let files = Reflect::get(&output, &"files".into()).expect("files");
    let procfile = Reflect::get(&files, &"Procfile".into()).expect("a Procfile");
    assert_eq!(procfile.as_string().as_deref(), Some("web: gunicorn app:app\r\n"));
    assert!(Reflect::get(&files, &"logo.png".into()).expect("a name").is_null());
    let applied: js_sys::Array = Reflect::get(&output, &"applied".into()).expect("a list").unchecked_into();
    let code = Reflect::get(&applied.get(0), &"code".into()).expect("a code");
    assert_eq!((applied.length(), code.as_string().as_deref()), (1, Some("PSH203")));
}

#[wasm_bindgen_test]
fn wrong_inputs_name_the_field() {
    let files = || object(&[("Procfile", "web: x".into())]);
    let cases: [(JsValue, &str); 8] = [
        (JsValue::from_str("x"), "the input must be an object"),
        (object(&[]), "the input must have one of files, folder, archive, bundle"),
        (object(&[("files", JsValue::NULL)]), "`files` must be an object"),
        (object(&[("files", files()), ("file", JsValue::NULL)]), "`file` is not a field of the input"),
        (object(&[("files", object(&[("a.py", 7.into())]))]), "`files[\"a.py\"]` must be a text"),
        (object(&[("files", object(&[("../a", "x".into())]))]), "`files` has the path \"../a\""),
        (object(&[("files", files()), ("platforms", "rainbond".into())]), "`platforms` must be a list of texts"),
        (object(&[("files", files()), ("lang", "fr".into())]), "`lang` must be \"en\" or \"zh\", not \"fr\""),
    ];
    for (input, expected) in cases {
        let error = JsValue::from(pushready::js::check(&input).err().expect("an error"));
        let message = Reflect::get(&error, &"message".into()).expect("a message").as_string().expect("a text");
        assert!(message.starts_with(expected), "{message}");
    }
}

#[wasm_bindgen_test]
fn platforms_rules_and_version_are_listed() {
    let list = |value: JsValue| value.unchecked_into::<js_sys::Array>();
    let platforms = list(pushready::js::platforms().ok().expect("platforms"));
    assert_eq!(platforms.length() as usize, pushready::platform::all().len());
    let rules = list(pushready::js::rules(Some("zh".into())).ok().expect("rules"));
    assert_eq!(rules.length() as usize, pushready::rules::registry::RULES.len());
    assert_eq!(pushready::js::version(), env!("CARGO_PKG_VERSION"));
}

fn files_of(project: &pushready::project::Project) -> JsValue {
    let files: Vec<(&str, JsValue)> = project
        .files()
        .map(|(path, _)| (path, js_sys::Uint8Array::from(project.bytes_of(path).expect("bytes")).into()))
        .collect();
    object(&files)
}

fn object(entries: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (key, value) in entries {
        set(&object, key, value);
    }
    object.into()
}

fn set(object: &JsValue, key: &str, value: &JsValue) {
    Reflect::set(object, &JsValue::from_str(key), value).expect("a plain object");
}
