//! The Python that a project says it needs, where its package manager looks at that.

use std::ops::Range;
use std::str::FromStr;

use pep440_rs::{Version, VersionSpecifiers};
use toml_span::Value;

use crate::platform::PythonCheck;
use crate::project::Project;
use crate::text::toml;

/// What a project asks of its Python.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequiresPython {
    /// The file that says so.
    pub file: &'static str,
    /// The key, with the tables it stands in.
    pub key: &'static str,
    /// The value as it is written.
    pub written: String,
    /// Where it stands in the file, without its quotes.
    pub range: Range<usize>,
    /// The name of the project, if it has one.
    pub name: Option<String>,
    needed: Needed,
}

/// Which versions fit.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Needed {
    Specifiers(VersionSpecifiers),
    /// Pipenv looks for the text in the version.
    Text(String),
}

const PROJECT: (&str, &str) = ("project.requires-python", "/project/requires-python");
const POETRY: (&str, &str) = ("tool.poetry.dependencies.python", "/tool/poetry/dependencies/python");
const PIPENV_FULL: (&str, &str) = ("requires.python_full_version", "/requires/python_full_version");
const PIPENV: (&str, &str) = ("requires.python_version", "/requires/python_version");

impl RequiresPython {
    /// Reads what a package manager looks at; none if it says nothing that is understood here.
    #[must_use]
    pub fn of(project: &Project, check: PythonCheck) -> Option<Self> {
        let (file, keys): (_, &[_]) = match check {
            PythonCheck::Uv | PythonCheck::Project => ("pyproject.toml", &[PROJECT]),
            PythonCheck::Poetry | PythonCheck::PoetrySearches => ("pyproject.toml", &[POETRY, PROJECT]),
            PythonCheck::Pipenv => ("Pipfile", &[PIPENV_FULL, PIPENV]),
        };
        let text = project.text(file)?;
        let root = toml::parse(text.as_str()).ok()?;
        let (key, value) = keys.iter().find_map(|(key, pointer)| Some((*key, root.pointer(pointer)?)))?;
        let written = value.as_str()?;
        let needed = match check {
            PythonCheck::Pipenv => Needed::Text(written.to_owned()).filter_numbers()?,
            PythonCheck::Poetry | PythonCheck::PoetrySearches => Needed::Specifiers(poetry(written)?),
            PythonCheck::Uv | PythonCheck::Project => Needed::Specifiers(VersionSpecifiers::from_str(written).ok()?),
        };
        let range = value.span.start..value.span.end;
        let name = root.pointer("/project/name").and_then(Value::as_str).map(str::to_owned);
        Some(Self { file, key, written: written.to_owned(), range, name, needed })
    }

    /// Whether a version fits.
    #[must_use]
    pub fn allows(&self, python: &str) -> bool {
        match &self.needed {
            Needed::Text(text) => python.contains(text.as_str()),
            Needed::Specifiers(specifiers) => Version::from_str(python).is_ok_and(|version| specifiers.contains(&version)),
        }
    }

    /// The requirement as the tools that read it print it.
    #[must_use]
    pub fn printed(&self) -> String {
        match &self.needed {
            Needed::Text(text) => text.clone(),
            Needed::Specifiers(specifiers) => specifiers.to_string(),
        }
    }
}

impl Needed {
    /// Only a number can be found in a version.
    fn filter_numbers(self) -> Option<Self> {
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        matches!(&self, Self::Text(text) if is_number(text)).then_some(self)
    }
}

/// Poetry's own way to write a range, for the forms that are in use.
pub(in crate::analysis) fn poetry(written: &str) -> Option<VersionSpecifiers> {
    let parts = written.split(',').map(|part| poetry_part(part.trim())).collect::<Option<Vec<_>>>()?;
    VersionSpecifiers::from_str(&parts.join(",")).ok()
}

fn poetry_part(part: &str) -> Option<String> {
    let numbers = |text: &str| text.split('.').map(|number| number.parse::<u32>().ok()).collect::<Option<Vec<_>>>();
    if let Some(version) = part.strip_prefix('^') {
        let first = *numbers(version)?.first().filter(|first| **first > 0)?;
        return Some(format!(">={version},<{}", first + 1));
    }
    if let Some(version) = part.strip_prefix('~').filter(|rest| !rest.starts_with('=')) {
        return match numbers(version)?[..] {
            [major] => Some(format!(">={version},<{}", major + 1)),
            [major, minor, ..] => Some(format!(">={version},<{major}.{}", minor + 1)),
            [] => None,
        };
    }
    match part.strip_suffix(".*") {
        Some(series) if numbers(series).is_some() => Some(format!("=={part}")),
        _ if numbers(part).is_some() => Some(format!("=={part}")),
        _ => Some(part.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Content;

    fn allows(check: PythonCheck, file: &str, text: &str, python: &str) -> Option<bool> {
        let mut project = Project::new();
        project.insert(file, Content::from(text.as_bytes().to_vec()));
        RequiresPython::of(&project, check).map(|requires| requires.allows(python))
    }

    #[test]
    fn each_manager_reads_its_own_key() {
        let uv = |value: &str, python: &str| {
            allows(PythonCheck::Uv, "pyproject.toml", &format!("[project]\nrequires-python = \"{value}\"\n"), python)
        };
        assert_eq!(uv(">=3.12", "3.11.7"), Some(false));
        assert_eq!(uv(">=3.9, <3.11", "3.11.7"), Some(false));
        assert_eq!(uv("==3.11.*", "3.11.7"), Some(true));
        assert_eq!(uv("three", "3.11.7"), None);
        let pipenv = |text: &str| allows(PythonCheck::Pipenv, "Pipfile", text, "3.11.7");
        assert_eq!(pipenv("[requires]\npython_version = \"3.12\"\n"), Some(false));
        assert_eq!(pipenv("[requires]\npython_version = \"3.11\"\n"), Some(true));
        assert_eq!(pipenv("[requires]\npython_version = \"*\"\n"), None);
        assert_eq!(pipenv("[packages]\n"), None);
    }

    #[test]
    fn poetry_has_ranges_of_its_own() {
        let poetry = |value: &str| {
            let text = format!("[tool.poetry.dependencies]\npython = \"{value}\"\n");
            allows(PythonCheck::Poetry, "pyproject.toml", &text, "3.11.7")
        };
        for value in ["^3.9", "~3.11", "3.11.*", ">=3.9,<4.0", ">=3.9, <3.12", "^3", "~=3.9"] {
            assert_eq!(poetry(value), Some(true), "{value}");
        }
        for value in ["^3.12", "~3.10", "3.10.*", "3.11", "<3.11", "^2.7"] {
            assert_eq!(poetry(value), Some(false), "{value}");
        }
        for value in ["^3.9 || ^4.0", "^0.1"] {
            assert_eq!(poetry(value), None, "{value}");
        }
    }

    #[test]
    fn the_value_has_its_place() {
        let text = "[project]\nname = \"shop\"\nrequires-python = \">=3.12\"\n";
        let mut project = Project::new();
        project.insert("pyproject.toml", Content::from(text.as_bytes().to_vec()));
        let requires = RequiresPython::of(&project, PythonCheck::Uv).expect("a requirement");
        assert_eq!((&text[requires.range], requires.name.as_deref()), (">=3.12", Some("shop")));
    }
}
