//! Taking JSON values apart, with errors that name the field.

use serde_json::{Map, Value};

use super::BundleError;

/// What a value is, for the end of "must be …, not …".
pub(super) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// A short value as it is written, a long one by its kind.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::Array(_) | Value::Object(_) => kind(value).to_owned(),
        _ => value.to_string(),
    }
}

pub(super) fn required(fields: &mut Map<String, Value>, field: &'static str) -> Result<Value, BundleError> {
    fields.remove(field).ok_or(BundleError::Missing { field })
}

pub(super) fn object(field: &str, value: Value) -> Result<Map<String, Value>, BundleError> {
    match value {
        Value::Object(object) => Ok(object),
        other => Err(wrong_type(field, "an object", &other)),
    }
}

pub(super) fn text(field: &str, value: Value) -> Result<String, BundleError> {
    match value {
        Value::String(text) => Ok(text),
        other => Err(wrong_type(field, "a text", &other)),
    }
}

pub(super) fn optional_text(field: &str, value: Option<Value>) -> Result<Option<String>, BundleError> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(other) => Err(wrong_type(field, "a text or null", &other)),
    }
}

fn wrong_type(field: &str, expected: &'static str, value: &Value) -> BundleError {
    BundleError::Type { field: field.to_owned(), expected, found: kind(value) }
}
