//! Project bundles: a whole project as one JSON object, for share links, bug reports and tests.
//!
//! A bundle says exactly what is known, so nothing is left out of it and no folder is taken as the root.

mod error;
mod fields;

pub use error::{BundleError, Shape};

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};

use super::path::relative;
use super::{Content, Project};

/// The version of the format that is written, and the only one that is read.
pub const SCHEMA: u64 = 1;

const KEYS: &[&str] = &["schema", "files", "env", "procfile", "platform"];

/// A project, with what is set on the platform.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bundle {
    /// The files.
    pub project: Project,
    /// The variables that are set on the platform.
    pub env: BTreeMap<String, String>,
    /// The Procfile that is set on the platform and overrides the file.
    pub procfile: Option<String>,
    /// The platform's id.
    pub platform: Option<String>,
}

impl Bundle {
    /// Reads a bundle.
    ///
    /// # Errors
    /// When the text is no JSON or no bundle; the error names the field.
    pub fn parse(text: &str) -> Result<Self, BundleError> {
        let value = serde_json::from_str(text).map_err(|error| BundleError::NotJson { reason: error.to_string() })?;
        let Value::Object(mut fields) = value else {
            return Err(BundleError::NotAnObject { found: fields::shape(&value) });
        };
        if let Some(key) = fields.keys().find(|key| !KEYS.contains(&key.as_str())) {
            return Err(BundleError::UnknownKey { key: key.clone(), known: KEYS });
        }
        check_schema(&fields::required(&mut fields, "schema")?)?;
        Ok(Self {
            project: project(fields::object("files", fields::required(&mut fields, "files")?)?)?,
            env: env(fields.remove("env"))?,
            procfile: fields::optional_text("procfile", fields.remove("procfile"))?,
            platform: fields::optional_text("platform", fields.remove("platform"))?,
        })
    }

    /// Writes the bundle on one line. Sizes of files whose content is unknown, and what was left out, are not part of it.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.to_value().to_string()
    }

    /// The bundle as a part of a larger JSON text.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let files: Map<String, Value> = self.project.files().map(|(path, content)| (path.to_owned(), written(content))).collect();
        json!({
            "schema": SCHEMA,
            "files": files,
            "env": self.env,
            "procfile": self.procfile,
            "platform": self.platform,
        })
    }
}

fn check_schema(value: &Value) -> Result<(), BundleError> {
    match value {
        Value::Array(_) | Value::Object(_) => Err(fields::wrong_type("schema", Shape::Number, value)),
        _ if value.as_u64() == Some(SCHEMA) => Ok(()),
        _ => Err(BundleError::Schema { found: value.to_string() }),
    }
}

fn project(files: Map<String, Value>) -> Result<Project, BundleError> {
    let mut project = Project::new();
    for (given, value) in files {
        let path = relative(&given).map_err(|problem| BundleError::Path { path: given.clone(), problem })?;
        project.insert(path, content(&given, value)?);
    }
    Ok(project)
}

fn content(path: &str, value: Value) -> Result<Content, BundleError> {
    match value {
        Value::Null => Ok(Content::Unknown { size: None }),
        Value::String(text) => Ok(Content::from(text.into_bytes())),
        Value::Object(object) => decoded(path, object).map(Content::from),
        other => Err(BundleError::File { path: path.to_owned(), found: fields::shape(&other) }),
    }
}

fn decoded(path: &str, mut object: Map<String, Value>) -> Result<Vec<u8>, BundleError> {
    let field = format!("files.{path}.base64");
    let Some(Value::String(text)) = object.remove("base64").filter(|_| object.is_empty()) else {
        return Err(BundleError::File { path: path.to_owned(), found: Shape::OtherObject });
    };
    STANDARD
        .decode(text)
        .map_err(|error| BundleError::Base64 { field, reason: error.to_string().trim_end_matches('.').to_owned() })
}

fn env(value: Option<Value>) -> Result<BTreeMap<String, String>, BundleError> {
    let mut env = BTreeMap::new();
    let fields = match value {
        None | Some(Value::Null) => return Ok(env),
        Some(value) => fields::object("env", value)?,
    };
    for (name, value) in fields {
        let text = fields::text(&format!("env.{name}"), value)?;
        env.insert(name, text);
    }
    Ok(env)
}

fn written(content: &Content) -> Value {
    let Some(bytes) = content.bytes() else { return Value::Null };
    match std::str::from_utf8(bytes) {
        Ok(text) => Value::from(text),
        Err(_) => json!({ "base64": STANDARD.encode(bytes) }),
    }
}

#[cfg(test)]
mod tests;
