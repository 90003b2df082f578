//! Whether collectstatic finds anything to copy.

use crate::analysis::Facts;
use crate::analysis::django::{ReadSettings, Value, paths};

use super::settings;

/// Whether there are static files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Evidence {
    /// Django's admin or the project brings some.
    Certain,
    /// A package that gets installed may bring some.
    Likely,
    /// None is to be seen.
    None,
}

/// Looks at the apps and the folders.
pub(super) fn of(facts: &Facts<'_>, read: &ReadSettings) -> Evidence {
    let in_project = |dir: &str| paths::in_project(dir).is_some_and(|dir| facts.project.has_folder(&dir));
    if settings::looks_into_dirs(read) && settings::dirs(read).into_iter().any(in_project) {
        return Evidence::Certain;
    }
    let Some(apps) = read.bound("INSTALLED_APPS").and_then(|binding| binding.value.items()) else { return Evidence::Likely };
    let names: Vec<&str> = apps.iter().filter_map(Value::text).collect();
    let finds_apps = read.bound("STATICFILES_FINDERS").is_none();
    match () {
        () if finds_apps && names.iter().any(|app| app.starts_with("django.contrib.admin")) => Evidence::Certain,
        () if finds_apps && names.iter().any(|app| has_static(facts, app)) => Evidence::Certain,
        () if names.len() < apps.len() || names.iter().any(|app| !app.starts_with("django.contrib.")) => Evidence::Likely,
        () => Evidence::None,
    }
}

/// Whether an app of the project has a folder `static`; its entry may go on to its `AppConfig`.
pub(super) fn has_static(facts: &Facts<'_>, app: &str) -> bool {
    let folder = facts.static_files.manage_py.as_deref().and_then(|path| path.rsplit_once('/')).map_or("", |(folder, _)| folder);
    let package = app.split_once(".apps.").map_or(app, |(package, _)| package).replace('.', "/");
    let path = if folder.is_empty() { package } else { format!("{folder}/{package}") };
    facts.project.has_folder(&format!("{path}/static"))
}
