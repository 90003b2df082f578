//! The configuration file that hypercorn is told: TOML, or Python with `file:` in front.

use toml_span::value::ValueInner;

use crate::analysis::Facts;
use crate::text::toml;

use super::folders::path_from;
use super::gunicorn_file::{FileBind, GunicornFile};

/// Stands in front of a file that is Python.
const PYTHON_FILE: &str = "file:";
/// Stands in front of the name of an object.
const PYTHON_OBJECT: &str = "python:";

/// Where the file that an option names has hypercorn listen.
#[must_use]
pub fn bind(facts: &Facts<'_>, folder: Option<&str>, named: &str) -> FileBind {
    if named.starts_with(PYTHON_FILE) {
        return GunicornFile::of(facts, folder, Some(named)).bind();
    }
    if named.starts_with(PYTHON_OBJECT) {
        return FileBind::Unknown;
    }
    in_toml(facts, folder, named).unwrap_or(FileBind::Unknown)
}

fn in_toml(facts: &Facts<'_>, folder: Option<&str>, named: &str) -> Option<FileBind> {
    let path = path_from(folder, named)?;
    let text = facts.project.text(&path)?;
    let table = toml::parse(text.as_str()).ok()?;
    let Some(bind) = table.as_table()?.get("bind") else { return Some(FileBind::Untold) };
    let only = match bind.as_ref() {
        ValueInner::Array(items) if items.len() == 1 => items.first()?,
        _ => bind,
    };
    let address = only.as_str()?.to_owned();
    Some(FileBind::Address { path, text: address, is_whole: true, range: only.span.start..only.span.end })
}
