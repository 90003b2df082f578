//! `Pipfile.lock`: what it says of the Python version.

use std::ops::Range;

use serde::Deserialize;

/// The versions that a lock file requires.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
pub struct PythonRequirement {
    /// `python_full_version`, such as `3.9.18`.
    pub python_full_version: Option<String>,
    /// `python_version`, such as `3.9`.
    pub python_version: Option<String>,
}

#[derive(Deserialize)]
struct Lock {
    #[serde(rename = "_meta")]
    meta: Meta,
    #[serde(default)]
    default: Packages,
    #[serde(default)]
    develop: Packages,
}

type Packages = serde_json::Map<String, serde_json::Value>;

#[derive(Deserialize)]
struct Meta {
    #[serde(default)]
    requires: PythonRequirement,
    #[serde(default)]
    sources: Vec<Source>,
}

/// Reads a text; none if it is not the JSON of a lock file.
#[must_use]
pub fn python_requirement(text: &str) -> Option<PythonRequirement> {
    serde_json::from_str::<Lock>(text).ok().map(|lock| lock.meta.requires)
}

/// The packages that are locked, for running the application or for developing it, with their versions such as
/// `==1.26.20`, where they have one; none if the text is not the JSON of a lock file.
#[must_use]
pub fn packages(text: &str) -> Option<Vec<(String, Option<String>)>> {
    let Lock { default, develop, .. } = serde_json::from_str(text).ok()?;
    let version = |value: &serde_json::Value| value.get("version").and_then(|version| version.as_str().map(str::to_owned));
    Some(default.into_iter().chain(develop).map(|(name, value)| (name, version(&value))).collect())
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
    let Lock { default, .. } = serde_json::from_str(text).ok()?;
    let field = |value: &serde_json::Value, key: &str| value.get(key)?.as_str().map(str::to_owned);
    let package = |(name, value)| Package {
        version: field(&value, "version"),
        markers: field(&value, "markers"),
        index: field(&value, "index"),
        name,
    };
    Some(default.into_iter().map(package).collect())
}

/// The indexes that the file names, the main one first; none if the text is not the JSON of a lock file.
#[must_use]
pub fn sources(text: &str) -> Option<Vec<Source>> {
    serde_json::from_str::<Lock>(text).ok().map(|lock| lock.meta.sources)
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

    #[test]
    fn versions_stand_below_meta() {
        let read = python_requirement(r#"{"_meta": {"requires": {"python_version": "3.9"}}, "default": {}}"#);
        assert_eq!(read, Some(PythonRequirement { python_full_version: None, python_version: Some("3.9".into()) }));
        assert_eq!(python_requirement(r#"{"_meta": {}}"#), Some(PythonRequirement::default()));
        assert_eq!(python_requirement("not json"), None);
    }

    #[test]
    fn a_value_has_its_place() {
        let text = r#"{"_meta": {"requires": {"python_version": "3.9"}}}"#;
        assert_eq!(&text[value_range(text, "python_version")], "3.9");
        assert_eq!(value_range(text, "python_full_version"), 0..0);
        assert_eq!(value_range("\"key\": 1", "key"), 0..0);
    }
}
