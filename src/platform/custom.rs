//! Profiles of users' own: every self-hosted server has its own versions.
//!
//! Such a file says what differs from the platform that it extends. Where a profile has a fact with its source, the file
//! may give the value alone; the file itself is the source then.

mod error;
mod layered;

pub use error::{CustomError, Kind, Misfit};

use std::cmp::Reverse;

use serde_json::{Map, Value};

use super::fact::Fact;
use super::version_choice::Python;
use super::{Platform, Version, find};
use crate::text::nearest::nearest;
use crate::text::toml;

use layered::OWN_SOURCE;

/// Reads a profile that extends another.
///
/// # Errors
///
/// When it is no TOML, extends nothing that exists, has a key that no profile has, or a value that does not fit.
pub fn read(text: &str) -> Result<Platform, CustomError> {
    let toml = toml::parse(text).map_err(|error| CustomError::Syntax(error.to_string()))?;
    // A text of TOML is a table, and its values are those of JSON, but for the texts of dates.
    let mut own = match serde_json::to_value(&toml) {
        Ok(Value::Object(own)) => own,
        Ok(_) => Map::new(),
        Err(error) => return Err(CustomError::Syntax(error.to_string())),
    };
    for name in ["id", "name"] {
        let given = own.get(name).and_then(Value::as_str);
        if given.is_none_or(|given| super::all().iter().any(|known| known.id == given || known.name == given)) {
            return Err(CustomError::NoName(name));
        }
    }
    let base = base(own.remove("extends"))?;
    let python = own.get("python").and_then(Value::as_object).cloned().unwrap_or_default();
    let mut platform: Platform = layered::read(base, Value::Object(own))?;
    platform.sources.entry(OWN_SOURCE.to_owned()).or_insert_with(|| "the platform file itself".to_owned());
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

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
            ("[python]\ndefault = '3.9'\n", "`python.default` must be written as X.Y.Z, not as `3.9`"),
            ("[python]\ndefault = { value = '3.9' }\n", "`python.default.value` must be written as X.Y.Z, not as `3.9`"),
            ("[python]\navailable = ['3.9.1 - 3.8.1']\n", "`python.available` must be written as X.Y.A - X.Y.B, not as"),
            ("[python]\navailable = '3.9.1'\n", "`python.available` must be a list"),
            ("[python]\nkeeps-last = 'no'\n", "`python.keeps-last` must be `true` or `false`"),
            ("[install]\nslug-limit = 'much'\n", "`install.slug-limit` must be a whole number"),
            ("[install]\nslug-ignore = 'never'\n", "`install.slug-ignore` must be `before-build` or `when-packed`, not `never`"),
            ("[install]\nslug-ignore = 1\n", "`install.slug-ignore` must be `before-build` or `when-packed`"),
            ("python = 3\n", "`python` must be a table"),
            ("[[variables]]\nname = 'X'\nkind = 'text'\n", "`variables.source` is missing, and nothing"),
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

    #[test]
    fn what_is_wrong_is_named_in_chinese_too() {
        let cases = [
            ("[python]\ndefault = '3.9'\n", "`python.default` 必须写成 X.Y.Z 的形式，不能是 `3.9`"),
            ("[install]\nslug-ignore = 1\n", "`install.slug-ignore` 必须是 `before-build` 或 `when-packed`"),
            ("[python]\navailable = 1\n", "`python.available` 必须是列表"),
        ];
        for (text, expected) in cases {
            assert_eq!(read(&format!("{HEAD}{text}")).expect_err(text).text(Language::Zh), expected);
        }
    }

    #[test]
    fn a_fact_that_the_base_does_not_have_may_be_said_alone() {
        let mine = with("[procfile]\nsnapshot = 'verbatim'\n").expect("a profile");
        assert_eq!(mine.procfile.snapshot.map(|fact| fact.source).as_deref(), Some(OWN_SOURCE));
    }
}
