//! What settings say of static files.

use super::scope::Found;
use super::value::Value;
use super::{ReadSettings, paths};

impl ReadSettings {
    /// Whether `django.contrib.staticfiles` is among the apps; none if that is not known.
    #[must_use]
    pub fn has_static_app(&self) -> Option<bool> {
        let apps = match self.find("INSTALLED_APPS") {
            Found::Unset => return Some(false),
            Found::Unknown => return None,
            Found::Bound(binding) => binding.value.items()?,
        };
        // A subclass of its AppConfig has `static` in its name as well.
        let names = |app: &Value| app.text().is_some_and(|app| app.to_ascii_lowercase().contains("static"));
        if apps.iter().any(names) {
            return Some(true);
        }
        apps.iter().all(Value::is_known).then_some(false)
    }

    /// Whether static files are stored in a folder, and not on another server.
    #[must_use]
    pub fn stores_in_folder(&self) -> bool {
        let is_local = |backend: &str| backend.starts_with("django.contrib.staticfiles.") || backend.starts_with("whitenoise.");
        let old = match self.find("STATICFILES_STORAGE") {
            Found::Unset => true,
            Found::Unknown => false,
            Found::Bound(binding) => binding.value.text().is_some_and(is_local),
        };
        let new = match self.find("STORAGES") {
            Found::Unset => true,
            Found::Unknown => false,
            Found::Bound(binding) => {
                let storage = binding.value.get("staticfiles").and_then(|storage| storage.get("BACKEND"));
                storage.and_then(Value::text).is_some_and(is_local)
            }
        };
        old && new
    }

    /// Whether `STATICFILES_DIRS` is looked at; the setting of finders decides it.
    #[must_use]
    pub fn looks_into_dirs(&self) -> bool {
        match self.find("STATICFILES_FINDERS") {
            Found::Unset => true,
            Found::Unknown => false,
            Found::Bound(binding) => {
                let is_finder = |finder: &Value| finder.text() == Some("django.contrib.staticfiles.finders.FileSystemFinder");
                binding.value.items().is_some_and(|finders| finders.iter().any(is_finder))
            }
        }
    }

    /// The folders of `STATICFILES_DIRS`, without their prefixes; unknown ones are left out.
    #[must_use]
    pub fn static_dirs(&self) -> Vec<&str> {
        let items = self.bound("STATICFILES_DIRS").and_then(|binding| binding.value.items()).unwrap_or_default();
        items.iter().filter_map(folder).collect()
    }

    /// The same folders as far as they lie in the project, from its root.
    pub fn static_dirs_in_project(&self) -> impl Iterator<Item = String> {
        self.static_dirs().into_iter().filter_map(paths::in_project)
    }
}

/// One folder; with a prefix it is the second of a pair.
fn folder(item: &Value) -> Option<&str> {
    match item {
        Value::Tuple(pair) | Value::List(pair) => pair.get(1)?.text(),
        single => single.text(),
    }
}
