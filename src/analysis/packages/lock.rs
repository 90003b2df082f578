//! What a lock file has installed on a server.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::str::FromStr;

use pep440_rs::Version;
use toml_span::Value;

use super::mirror::is_mirror;
use crate::analysis::requirements::marker_holds;
use crate::platform;
use crate::project::Project;
use crate::syntax::pipfile_lock;
use crate::syntax::requirements::normalize_name;
use crate::text::toml;

/// The file of Pipenv.
pub const PIPFILE_LOCK: &str = "Pipfile.lock";
/// The file of Poetry.
pub const POETRY_LOCK: &str = "poetry.lock";
/// The file of uv.
pub const UV_LOCK: &str = "uv.lock";

/// The packages of a lock file that a server installs, by normalised name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Locked {
    /// The packages.
    pub packages: BTreeMap<String, LockedPackage>,
    /// The address of the index that the file names for all of them; none if it names none.
    pub index: Option<String>,
    /// Whether there may be fewer: a marker cannot be told, or the file does not say what is for development only.
    pub is_uncertain: bool,
}

/// A package of a lock file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LockedPackage {
    /// The name as written.
    pub name: String,
    /// Its release, where the file names one.
    pub version: Option<Version>,
    /// The files that may be installed; none where the file does not say.
    pub files: Vec<String>,
    /// Where its name stands in the lock file.
    pub range: Range<usize>,
    /// Whether it comes from the index that the lock file names for all, and not from a path, a repository or another index.
    pub is_of_index: bool,
}

/// A package of poetry.lock or uv.lock.
struct Package<'v> {
    name: String,
    version: Option<Version>,
    value: &'v Value<'v>,
}

impl Locked {
    /// What a lock file of this name has; none for any other file, and for one that cannot be read.
    #[must_use]
    pub fn of(project: &Project, file: &str, python: Option<platform::Version>) -> Option<Self> {
        let text = project.text(file)?;
        match file {
            PIPFILE_LOCK => Self::of_pipenv(text.as_str(), python),
            POETRY_LOCK => Self::of_poetry(&toml::parse(text.as_str()).ok()?, python),
            UV_LOCK => Self::of_uv(&toml::parse(text.as_str()).ok()?, python),
            _ => None,
        }
    }

    /// Those that run the application.
    fn of_pipenv(text: &str, python: Option<platform::Version>) -> Option<Self> {
        let mut locked = Self::default();
        let sources = pipfile_lock::sources(text)?;
        for package in pipfile_lock::default_packages(text)? {
            let version = package.version.as_deref().and_then(|version| version_of(version.trim_start_matches('=')));
            let package_range = pipfile_lock::package_range(text, &package.name);
            let is_of_index = package.index.is_none_or(|index| Some(&index) == sources.first().map(|source| &source.name));
            let found = LockedPackage { name: package.name, version, files: vec![], range: package_range, is_of_index };
            locked.add(found, package.markers.as_deref(), python);
        }
        locked.index = sources.into_iter().next().map(|source| source.url);
        Some(locked)
    }

    /// The main group and what it needs. Files of Poetry 1.5 to 1.8 do not say what belongs to it.
    fn of_poetry(lock: &Value<'_>, python: Option<platform::Version>) -> Option<Self> {
        let mut locked = Self::default();
        for Package { version, value, .. } in packages(lock)? {
            let groups = value.pointer("/groups").and_then(Value::as_array);
            let is_main = match (groups, text(value, "/category")) {
                (Some(groups), _) => Some(groups.iter().any(|group| group.as_str() == Some("main"))),
                (None, Some(category)) => Some(category == "main"),
                (None, None) => None,
            };
            let is_optional = value.pointer("/optional").and_then(Value::as_bool) == Some(true);
            if is_main == Some(false) || is_optional {
                continue;
            }
            locked.is_uncertain |= is_main.is_none();
            let files = names(value.pointer("/files"), "/file");
            let is_of_index = value.pointer("/source").is_none();
            locked.add(LockedPackage { version, files, is_of_index, ..of_value(value) }, marker(value), python);
        }
        Some(locked)
    }

    /// What the project itself needs, and what that needs in turn.
    fn of_uv(lock: &Value<'_>, python: Option<platform::Version>) -> Option<Self> {
        let packages = packages(lock)?;
        let mut locked = Self::default();
        let is_root = |package: &&Package<'_>| {
            ["/source/virtual", "/source/editable"].iter().any(|source| text(package.value, source) == Some("."))
        };
        let mut waiting: Vec<(&Package<'_>, Option<String>)> = vec![(packages.iter().find(is_root)?, None)];
        let mut seen: BTreeSet<(*const Value<'_>, Option<String>)> = BTreeSet::new();
        while let Some((package, extra)) = waiting.pop() {
            if !seen.insert((std::ptr::from_ref(package.value), extra.clone())) {
                continue;
            }
            let needs = match &extra {
                None => package.value.pointer("/dependencies"),
                Some(extra) => {
                    package.value.pointer("/optional-dependencies").and_then(|extras| extras.as_table()?.get(extra.as_str()))
                }
            };
            for need in needs.and_then(Value::as_array).into_iter().flatten() {
                let Some(name) = text(need, "/name").map(normalize_name) else { continue };
                let holds = text(need, "/marker").map_or(Some(true), |marker| marker_holds(marker, python));
                locked.is_uncertain |= holds.is_none();
                let version = text(need, "/version").and_then(version_of);
                let fits = |other: &&Package<'_>| other.name == name && (version.is_none() || other.version == version);
                for needed in packages.iter().filter(fits).filter(|_| holds != Some(false)) {
                    locked.packages.insert(name.clone(), of_uv(needed));
                    waiting.push((needed, None));
                    let extras = need.pointer("/extra").and_then(Value::as_array).into_iter().flatten();
                    waiting.extend(extras.filter_map(Value::as_str).map(|extra| (needed, Some(extra.to_owned()))));
                }
            }
        }
        Some(locked)
    }

    fn add(&mut self, package: LockedPackage, marker: Option<&str>, python: Option<platform::Version>) {
        let holds = marker.map_or(Some(true), |marker| marker_holds(marker, python));
        self.is_uncertain |= holds.is_none();
        if holds != Some(false) {
            self.packages.insert(normalize_name(&package.name), package);
        }
    }
}

/// The name and the place of a package of poetry.lock or uv.lock.
fn of_value(value: &Value<'_>) -> LockedPackage {
    let name = value.pointer("/name");
    LockedPackage {
        name: name.and_then(Value::as_str).unwrap_or_default().to_owned(),
        range: name.map_or(0..0, |name| name.span.start..name.span.end),
        ..LockedPackage::default()
    }
}

fn of_uv(package: &Package<'_>) -> LockedPackage {
    let value = package.value;
    let last = |url: &str| url.rsplit('/').next().unwrap_or_default().to_owned();
    let sources = value.pointer("/sdist/url").and_then(Value::as_str).map(last);
    let wheels = names(value.pointer("/wheels"), "/url").iter().map(|url| last(url)).collect::<Vec<_>>();
    let is_of_index = text(value, "/source/registry").is_some_and(is_mirror);
    LockedPackage {
        version: package.version.clone(),
        files: wheels.into_iter().chain(sources).collect(),
        is_of_index,
        ..of_value(value)
    }
}

/// What stands under a key in each entry of a list.
fn names(list: Option<&Value<'_>>, key: &str) -> Vec<String> {
    let entries = list.and_then(Value::as_array).into_iter().flatten();
    entries.filter_map(|entry| text(entry, key)).map(str::to_owned).collect()
}

fn packages<'v>(lock: &'v Value<'v>) -> Option<Vec<Package<'v>>> {
    let listed = lock.pointer("/package").map_or(Some(&[][..]), |list| list.as_array().map(Vec::as_slice))?;
    let package = |value: &'v Value<'v>| {
        let name = normalize_name(text(value, "/name")?);
        Some(Package { name, version: text(value, "/version").and_then(version_of), value })
    };
    listed.iter().map(package).collect()
}

/// The marker of a package of poetry.lock: one for all groups, or one for each.
fn marker<'v>(package: &'v Value<'v>) -> Option<&'v str> {
    text(package, "/markers").or_else(|| text(package, "/markers/main"))
}

fn text<'v>(value: &'v Value<'_>, pointer: &str) -> Option<&'v str> {
    value.pointer(pointer).and_then(Value::as_str)
}

fn version_of(text: &str) -> Option<Version> {
    Version::from_str(text.trim()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Content;

    fn locked(file: &str, text: &str) -> String {
        let mut project = Project::new();
        project.insert(file, Content::from(text.as_bytes().to_vec()));
        let Some(Locked { packages, is_uncertain, .. }) = Locked::of(&project, file, "3.12.4".parse().ok()) else {
            return "unreadable".to_owned();
        };
        let packages = packages.into_iter().map(|(name, package)| match package.version {
            Some(version) => format!("{name} {version}"),
            None => name,
        });
        let mut all: Vec<String> = packages.collect();
        all.extend(is_uncertain.then(|| "perhaps".to_owned()));
        all.join(", ")
    }

    #[test]
    fn pipenv_installs_what_is_not_for_development() {
        let text = r#"{"_meta": {}, "default": {
            "Flask_Login": {"version": "==0.6.3"}, "colorama": {"version": "==0.4", "markers": "sys_platform == 'win32'"},
            "own": {"path": "."}, "tomli": {"version": "==2.0", "markers": "python_version < '3.11'"}
        }, "develop": {"pytest": {"version": "==8.0"}}}"#;
        assert_eq!(locked(PIPFILE_LOCK, text), "flask-login 0.6.3, own");
        assert_eq!(locked(PIPFILE_LOCK, "{"), "unreadable");
    }

    #[test]
    fn poetry_says_in_three_ways_what_is_for_development() {
        let package = |name: &str, more: &str| format!("[[package]]\nname = \"{name}\"\nversion = \"1.0\"\n{more}\n");
        let newest = [
            package("flask", "groups = [\"main\"]"),
            package("pytest", "groups = [\"dev\"]"),
            package("redis", "optional = true\ngroups = [\"main\"]"),
            package("colorama", "groups = [\"main\", \"dev\"]\nmarkers = \"platform_system == \\\"Windows\\\"\""),
        ];
        assert_eq!(locked(POETRY_LOCK, &newest.concat()), "flask 1.0");
        let oldest = [package("flask", "category = \"main\""), package("pytest", "category = \"dev\"")];
        assert_eq!(locked(POETRY_LOCK, &oldest.concat()), "flask 1.0");
        assert_eq!(locked(POETRY_LOCK, &package("flask", "")), "flask 1.0, perhaps");
        assert_eq!(locked(POETRY_LOCK, ""), "");
    }

    #[test]
    fn uv_installs_what_the_project_needs() {
        let text = "[[package]]\nname = \"shop\"\nversion = \"1\"\nsource = { virtual = \".\" }\ndependencies = [{ name = \"uvicorn\", extra = [\"standard\"] }, { name = \"win\", marker = \"sys_platform == 'win32'\" }]\n\
            [[package]]\nname = \"uvicorn\"\nversion = \"0.30\"\ndependencies = [{ name = \"h11\" }]\n[package.optional-dependencies]\nstandard = [{ name = \"uvloop\" }]\n\
            [[package]]\nname = \"h11\"\nversion = \"0.14\"\ndependencies = [{ name = \"uvicorn\" }]\n[[package]]\nname = \"uvloop\"\nversion = \"0.20\"\n[[package]]\nname = \"win\"\nversion = \"3\"\n[[package]]\nname = \"pytest\"\nversion = \"8\"\n";
        assert_eq!(locked(UV_LOCK, text), "h11 0.14, uvicorn 0.30, uvloop 0.20");
        assert_eq!(locked(UV_LOCK, "[[package]]\nname = \"shop\"\n"), "unreadable");
    }
}
