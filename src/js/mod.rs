//! The JavaScript API: `check`, `fix`, `platforms`, `rules` and `version`, with TypeScript types.
//!
//! The same input as a project bundle gives the same report as the command line.

mod input;

use js_sys::{Object, Reflect, Uint8Array};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::{JsError, JsValue, wasm_bindgen};

use crate::diagnostic::{Diagnostic, Fix, Safety, apply};
use crate::platform;
use crate::project::{Content, Project};
use crate::rules::registry::{self, RuleSummary};

use input::Input;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &'static str = include_str!("types.d.ts");

/// How often fixes are applied at most; each pass may uncover more.
const MAX_PASSES: usize = 10;

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
    let wanted = if input.with_unsafe { Safety::Unsafe } else { Safety::Safe };
    let mut fixed = Fixed { project: input.project.clone(), applied: vec![], refused: vec![] };
    for _ in 0..MAX_PASSES {
        let offered = offered(&fixed.project, &input, wanted);
        if offered.is_empty() || !fixed.pass(&offered) {
            break;
        }
    }
    fixed.to_js()
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

#[derive(Serialize)]
struct FixNote {
    code: &'static str,
    file: Option<String>,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

struct Fixed {
    project: Project,
    applied: Vec<FixNote>,
    refused: Vec<FixNote>,
}

fn offered(project: &Project, input: &Input, wanted: Safety) -> Vec<(Diagnostic, Fix)> {
    let output = crate::check(project, &input.request);
    let diagnostics = output.reports.into_iter().flat_map(|report| report.diagnostics);
    let with_fix = diagnostics.filter_map(|diagnostic| diagnostic.fix.clone().map(|fix| (diagnostic, fix)));
    with_fix.filter(|(_, fix)| fix.safety <= wanted).collect()
}

impl Fixed {
    /// Applies what can be applied together; whether anything was.
    fn pass(&mut self, offered: &[(Diagnostic, Fix)]) -> bool {
        let fixes: Vec<&Fix> = offered.iter().map(|(_, fix)| fix).collect();
        let result = apply(&self.project, &fixes);
        let note = |index: usize, reason: Option<String>| {
            let (diagnostic, fix) = &offered[index];
            FixNote { code: diagnostic.code, file: diagnostic.file.clone(), title: fix.title.clone(), reason }
        };
        self.project = result.project;
        self.applied.extend(result.applied.iter().map(|&index| note(index, None)));
        self.refused = result.refused.iter().map(|(index, reason)| note(*index, Some(reason.to_string()))).collect();
        !result.applied.is_empty()
    }

    fn to_js(&self) -> Result<JsValue, JsError> {
        let files = Object::new();
        for (path, content) in self.project.files() {
            set(&files, path, &content_to_js(content))?;
        }
        let result = Object::new();
        set(&result, "files", &files)?;
        set(&result, "applied", &to_js(&self.applied)?)?;
        set(&result, "refused", &to_js(&self.refused)?)?;
        Ok(result.into())
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

fn set(object: &Object, key: &str, value: &JsValue) -> Result<(), JsError> {
    Reflect::set(object, &JsValue::from_str(key), value).map(|_| ()).map_err(|_| JsError::new("the result object is frozen"))
}

fn to_js(value: &impl Serialize) -> Result<JsValue, JsError> {
    Ok(value.serialize(&Serializer::json_compatible())?)
}
