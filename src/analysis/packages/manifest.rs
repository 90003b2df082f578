//! What a project asks for in files other than `requirements.txt`.

use toml_span::Value;

use crate::project::Project;
use crate::syntax::requirements::{LineKind, Named, RequirementsFile};
use crate::text::toml;

/// The file of Pipenv.
pub(super) const PIPFILE: &str = "Pipfile";
/// The file of a project by the standards.
pub(super) const PYPROJECT: &str = "pyproject.toml";

/// What a file asks for, and whether that is all of it; none where that cannot be read.
pub(super) fn requirements(project: &Project, file: &str) -> Option<(Vec<Named>, bool)> {
    let text = project.text(file)?;
    match file {
        PIPFILE => pipfile(&toml::parse(text.as_str()).ok()?),
        PYPROJECT => pyproject(&toml::parse(text.as_str()).ok()?),
        _ => None,
    }
}

/// The packages that run the application.
fn pipfile(root: &Value<'_>) -> Option<(Vec<Named>, bool)> {
    let Some(packages) = root.pointer("/packages") else { return Some((vec![], true)) };
    let entries: Vec<Option<Named>> = packages.as_table()?.iter().map(|(key, value)| entry(&key.name, value)).collect();
    let is_all = entries.iter().all(Option::is_some);
    Some((entries.into_iter().flatten().collect(), is_all))
}

/// An entry of a Pipfile; none where it is a path or a repository, which may bring anything.
fn entry(name: &str, value: &Value<'_>) -> Option<Named> {
    let field = |key: &str| value.pointer(key).and_then(Value::as_str);
    let is_elsewhere = ["/path", "/git", "/file", "/hg", "/svn", "/ref"].iter().any(|key| value.pointer(key).is_some());
    let version = value.as_str().or_else(|| field("/version")).unwrap_or_default().trim_matches('*');
    let extras = value.pointer("/extras").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    let extras: Vec<&str> = extras.collect();
    let extras = if extras.is_empty() { String::new() } else { format!("[{}]", extras.join(",")) };
    let system = field("/sys_platform").map(|system| format!(" ; sys_platform {system}"));
    let marker = field("/markers").map(|marker| format!(" ; {marker}")).or(system).unwrap_or_default();
    named(&format!("{name}{extras}{version}{marker}")).filter(|_| !is_elsewhere)
}

/// `dependencies` of a project, where it does not leave them to its build.
fn pyproject(root: &Value<'_>) -> Option<(Vec<Named>, bool)> {
    let project = root.pointer("/project")?;
    let is_dynamic = project.pointer("/dynamic").and_then(Value::as_array).into_iter().flatten();
    if is_dynamic.filter_map(Value::as_str).any(|field| field == "dependencies") {
        return None;
    }
    let listed = project.pointer("/dependencies").and_then(Value::as_array).into_iter().flatten();
    let listed: Vec<Option<Named>> = listed.map(|value| named(value.as_str()?)).collect();
    let is_all = listed.iter().all(|named| named.as_ref().is_some_and(|named| named.url.is_none()));
    Some((listed.into_iter().flatten().collect(), is_all))
}

fn named(text: &str) -> Option<Named> {
    match RequirementsFile::parse(text).lines.into_iter().next()?.kind {
        LineKind::Named(named) => Some(named),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(file: &str, text: &str) -> String {
        let mut project = Project::new();
        project.insert(file, crate::project::Content::from(text.as_bytes().to_vec()));
        let Some((named, is_all)) = requirements(&project, file) else { return "unreadable".to_owned() };
        let shown = named.iter().map(|named| format!("{}[{}]{}", named.name, named.extras.join(","), named.specifiers));
        shown.chain((!is_all).then(|| "…".to_owned())).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn pipfiles_name_packages_in_two_forms() {
        let text = "[packages]\nflask = \"*\"\nuvicorn = {version = \">=0.20\", extras = [\"standard\"]}\nown = {path = \".\"}\n[dev-packages]\npytest = \"*\"\n";
        assert_eq!(asked(PIPFILE, text), "flask[] uvicorn[standard]>=0.20 …");
        assert_eq!([asked(PIPFILE, ""), asked(PIPFILE, "[")], ["", "unreadable"]);
    }

    #[test]
    fn projects_name_their_dependencies_unless_their_build_does() {
        assert_eq!(asked(PYPROJECT, "[project]\ndependencies = [\"flask>=3\", \"gunicorn\"]\n"), "flask[]>=3 gunicorn[]");
        assert_eq!(asked(PYPROJECT, "[project]\ndynamic = [\"dependencies\"]\n"), "unreadable");
        assert_eq!(asked(PYPROJECT, "[build-system]\nrequires = []\n"), "unreadable");
    }
}
