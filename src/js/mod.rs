//! The JavaScript API: `check`, `render`, `fix`, `platforms`, `rules`, `describe` and `version`, with TypeScript types.
//!
//! The same input as a project bundle gives the same report as the command line, and the same folder the same text.

mod folder;
mod input;
mod rendered;

use js_sys::{Array, Object, Reflect, Uint8Array};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::{JsError, JsValue, wasm_bindgen};

use crate::diagnostic::changes::{Change, Moves};
use crate::diagnostic::{Diagnostic, Offer, Refused, Safety, patch, settle};
use crate::platform;
use crate::project::Content;
use crate::report::render::text::fixes;
use crate::rules::registry::{self, RuleSummary};

use input::Input;
pub use rendered::{describe, render};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &'static str = include_str!("types.d.ts");

/// Checks a project and gives the report of the contract.
///
/// # Errors
///
/// When the input has the wrong shape; the message names the field.
#[wasm_bindgen(skip_typescript)]
pub fn check(input: &JsValue) -> Result<JsValue, JsError> {
    let input = Input::read(input)?;
    to_js(&crate::check(&input.project, &input.request))
}

/// Applies the safe fixes, or with `unsafe: true` all of them, until nothing is left to apply.
///
/// # Errors
///
/// When the input has the wrong shape; the message names the field.
#[wasm_bindgen(skip_typescript)]
pub fn fix(input: &JsValue) -> Result<JsValue, JsError> {
    let input = Input::read(input)?;
    let least = if input.with_unsafe { Safety::Unsafe } else { Safety::Safe };
    let settled = settle(
        &input.project,
        |found| found.is_fixable(least),
        |path| input.is_linked(path),
        |project| crate::check(project, &input.request).said(),
    );
    let mut moves = Moves::default();
    settled.rounds.iter().for_each(|round| moves.follow(round.iter().map(|offer| &offer.fix)));
    let changes = moves.changes(&input.project, &settled.project);
    let files = Object::new();
    // Of a folder, everything would have to be read for it.
    for (path, content) in settled.project.files().filter(|_| !input.is_folder()) {
        set(&files, path, &content_to_js(content))?;
    }
    let applied: Vec<FixNote<'_>> = settled.applied().map(|offer| FixNote::of(offer, None)).collect();
    let reason = |reason: &Refused| Some(reason.text(input.request.language));
    let refused: Vec<FixNote<'_>> = settled.refused.iter().map(|(offer, why)| FixNote::of(offer, reason(why))).collect();
    let result = Object::new();
    set(&result, "files", &files)?;
    set(&result, "changes", &changes.iter().map(change_to_js).collect::<Result<Array, _>>()?.into())?;
    set(&result, "summary", &fixes::summary(&settled, changes.len(), input.request.language).into())?;
    set(&result, "remarks", &to_js(&fixes::remarks(&settled, least, input.request.language).collect::<Vec<_>>())?)?;
    set(&result, "patch", &Uint8Array::from(patch::patch(&changes).as_slice()))?;
    set(&result, "applied", &to_js(&applied)?)?;
    set(&result, "refused", &to_js(&refused)?)?;
    set(&result, "left", &to_js(&settled.diagnostics().collect::<Vec<&Diagnostic>>())?)?;
    Ok(result.into())
}

/// Every platform with all its facts.
///
/// # Errors
///
/// Never in practice: a profile is data.
#[wasm_bindgen(skip_typescript)]
pub fn platforms() -> Result<JsValue, JsError> {
    to_js(&platform::all())
}

/// Every rule: code, name, summary, stage, severity, fix kind, since.
///
/// # Errors
///
/// Never in practice: a rule's metadata is data.
#[wasm_bindgen(skip_typescript)]
#[expect(clippy::needless_pass_by_value, reason = "the bridge hands texts over by value")]
pub fn rules(lang: Option<String>) -> Result<JsValue, JsError> {
    let language = lang.as_deref().map(input::language).transpose()?.unwrap_or_default();
    to_js(&registry::RULES.iter().map(|rule| RuleSummary::of(rule, language)).collect::<Vec<_>>())
}

/// The version of this package.
#[wasm_bindgen(skip_typescript)]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// A fix as the API tells of it.
#[derive(Serialize)]
struct FixNote<'o> {
    code: &'static str,
    file: Option<&'o str>,
    title: &'o str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

impl<'o> FixNote<'o> {
    fn of(offer: &'o Offer, reason: Option<String>) -> Self {
        Self { code: offer.code, file: offer.file.as_deref(), title: &offer.fix.title, reason }
    }
}

/// Text where the bytes are UTF-8, as a user would give it; bytes otherwise.
fn content_to_js(content: &Content) -> JsValue {
    let Some(bytes) = content.bytes() else { return JsValue::NULL };
    match std::str::from_utf8(bytes) {
        Ok(text) => JsValue::from_str(text),
        Err(_) => Uint8Array::from(bytes).into(),
    }
}

fn change_to_js(change: &Change<'_>) -> Result<JsValue, JsError> {
    let bytes = |bytes: &[u8]| Uint8Array::from(bytes).into();
    let text = JsValue::from_str;
    let fields: Vec<(&str, JsValue)> = match *change {
        Change::Create { path, new } => vec![("kind", text("create")), ("path", text(path)), ("new", bytes(new))],
        Change::Modify { path, old, new } => {
            vec![("kind", text("modify")), ("path", text(path)), ("old", bytes(old)), ("new", bytes(new))]
        }
        Change::Rename { from, to, old, new } => {
            vec![("kind", text("rename")), ("from", text(from)), ("path", text(to)), ("old", bytes(old)), ("new", bytes(new))]
        }
        Change::Delete { path, old } => vec![("kind", text("delete")), ("path", text(path)), ("old", bytes(old))],
    };
    let object = Object::new();
    fields.iter().try_for_each(|(key, value)| set(&object, key, value))?;
    Ok(object.into())
}

fn set(object: &Object, key: &str, value: &JsValue) -> Result<(), JsError> {
    Reflect::set(object, &JsValue::from_str(key), value).map(|_| ()).map_err(|_| JsError::new("the result object is frozen"))
}

fn to_js<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, JsError> {
    Ok(value.serialize(&Serializer::json_compatible())?)
}
