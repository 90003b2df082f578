//! Profiles of users' own: every self-hosted server has its own versions.
//!
//! Such a file says what differs from the platform that it extends. Where a profile has a fact with its source, the file
//! may give the value alone; the file itself is the source then.

use std::cmp::Reverse;

use serde_json::{Map, Value, json};

use super::fact::Fact;
use super::version_choice::Python;
use super::{Platform, Version, find};
use crate::text::nearest::nearest;

/// The key under which the file itself stands among the sources.
const OWN_SOURCE: &str = "file";

/// Why a profile is not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CustomError {
    /// It is no TOML.
    #[error("this is no TOML: {0}")]
    Syntax(String),
    /// It extends a platform that does not exist.
    #[error("no platform is called `{id}`{}; `pushready platforms` lists them all", hint(.nearest.as_deref()))]
    UnknownBase {
        /// What it extends.
        id: String,
        /// What was probably meant.
        nearest: Option<String>,
    },
    /// It has a key that profiles do not have.
    #[error("there is no key `{key}` there{}; `pushready platforms ID --format json` shows all keys", hint(.nearest.as_deref()))]
    UnknownKey {
        /// The key.
        key: String,
        /// The one that was probably meant.
        nearest: Option<String>,
    },
    /// It has no name of its own.
    #[error("it needs `{0}`, which no other platform may have")]
    NoName(&'static str),
    /// A value does not fit, or a fact is missing.
    #[error("{0}")]
    Unfit(String),
}

fn hint(nearest: Option<&str>) -> String {
    nearest.map(|name| format!(" (`{name}` is the nearest)")).unwrap_or_default()
}

/// Reads a profile that extends another.
///
/// # Errors
///
/// When it is no TOML, extends nothing that exists, has a key that no profile has, or a value that does not fit.
pub fn read(text: &str) -> Result<Platform, CustomError> {
    let toml = toml_span::parse(text).map_err(|error| CustomError::Syntax(error.to_string()))?;
    let Ok(Value::Object(mut own)) = serde_json::to_value(&toml) else {
        return Err(CustomError::Syntax("it is no table".to_owned()));
    };
    for name in ["id", "name"] {
        let given = own.get(name).and_then(Value::as_str);
        if given.is_none_or(|given| super::all().iter().any(|known| known.id == given || known.name == given)) {
            return Err(CustomError::NoName(name));
        }
    }
    let mut profile = base(own.remove("extends"))?;
    let python = own.get("python").and_then(Value::as_object).cloned().unwrap_or_default();
    merge(&mut profile, Value::Object(own));
    if let Some(sources) = profile.get_mut("sources").and_then(Value::as_object_mut) {
        sources.entry(OWN_SOURCE).or_insert_with(|| json!("the platform file itself"));
    }
    let mut platform: Platform = serde_json::from_value(profile).map_err(|error| unfit(&error.to_string()))?;
    if python.contains_key("available") {
        follow_list(&mut platform.python, |key| python.contains_key(key));
    }
    Ok(platform)
}

/// What the base says beside its own list of versions does not hold for another list, unless the file says it again.
fn follow_list(python: &mut Python, is_said: impl Fn(&str) -> bool) {
    let ranges = &python.available.value;
    let is_listed = |version: &Version| ranges.iter().any(|range| range.contains(*version));
    if !is_said("recommended") {
        python.recommended = own(python.recommended.value.iter().copied().filter(is_listed).collect());
    }
    if !is_said("replacement") && python.replacement.as_ref().is_some_and(|fact| !is_listed(&fact.value)) {
        python.replacement = Some(own(python.default.value));
    }
    if !is_said("latest") {
        let mut newest: Vec<Version> = ranges.iter().map(|range| range.last).collect();
        newest.sort_unstable_by_key(|version| Reverse(*version));
        newest.dedup_by_key(|version| version.series);
        python.latest = own(newest);
    }
    if !is_said("unlisted") {
        python.unlisted = own(vec![]);
    }
    if !is_said("gets-newer-patches") {
        python.gets_newer_patches = None;
    }
}

/// A fact that the file is the source of.
fn own<T>(value: T) -> Fact<T> {
    Fact { value, source: OWN_SOURCE.to_owned(), note: None, caveat: None }
}

fn base(extends: Option<Value>) -> Result<Value, CustomError> {
    let Some(extends) = extends else { return Ok(Value::Object(Map::new())) };
    let id = extends.as_str().unwrap_or_default();
    let base = find(id).ok_or_else(|| {
        let names = super::all().iter().map(|platform| platform.id.as_str());
        CustomError::UnknownBase { id: id.to_owned(), nearest: nearest(id, names).map(str::to_owned) }
    })?;
    Ok(to_json(base))
}

/// A profile as JSON, with what it has and nothing of what it does not have.
#[must_use]
pub fn to_json(platform: &Platform) -> Value {
    let mut value = serde_json::to_value(platform).unwrap_or_default();
    drop_nulls(&mut value);
    value
}

fn drop_nulls(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|_, value| !value.is_null());
            fields.values_mut().for_each(drop_nulls);
        }
        Value::Array(items) => items.iter_mut().for_each(drop_nulls),
        _ => {}
    }
}

/// Lays what a file says over what it extends: tables are completed, everything else is replaced.
fn merge(base: &mut Value, own: Value) {
    let Value::Object(own) = own else {
        *base = own;
        return;
    };
    let Value::Object(fields) = base else {
        *base = Value::Object(own);
        return;
    };
    for (key, value) in own {
        match fields.get_mut(&key) {
            Some(known) if is_fact(known) && !is_fact_like(&value) => {
                // What was noted of the value of before says nothing of this one.
                let mut said = known["value"].take();
                merge(&mut said, value);
                *known = json!({ "value": said, "source": OWN_SOURCE });
            }
            Some(known) if is_fact(known) => *known = with_source(value),
            Some(known) if key == "rules" || key == "says" => merge_table_of_facts(known, value),
            Some(known) => merge(known, value),
            None => drop(fields.insert(key, if is_fact_like(&value) { with_source(value) } else { value })),
        }
    }
}

/// `PSH404 = "off"` where the base has nothing about that rule is a fact as well.
fn merge_table_of_facts(known: &mut Value, own: Value) {
    let (Value::Object(known), Value::Object(own)) = (known, own) else { return };
    for (key, value) in own {
        let fact = if is_fact_like(&value) { value } else { json!({ "value": value }) };
        known.insert(key, with_source(fact));
    }
}

fn is_fact(value: &Value) -> bool {
    is_fact_like(value) && value.get("source").is_some()
}

fn is_fact_like(value: &Value) -> bool {
    value.get("value").is_some()
}

fn with_source(mut fact: Value) -> Value {
    if let Some(fields) = fact.as_object_mut() {
        fields.entry("source").or_insert_with(|| json!(OWN_SOURCE));
    }
    fact
}

/// Makes a suggestion out of what serde says of an unknown field: "unknown field `a`, expected one of `b`, `c`".
fn unfit(message: &str) -> CustomError {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    match (message.starts_with("unknown field"), quoted.split_first()) {
        (true, Some((key, known))) => {
            CustomError::UnknownKey { key: (*key).to_owned(), nearest: nearest(key, known.iter().copied()).map(str::to_owned) }
        }
        _ => CustomError::Unfit(message.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "id = 'mine'\nname = 'Mine'\nextends = 'rainbond'\n";

    fn with(text: &str) -> Result<Platform, String> {
        read(&format!("{HEAD}{text}")).map_err(|error| error.to_string())
    }

    #[test]
    fn what_the_file_says_replaces_what_it_extends() {
        let mine =
            with("[python]\navailable = ['3.9.16']\ndefault = { value = '3.9.16', source = 'file' }\n").expect("a profile");
        let rainbond = find("rainbond").expect("a platform");
        assert_eq!((mine.id.as_str(), mine.python.available.source.as_str()), ("mine", OWN_SOURCE));
        assert_eq!(mine.python.default.value.to_string(), "3.9.16");
        assert_eq!(mine.procfile, rainbond.procfile);
        assert!(mine.sources.contains_key(OWN_SOURCE));
    }

    #[test]
    fn what_stands_beside_the_list_of_versions_follows_it() {
        let text = |base: &str, more: &str| {
            format!(
                "id = 'mine'\nname = 'Mine'\nextends = '{base}'\n[python]\navailable = ['3.8.16', '3.8.1', '3.9.16']\ndefault = '3.9.16'\n{more}"
            )
        };
        let python = |base: &str, more: &str| read(&text(base, more)).expect("a profile").python;
        let names = |versions: &[Version]| versions.iter().map(Version::to_string).collect::<Vec<_>>().join(" ");
        let rainbond = python("rainbond", "");
        assert_eq!((rainbond.available.caveat, names(&rainbond.recommended.value)), (None, String::new()));
        let digitalocean = python("digitalocean", "");
        assert_eq!(
            (names(&digitalocean.latest.value), names(&digitalocean.unlisted.value)),
            ("3.9.16 3.8.16".to_owned(), String::new())
        );
        assert_eq!(digitalocean.latest.source, OWN_SOURCE);
        assert_eq!(python("rainbond-builder", "").replacement.map(|fact| fact.value.to_string()).as_deref(), Some("3.9.16"));
        assert_eq!(python("heroku", "").gets_newer_patches, None);
        let said =
            python("heroku", "recommended = ['3.12.1']\nlatest = ['3.8.1']\nunlisted = ['3.7.1']\ngets-newer-patches = true\n");
        let lists = [&said.recommended, &said.latest, &said.unlisted].map(|fact| names(&fact.value));
        assert_eq!(
            (lists.join(", "), said.gets_newer_patches.map(|fact| fact.value)),
            ("3.12.1, 3.8.1, 3.7.1".to_owned(), Some(true))
        );
    }

    #[test]
    fn rules_may_be_switched_off_in_one_word() {
        let mine = with("[rules]\nPSH404 = 'off'\n").expect("a profile");
        assert_eq!(mine.rules["PSH404"].value, crate::platform::Level::Off);
    }

    #[test]
    fn what_is_wrong_is_named() {
        let cases = [
            ("[python]\navailabel = []\n", "there is no key `availabel` there (`available` is the nearest)"),
            ("[python]\ndefault = '3.9'\n", "`3.9` is not X.Y.Z"),
            ("x = \n", "this is no TOML"),
        ];
        for (text, expected) in cases {
            let error = with(text).expect_err(text);
            assert!(error.starts_with(expected), "{error}");
        }
        let no_base = read("id = 'a'\nname = 'A'\nextends = 'rainbow'").map_err(|error| error.to_string());
        assert!(no_base.expect_err("no base").starts_with("no platform is called `rainbow` (`rainbond` is the nearest)"));
        assert_eq!(read("id = 'kato'\nname = 'A'"), Err(CustomError::NoName("id")));
    }
}
