//! What the command line prints, as texts.

use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::{JsError, JsValue, wasm_bindgen};

use crate::diagnostic::Severity;
use crate::language::Language;
use crate::platform;
use crate::report::render::text::{Look, lists};
use crate::report::render::{concise, github, gitlab, junit, markdown, sarif, text};

use super::input::{self, Input};
use super::to_js;

const FORMATS: [&str; 8] = ["text", "concise", "markdown", "github", "gitlab", "sarif", "junit", "json"];

/// A report as text, and how much the worst of it matters.
#[derive(Serialize)]
struct Rendered {
    text: String,
    worst: Option<Severity>,
}

/// Checks a project and gives the report as the command line prints it.
///
/// # Errors
///
/// When the input has the wrong shape, or there is no such format; the message names the field.
#[wasm_bindgen(skip_typescript)]
pub fn render(input: &JsValue, format: &str, look: &JsValue) -> Result<JsValue, JsError> {
    let input = Input::read(input)?;
    let language = input.request.language;
    let look = self::look(look, language)?;
    let output = crate::check(&input.project, &input.request);
    let text = match format {
        "text" => text::render(&output, &input.project, &look),
        "concise" => concise::render(&output),
        "markdown" => markdown::render(&output, language),
        "github" => github::render(&output),
        "gitlab" => gitlab::render(&output),
        "sarif" => sarif::render(&output, language),
        "junit" => junit::render(&output, language),
        "json" => output.to_json(),
        _ => return Err(JsError::new(&format!("`format` is \"{format}\", which is not one of {}", FORMATS.join(", ")))),
    };
    let worst = output.reports.iter().flat_map(|report| &report.diagnostics).map(|diagnostic| diagnostic.severity).max();
    to_js(&Rendered { text, worst })
}

/// What the command line prints of rules and platforms; nothing if there is none of the name.
///
/// # Errors
///
/// When there is no such topic, or the look has the wrong shape.
#[wasm_bindgen(skip_typescript)]
#[expect(clippy::needless_pass_by_value, reason = "the bridge hands texts over by value")]
pub fn describe(topic: &str, name: Option<String>, look: &JsValue) -> Result<Option<String>, JsError> {
    let language = match field::<String>(look, "lang", "a text")? {
        Some(tag) => input::language(&tag)?,
        None => Language::default(),
    };
    let Look { color, .. } = self::look(look, language)?;
    match (topic, name.as_deref()) {
        ("rules", None) => Ok(Some(lists::rules(language, color))),
        ("rule", Some(rule)) => Ok(lists::page(rule, language, color)),
        ("platforms", None) => Ok(Some(lists::platforms(language))),
        ("platform", Some(id)) => Ok(platform::find(id).map(|platform| lists::platform(platform, language, color))),
        _ => Err(JsError::new("describe \"rules\", \"platforms\", or by its name a \"rule\" or a \"platform\"")),
    }
}

fn look(value: &JsValue, language: Language) -> Result<Look, JsError> {
    let color = field(value, "color", "true or false")?.unwrap_or(false);
    Ok(Look { language, color, site: field(value, "site", "a text")? })
}

fn field<T: DeserializeOwned>(value: &JsValue, key: &str, shape: &str) -> Result<Option<T>, JsError> {
    if value.is_undefined() { Ok(None) } else { input::optional(input::object(value, "the look")?, key, shape) }
}
