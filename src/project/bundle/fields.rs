//! Taking JSON values apart, with errors that name the field.

use serde_json::{Map, Value};

use super::error::{BundleError, Shape};

/// What a value is.
pub(super) fn shape(value: &Value) -> Shape {
    match value {
        Value::Null => Shape::Null,
        Value::Bool(_) => Shape::Switch,
        Value::Number(_) => Shape::Number,
        Value::String(_) => Shape::Text,
        Value::Array(_) => Shape::List,
        Value::Object(_) => Shape::Object,
    }
}

pub(super) fn required(fields: &mut Map<String, Value>, field: &'static str) -> Result<Value, BundleError> {
    fields.remove(field).ok_or(BundleError::Missing { field })
}

pub(super) fn object(field: &str, value: Value) -> Result<Map<String, Value>, BundleError> {
    match value {
        Value::Object(object) => Ok(object),
        other => Err(wrong_type(field, Shape::Object, &other)),
    }
}

pub(super) fn text(field: &str, value: Value) -> Result<String, BundleError> {
    match value {
        Value::String(text) => Ok(text),
        other => Err(wrong_type(field, Shape::Text, &other)),
    }
}

pub(super) fn optional_text(field: &str, value: Option<Value>) -> Result<Option<String>, BundleError> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(other) => Err(wrong_type(field, Shape::TextOrNull, &other)),
    }
}

pub(super) fn wrong_type(field: &str, expected: Shape, value: &Value) -> BundleError {
    BundleError::Type { field: field.to_owned(), expected, found: shape(value) }
}
