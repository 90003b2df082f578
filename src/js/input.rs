//! What JavaScript hands over, read with errors that name the field.

use std::collections::BTreeMap;

use js_sys::{Array, Object, Reflect, Uint8Array};
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::{JsCast, JsError, JsValue};

use crate::Request;
use crate::analysis::Settings;
use crate::configuration::Configuration;
use crate::language::Language;
use crate::platform::{self, Platform};
use crate::project::{Content, Project, normalize, path};
use crate::rules::Selection;

const KEYS: [&str; 7] = ["files", "platforms", "env", "procfile", "root", "lang", "unsafe"];

/// The argument of `check` and `fix`.
pub(super) struct Input {
    pub(super) project: Project,
    pub(super) request: Request,
    pub(super) with_unsafe: bool,
}

impl Input {
    pub(super) fn read(value: &JsValue) -> Result<Self, JsError> {
        let object = object(value, "the input")?;
        if let Some(key) = keys(object).find(|key| !KEYS.contains(&key.as_str())) {
            return Err(JsError::new(&format!("`{key}` is not a field of the input; it has {}", KEYS.join(", "))));
        }
        let platforms: Option<Vec<String>> = optional(object, "platforms", "a list of texts")?;
        let project = project(&get(object, "files"))?;
        let configuration = Configuration::of(&project).map_err(|error| JsError::new(&format!("`files`: {error}")))?;
        let env: Option<BTreeMap<String, String>> = optional(object, "env", "an object of texts")?;
        let lang: Option<String> = optional(object, "lang", "a text")?;
        let root: Option<String> = optional(object, "root", "a text")?;
        let request = Request {
            platforms: platforms.iter().flatten().map(|id| find(id)).collect::<Result<_, _>>()?,
            settings: Settings {
                env: env.unwrap_or_default(),
                procfile: optional(object, "procfile", "a text")?,
                root: root.as_deref().map(folder).transpose()?,
                ..Settings::default()
            },
            selection: Selection::default(),
            language: lang.as_deref().map(language).transpose()?.unwrap_or_default(),
        };
        let with_unsafe = optional(object, "unsafe", "true or false")?.unwrap_or(false);
        let request = request.configured(&configuration);
        match &request.settings.root {
            Some(root) if !project.has_folder(root) => Err(JsError::new(&format!("`root`: `files` has nothing in \"{root}\""))),
            _ => Ok(Self { project, request, with_unsafe }),
        }
    }
}

fn folder(given: &str) -> Result<String, JsError> {
    path::resolved(path::ROOT, given).ok_or_else(|| JsError::new(&format!("`root` leads out of the project: \"{given}\"")))
}

pub(super) fn language(tag: &str) -> Result<Language, JsError> {
    Language::from_tag(tag).ok_or_else(|| JsError::new(&format!("`lang` must be \"en\" or \"zh\", not \"{tag}\"")))
}

fn find(id: &str) -> Result<&'static Platform, JsError> {
    platform::find(id).ok_or_else(|| {
        let known: Vec<&str> = platform::all().iter().map(|platform| platform.id.as_str()).collect();
        JsError::new(&format!("`platforms` names \"{id}\", which is not one of {}", known.join(", ")))
    })
}

fn project(files: &JsValue) -> Result<Project, JsError> {
    let files = object(files, "`files`")?;
    let mut project = Project::new();
    for path in keys(files) {
        let clean = normalize(&path)
            .map_err(|problem| JsError::new(&format!("`files` has the path \"{path}\": {}", problem.text(Language::En))))?;
        project.insert(clean, content(&path, &get(files, &path))?);
    }
    Ok(project)
}

fn content(path: &str, value: &JsValue) -> Result<Content, JsError> {
    if let Some(text) = value.as_string() {
        return Ok(Content::Bytes(text.into_bytes()));
    }
    if value.is_null() {
        return Ok(Content::Unknown { size: None });
    }
    match value.dyn_ref::<Uint8Array>() {
        Some(bytes) => Ok(Content::Bytes(bytes.to_vec())),
        None => Err(JsError::new(&format!("`files[\"{path}\"]` must be a text, a Uint8Array or null"))),
    }
}

fn object<'v>(value: &'v JsValue, name: &str) -> Result<&'v Object, JsError> {
    let plain = value.is_object() && !Array::is_array(value) && !value.has_type::<Uint8Array>();
    let object = if plain { value.dyn_ref::<Object>() } else { None };
    object.ok_or_else(|| JsError::new(&format!("{name} must be an object")))
}

fn keys(object: &Object) -> impl Iterator<Item = String> {
    Object::keys(object).into_iter().filter_map(|key| key.as_string())
}

fn get(object: &Object, key: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(key)).unwrap_or(JsValue::UNDEFINED)
}

fn optional<T: DeserializeOwned>(object: &Object, key: &str, shape: &str) -> Result<Option<T>, JsError> {
    serde_wasm_bindgen::from_value(get(object, key)).map_err(|_| JsError::new(&format!("`{key}` must be {shape}")))
}
