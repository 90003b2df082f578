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
use crate::project::archive::read_archive;
use crate::project::bundle::Bundle;
use crate::project::folder::read_folder;
use crate::project::{Content, Project, normalize, path};
use crate::rules::Selection;
use crate::syntax::env_file::EnvFile;

use super::folder::Folder;

const KEYS: [&str; 14] = [
    "files",
    "folder",
    "archive",
    "bundle",
    "name",
    "platforms",
    "env",
    "envFile",
    "procfile",
    "root",
    "select",
    "ignore",
    "lang",
    "unsafe",
];
/// The fields that hold a project, of which one is needed.
const PROJECTS: [&str; 4] = ["files", "folder", "archive", "bundle"];

/// The argument of `check`, `fix` and `render`.
pub(super) struct Input {
    pub(super) project: Project,
    pub(super) request: Request,
    pub(super) with_unsafe: bool,
    /// Where contents come from that were not asked for yet.
    folder: Option<Folder>,
}

impl Input {
    pub(super) fn read(value: &JsValue) -> Result<Self, JsError> {
        let object = object(value, "the input")?;
        if let Some(key) = keys(object).find(|key| !KEYS.contains(&key.as_str())) {
            return Err(JsError::new(&format!("`{key}` is not a field of the input; it has {}", KEYS.join(", "))));
        }
        let language = optional::<String>(object, "lang", "a text")?.as_deref().map(language).transpose()?.unwrap_or_default();
        let platforms: Option<Vec<String>> = optional(object, "platforms", "a list of texts")?;
        let select: Option<Vec<String>> = optional(object, "select", "a list of texts")?;
        let ignore: Option<Vec<String>> = optional(object, "ignore", "a list of texts")?;
        let selection = Selection::new(select.unwrap_or_default(), ignore.unwrap_or_default());
        let (bundle, folder) = given(object, language)?;
        let platforms = platforms.filter(|named| !named.is_empty()).or(bundle.platform.map(|named| vec![named]));
        let beside = |path: &str| folder.as_ref()?.text(path);
        let configuration = Configuration::of_folder(&bundle.project, &beside)
            .map_err(|error| JsError::new(&format!("`configuration`: {}", error.text(language))))?;
        let root: Option<String> = optional(object, "root", "a text")?;
        let mut env = bundle.env;
        if let Some(text) = optional::<String>(object, "envFile", "a text")? {
            let set = EnvFile::parse(&text).variables(&text);
            env.extend(set.map_err(|line| JsError::new(&format!("`envFile`: {}", line.text(language))))?);
        }
        env.extend(optional::<BTreeMap<String, String>>(object, "env", "an object of texts")?.unwrap_or_default());
        let request = Request {
            platforms: platforms.iter().flatten().map(|id| find(id)).collect::<Result<_, _>>()?,
            settings: Settings {
                env,
                procfile: optional(object, "procfile", "a text")?.or(bundle.procfile),
                root: root.as_deref().map(folder_to_build).transpose()?,
                ..Settings::default()
            },
            selection: selection.map_err(|unknown| JsError::new(&unknown.text(language)))?,
            language,
        };
        let with_unsafe = optional(object, "unsafe", "true or false")?.unwrap_or(false);
        let request = request.configured(&configuration);
        match &request.settings.root {
            Some(root) if !bundle.project.has_folder(root) => {
                Err(JsError::new(&format!("`root`: the project has nothing in \"{root}\"")))
            }
            _ => Ok(Self { project: bundle.project, request, with_unsafe, folder }),
        }
    }

    /// Whether the project lies in a folder, of which only a part was read.
    pub(super) fn is_folder(&self) -> bool {
        self.folder.is_some()
    }

    /// Whether a path is a link, or lies behind one.
    pub(super) fn is_linked(&self, path: &str) -> bool {
        self.project.is_linked(path) || self.folder.as_ref().is_some_and(|folder| folder.is_linked(path))
    }
}

/// The project as it was given.
fn given(object: &Object, language: Language) -> Result<(Bundle, Option<Folder>), JsError> {
    let given: Vec<&'static str> = PROJECTS.into_iter().filter(|key| !get(object, key).is_undefined()).collect();
    let [field] = given[..] else {
        return Err(JsError::new(&format!("the input must have one of {}", PROJECTS.join(", "))));
    };
    let value = get(object, field);
    let wrong = |text: String| JsError::new(&format!("`{field}`: {text}"));
    let alone = |project| Bundle { project, ..Bundle::default() };
    match field {
        "files" => Ok((alone(project(&value)?), None)),
        "folder" => {
            let folder = Folder::open(self::object(&value, "`folder`")?);
            let project = read_folder(&folder).map_err(|error| wrong(error.text(language)))?;
            Ok((alone(project), Some(folder)))
        }
        "archive" => {
            let bytes = value.dyn_ref::<Uint8Array>().ok_or_else(|| JsError::new("`archive` must be a Uint8Array"))?.to_vec();
            let name: Option<String> = optional(object, "name", "a text")?;
            let project = read_archive(&bytes, &name.unwrap_or_default()).map_err(|error| wrong(error.text(language)))?;
            Ok((alone(project), None))
        }
        _ => {
            let text = value.as_string().ok_or_else(|| JsError::new("`bundle` must be a text"))?;
            Ok((Bundle::parse(&text).map_err(|error| wrong(error.text(language)))?, None))
        }
    }
}

fn folder_to_build(given: &str) -> Result<String, JsError> {
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
        return Ok(Content::from(text.into_bytes()));
    }
    if value.is_null() {
        return Ok(Content::Unknown { size: None });
    }
    match value.dyn_ref::<Uint8Array>() {
        Some(bytes) => Ok(Content::from(bytes.to_vec())),
        None => Err(JsError::new(&format!("`files[\"{path}\"]` must be a text, a Uint8Array or null"))),
    }
}

pub(super) fn object<'v>(value: &'v JsValue, name: &str) -> Result<&'v Object, JsError> {
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

pub(super) fn optional<T: DeserializeOwned>(object: &Object, key: &str, shape: &str) -> Result<Option<T>, JsError> {
    serde_wasm_bindgen::from_value(get(object, key)).map_err(|_| JsError::new(&format!("`{key}` must be {shape}")))
}
