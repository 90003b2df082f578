//! Whether a lock file still fits the requirements that it was made from.

use std::collections::BTreeMap;
use std::ops::Range;
use std::str::FromStr;

use pep440_rs::{Version, VersionSpecifiers};
use toml_span::Value;

use crate::order;
use crate::platform::LockCheck;
use crate::project::Project;
use crate::syntax::pipfile_lock;
use crate::syntax::requirements::{LineKind, RequirementsFile, normalize_name};
use crate::text::toml;

use crate::analysis::python_version::requires_python::poetry;

/// A requirement that the lock file does not meet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unlocked {
    /// The package as written.
    pub name: String,
    /// The versions that are wanted, as written; empty if any will do.
    pub specifiers: String,
    /// Where it stands in the file of requirements.
    pub range: Range<usize>,
    /// The version that is locked; none if the package is not.
    pub locked: Option<String>,
}

/// A requirement of which a package manager has to write a version into its lock, whatever the machine.
struct Wanted {
    name: String,
    specifiers: String,
    understood: Option<VersionSpecifiers>,
    range: Range<usize>,
}

/// The normalised names that are locked, with their versions.
type Locked = BTreeMap<String, Vec<String>>;

impl LockCheck {
    /// The file of requirements.
    #[must_use]
    pub fn manifest(self) -> &'static str {
        match self {
            Self::Pipenv => "Pipfile",
            Self::Poetry | Self::Uv => "pyproject.toml",
        }
    }

    /// The lock file.
    #[must_use]
    pub fn lock(self) -> &'static str {
        match self {
            Self::Pipenv => "Pipfile.lock",
            Self::Poetry => "poetry.lock",
            Self::Uv => "uv.lock",
        }
    }

    /// The command that writes the lock file anew.
    #[must_use]
    pub fn command(self) -> &'static str {
        match self {
            Self::Pipenv => "pipenv lock",
            Self::Poetry => "poetry lock",
            Self::Uv => "uv lock",
        }
    }
}

/// The requirements that the lock does not meet, in the order of the file. Those that not every machine needs are left
/// out, and so is everything where one of the files cannot be read.
#[must_use]
pub fn unlocked(project: &Project, check: LockCheck) -> Vec<Unlocked> {
    let (Some(manifest), Some(lock)) = (project.text(check.manifest()), project.text(check.lock())) else { return vec![] };
    let (Ok(manifest), Some(locked)) = (toml::parse(manifest.as_str()), locked(check, lock.as_str())) else {
        return vec![];
    };
    let mut found: Vec<Unlocked> = wanted(check, &manifest).into_iter().filter_map(|wanted| miss(wanted, &locked)).collect();
    order::sort_by_key(&mut found, |unlocked| unlocked.range.start);
    found
}

fn miss(wanted: Wanted, locked: &Locked) -> Option<Unlocked> {
    let versions = locked.get(&normalize_name(&wanted.name)).map_or(&[][..], Vec::as_slice);
    let fits = |version: &String| {
        let understood = wanted.understood.as_ref().zip(Version::from_str(version).ok());
        understood.is_none_or(|(specifiers, version)| specifiers.contains(&version))
    };
    let is_met = locked.contains_key(&normalize_name(&wanted.name)) && (versions.is_empty() || versions.iter().any(fits));
    let Wanted { name, specifiers, range, .. } = wanted;
    (!is_met).then(|| Unlocked { name, specifiers, range, locked: versions.first().cloned() })
}

fn locked(check: LockCheck, lock: &str) -> Option<Locked> {
    let mut locked = Locked::new();
    let mut add = |name: &str, version: Option<&str>| {
        locked.entry(normalize_name(name)).or_default().extend(version.map(|version| version.trim_start_matches('=').to_owned()));
    };
    if check == LockCheck::Pipenv {
        for (name, version) in pipfile_lock::packages(lock)? {
            add(&name, version.as_deref());
        }
        return Some(locked);
    }
    let lock = toml::parse(lock).ok()?;
    for package in lock.pointer("/package").and_then(Value::as_array).into_iter().flatten() {
        add(text(package, "/name")?, text(package, "/version"));
    }
    Some(locked)
}

fn wanted(check: LockCheck, manifest: &Value<'_>) -> Vec<Wanted> {
    let tables: &[&str] = match check {
        LockCheck::Pipenv => &["/packages", "/dev-packages"],
        LockCheck::Poetry => &["/tool/poetry/dependencies"],
        LockCheck::Uv => &[],
    };
    let in_tables = tables.iter().filter_map(|table| manifest.pointer(table)?.as_table()).flatten();
    let mut wanted: Vec<Wanted> = in_tables.filter_map(|(key, value)| entry(check, &key.name, value)).collect();
    if check != LockCheck::Pipenv {
        let listed = manifest.pointer("/project/dependencies").and_then(Value::as_array).into_iter().flatten();
        wanted.extend(listed.filter_map(requirement));
    }
    if manifest.pointer("/tool/uv/override-dependencies").is_some() {
        for wanted in &mut wanted {
            wanted.understood = None;
        }
    }
    wanted
}

/// An entry of Pipenv's or Poetry's tables.
fn entry(check: LockCheck, name: &str, value: &Value<'_>) -> Option<Wanted> {
    const PLAIN: [&str; 4] = ["version", "extras", "index", "optional"];
    let is_plain = |table: &toml_span::value::Table<'_>| table.keys().all(|key| PLAIN.contains(&key.name.as_ref()));
    let specifiers = match value.as_table() {
        Some(table) if is_plain(table) => text(value, "/version")?,
        Some(_) => return None,
        None => value.as_str()?,
    };
    let understood = match check {
        LockCheck::Poetry => poetry(specifiers),
        LockCheck::Pipenv | LockCheck::Uv => VersionSpecifiers::from_str(specifiers).ok(),
    };
    let is_python = check == LockCheck::Poetry && name == "python";
    let range = value.span.start..value.span.end;
    let specifiers = specifiers.trim_matches('*').to_owned();
    (!is_python).then(|| Wanted { name: name.to_owned(), specifiers, understood, range })
}

/// A requirement as PEP 508 has it, for every machine.
fn requirement(value: &Value<'_>) -> Option<Wanted> {
    let line = RequirementsFile::parse(value.as_str()?).lines.into_iter().next()?;
    let LineKind::Named(named) = line.kind else { return None };
    if named.marker.is_some() {
        return None;
    }
    let understood = VersionSpecifiers::from_str(&named.specifiers).ok().filter(|_| named.url.is_none());
    Some(Wanted { name: named.name, specifiers: named.specifiers, understood, range: value.span.start..value.span.end })
}

fn text<'v>(value: &'v Value<'_>, pointer: &str) -> Option<&'v str> {
    value.pointer(pointer).and_then(Value::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Content;

    fn found(check: LockCheck, manifest: &str, lock: &str) -> Vec<String> {
        let mut project = Project::new();
        project.insert(check.manifest(), Content::from(manifest.as_bytes().to_vec()));
        project.insert(check.lock(), Content::from(lock.as_bytes().to_vec()));
        let unlocked = unlocked(&project, check).into_iter();
        unlocked.map(|Unlocked { name, specifiers, locked, .. }| format!("{name}{specifiers} {locked:?}")).collect()
    }

    #[test]
    fn pipenv_locks_both_tables() {
        let manifest = "[packages]\nDjango = \"==4.2\"\nPillow = {version = \"*\", extras = [\"x\"]}\nwindows = {version = \"*\", sys_platform = \"== 'win32'\"}\nlocal = {path = \".\"}\n[dev-packages]\npytest = \"*\"\n";
        let lock =
            |default: &str, develop: &str| format!("{{\"_meta\": {{}}, \"default\": {{{default}}}, \"develop\": {{{develop}}}}}");
        let full = lock(r#""django": {"version": "==4.2"}, "pillow": {"version": "==10.0"}"#, r#""pytest": {}"#);
        assert_eq!(found(LockCheck::Pipenv, manifest, &full), [""; 0]);
        let old = lock(r#""django": {"version": "==4.1.2"}"#, "");
        assert_eq!(found(LockCheck::Pipenv, manifest, &old), ["Django==4.2 Some(\"4.1.2\")", "Pillow None", "pytest None"]);
        assert_eq!(found(LockCheck::Pipenv, manifest, "not json"), [""; 0]);
    }

    #[test]
    fn poetry_has_two_lists() {
        let manifest = "[project]\ndependencies = [\"Typing_Extensions>=4\", \"tomli; python_version < '3.11'\"]\n[tool.poetry.dependencies]\npython = \"^3.11\"\nflask = \"^3.0\"\nforked = [{version = \"1\"}]\n";
        let lock =
            "[[package]]\nname = \"typing-extensions\"\nversion = \"4.12.2\"\n[[package]]\nname = \"flask\"\nversion = \"2.3\"\n";
        assert_eq!(found(LockCheck::Poetry, manifest, lock), ["flask^3.0 Some(\"2.3\")"]);
        assert_eq!(found(LockCheck::Poetry, manifest, ""), ["Typing_Extensions>=4 None", "flask^3.0 None"]);
    }

    #[test]
    fn uv_may_override_versions_and_lock_several() {
        let manifest = "[project]\ndependencies = [\"django>=5\", \"shop @ https://example.com/shop.zip\"]\n";
        let lock = "[[package]]\nname = \"django\"\nversion = \"4.2\"\n[[package]]\nname = \"shop\"\nversion = \"1\"\n";
        assert_eq!(found(LockCheck::Uv, manifest, lock), ["django>=5 Some(\"4.2\")"]);
        let forked = format!("{lock}[[package]]\nname = \"django\"\nversion = \"5.1\"\n");
        assert_eq!(found(LockCheck::Uv, manifest, &forked), [""; 0]);
        let overridden = format!("{manifest}[tool.uv]\noverride-dependencies = [\"django==4.2\"]\n");
        assert_eq!(found(LockCheck::Uv, &overridden, lock), [""; 0]);
    }
}
