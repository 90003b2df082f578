//! `Pipfile.lock`: what it says of the Python version.

use std::ops::Range;

use serde::Deserialize;
use serde_json::{Deserializer, Map, Value};

/// The versions that a lock file requires, as `jq` prints them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PythonRequirement {
    /// `python_full_version`, such as `3.9.18`.
    pub python_full_version: Option<String>,
    /// `python_version`, such as `3.9`.
    pub python_version: Option<String>,
}

type Packages = Map<String, Value>;

/// Reads a file as `jq` does, which takes JSON of every shape as long as nothing stands where an object belongs; none where
/// it stops. Of an empty file it prints nothing, and of several texts a line each.
#[must_use]
pub fn python_requirement(bytes: &[u8]) -> Option<PythonRequirement> {
    let text = String::from_utf8_lossy(bytes);
    let json = text.trim_start_matches('\u{feff}');
    let texts: Vec<Value> = Deserializer::from_str(json).into_iter().collect::<Result<_, _>>().ok()?;
    let mut required = texts.iter().map(required).collect::<Option<Vec<_>>>()?;
    if let [_] = required.as_slice() {
        return required.pop();
    }
    let lines =
        required.into_iter().map(|one| one.python_full_version.or(one.python_version).unwrap_or_else(|| "null".to_owned()));
    let lines: Vec<String> = lines.collect();
    Some(PythonRequirement { python_full_version: Some(lines.join("\n")), python_version: None })
}

fn required(lock: &Value) -> Option<PythonRequirement> {
    let requires = field(field(lock, "_meta")?, "requires")?;
    let printed = |key| {
        Some(match field(requires, key)? {
            Value::Null | Value::Bool(false) => None,
            Value::String(version) => Some(version.clone()),
            other => Some(other.to_string()),
        })
    };
    Some(PythonRequirement { python_full_version: printed("python_full_version")?, python_version: printed("python_version")? })
}

/// What stands below a key: null where it is missing, none where `jq` stops because there can be no keys.
fn field<'v>(value: &'v Value, key: &str) -> Option<&'v Value> {
    match value {
        Value::Object(fields) => Some(fields.get(key).unwrap_or(&Value::Null)),
        Value::Null => Some(&Value::Null),
        _ => None,
    }
}

/// The packages below a key; none if the text is not the JSON of a lock file.
fn section(text: &str, key: &str) -> Option<Packages> {
    let mut lock: Packages = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()?;
    lock.get("_meta")?.as_object()?;
    match lock.remove(key) {
        Some(Value::Object(packages)) => Some(packages),
        _ => Some(Packages::new()),
    }
}

/// The packages that are locked, for running the application or for developing it, with their versions such as
/// `==1.26.20`, where they have one; none if the text is not the JSON of a lock file.
#[must_use]
pub fn packages(text: &str) -> Option<Vec<(String, Option<String>)>> {
    let version = |value: &Value| value.get("version").and_then(|version| version.as_str().map(str::to_owned));
    let locked = section(text, "default")?.into_iter().chain(section(text, "develop")?);
    Some(locked.map(|(name, value)| (name, version(&value))).collect())
}

/// A package that runs the application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// Its name as written.
    pub name: String,
    /// Its version as written, such as `==1.26.20`; none for a path or a repository.
    pub version: Option<String>,
    /// The environment marker as written.
    pub markers: Option<String>,
    /// The name of the index that it comes from.
    pub index: Option<String>,
}

/// An index that a lock file names.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Source {
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// Its address.
    pub url: String,
}

/// The packages that run the application; none if the text is not the JSON of a lock file.
#[must_use]
pub fn default_packages(text: &str) -> Option<Vec<Package>> {
    let field = |value: &Value, key: &str| value.get(key)?.as_str().map(str::to_owned);
    let package = |(name, value)| Package {
        version: field(&value, "version"),
        markers: field(&value, "markers"),
        index: field(&value, "index"),
        name,
    };
    Some(section(text, "default")?.into_iter().map(package).collect())
}

/// The indexes that the file names, the main one first; none if the text is not the JSON of a lock file.
#[must_use]
pub fn sources(text: &str) -> Option<Vec<Source>> {
    let lock: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()?;
    let sources = lock.get("_meta")?.as_object()?.get("sources").cloned();
    Some(sources.and_then(|sources| serde_json::from_value(sources).ok()).unwrap_or_default())
}

/// Where the name of a package that runs the application stands, without its quotes; empty if that cannot be told.
#[must_use]
pub fn package_range(text: &str, name: &str) -> Range<usize> {
    let find = || {
        let start = text.find("\"default\"")?;
        let at = start + text[start..].find(&format!("\"{name}\": {{"))? + 1;
        Some(at..at + name.len())
    };
    find().unwrap_or(0..0)
}

/// Where the value of a key stands, without its quotes; empty if that cannot be told.
#[must_use]
pub fn value_range(text: &str, key: &str) -> Range<usize> {
    let find = || {
        let key = format!("\"{key}\"");
        let after_key = text.find(&key)? + key.len();
        let start = after_key + text[after_key..].find('"')? + 1;
        Some(start..start + text[start..].find('"')?)
    };
    find().unwrap_or(0..0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn required(text: &str) -> Option<(Option<String>, Option<String>)> {
        let required = python_requirement(text.as_bytes())?;
        Some((required.python_full_version, required.python_version))
    }

    /// Each of these was given to jq 1.6.
    #[test]
    fn versions_stand_below_meta() {
        let (none, series) = (Some((None, None)), |version: &str| Some((None, Some(version.to_owned()))));
        assert_eq!(required(r#"{"_meta": {"requires": {"python_version": "3.9"}}, "default": {}}"#), series("3.9"));
        assert_eq!(required(r#"{"_meta": {"requires": {"python_version": "3.9", "python_version": "3.12"}}}"#), series("3.12"));
        assert_eq!(required(r#"{"_meta": {"requires": {"python_version": 3.12}}}"#), series("3.12"));
        assert_eq!(
            required("\u{feff}{\"_meta\": {\"requires\": {\"python_version\": \"3.9\"}}, \"default\": null}"),
            series("3.9")
        );
        for text in [r#"{"_meta": {}}"#, "{}", "null", r#"{"_meta": null}"#, r#"{"_meta": {"requires": null}}"#] {
            assert_eq!(required(text), none, "{text}");
        }
        for text in ["not json", "[]", "1", r#""x""#, r#"{"_meta": []}"#, r#"{"_meta": {"requires": "3.9"}}"#, "{", "{} x"] {
            assert_eq!(required(text), None, "{text}");
        }
        assert_eq!(required(" \n"), Some((Some(String::new()), None)));
        assert_eq!(required("{}{}"), Some((Some("null\nnull".into()), None)));
    }

    #[test]
    fn packages_stand_beside_meta() {
        assert_eq!(packages(r#"{"_meta": {}, "default": null}"#), Some(vec![]));
        let locked = packages(r#"{"_meta": {}, "default": {"django": {}}}"#);
        assert_eq!(locked, Some(vec![("django".to_owned(), None)]));
        assert_eq!((packages("{}"), packages("[]"), packages("")), (None, None, None));
    }

    #[test]
    fn a_value_has_its_place() {
        let text = r#"{"_meta": {"requires": {"python_version": "3.9"}}}"#;
        assert_eq!(&text[value_range(text, "python_version")], "3.9");
        assert_eq!(value_range(text, "python_full_version"), 0..0);
        assert_eq!(value_range("\"key\": 1", "key"), 0..0);
    }
}
