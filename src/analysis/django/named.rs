//! Modules and classes that settings name as text, and when Django imports them.

use std::ops::Range;

use crate::analysis::Facts;

use super::ReadSettings;
use super::value::Value;

/// When Django imports what a setting names, as it was seen with 2.2, 3.2, 4.2, 5.2 and 6.1 (`scripts/data/django_settings.py`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// With every command and at the start: `django.setup()`.
    Setup,
    /// With collectstatic.
    Collectstatic,
    /// When the application starts.
    Start,
    /// At the first request, and each one.
    Request,
    /// With pages that need it.
    Page,
}

/// What a text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// An app: its package, or the class that describes it.
    App,
    /// A class or function of a module.
    Object,
    /// A module.
    Module,
    /// The backend of a database.
    Database,
}

/// The settings that name what gets imported, in the order of the moments; `*` is each item.
const SETTINGS: &[(&str, Form, Moment)] = &[
    ("INSTALLED_APPS.*", Form::App, Moment::Setup),
    ("LOGGING.handlers.*.class", Form::Object, Moment::Setup),
    ("DATABASES.default.ENGINE", Form::Database, Moment::Setup),
    ("STATICFILES_FINDERS.*", Form::Object, Moment::Collectstatic),
    ("STATICFILES_STORAGE", Form::Object, Moment::Collectstatic),
    ("STORAGES.staticfiles.BACKEND", Form::Object, Moment::Collectstatic),
    ("MIDDLEWARE.*", Form::Object, Moment::Start),
    ("SESSION_ENGINE", Form::Module, Moment::Start),
    ("ROOT_URLCONF", Form::Module, Moment::Request),
    ("MESSAGE_STORAGE", Form::Object, Moment::Request),
    ("TEMPLATES.*.BACKEND", Form::Object, Moment::Page),
    ("TEMPLATES.*.OPTIONS.context_processors.*", Form::Object, Moment::Page),
    ("AUTHENTICATION_BACKENDS.*", Form::Object, Moment::Page),
    ("CACHES.*.BACKEND", Form::Object, Moment::Page),
];

/// The setting with the places where collectstatic looks.
pub(super) const FINDERS: &str = "STATICFILES_FINDERS";

/// Apps of Django whose models ask the database's backend for something as they are imported.
const APPS_WITH_MODELS: &[&str] = &["admin", "auth", "contenttypes", "flatpages", "redirects", "sessions", "sites"];

/// A text in the settings that names what gets imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named<'f> {
    pub(super) setting: &'static str,
    pub(super) text: &'f str,
    pub(super) form: Form,
    pub(super) moment: Moment,
}

/// All that surely gets imported.
pub(super) fn named(read: &ReadSettings, is_at_least: impl Fn(u32, u32) -> Option<bool>) -> Vec<Named<'_>> {
    let mut all = vec![];
    for (path, form, moment) in SETTINGS {
        let (setting, rest) = path.split_once('.').unwrap_or((path, ""));
        let is_looked_at = match setting {
            "STATICFILES_STORAGE" => is_at_least(5, 1) == Some(false),
            "STORAGES" => is_at_least(4, 2) == Some(true),
            "SESSION_ENGINE" => has(read, "MIDDLEWARE", "django.contrib.sessions.middleware.SessionMiddleware"),
            "MESSAGE_STORAGE" => has(read, "MIDDLEWARE", "django.contrib.messages.middleware.MessageMiddleware"),
            "DATABASES" => APPS_WITH_MODELS.iter().any(|app| has(read, "INSTALLED_APPS", &format!("django.contrib.{app}"))),
            _ => true,
        };
        let Some(binding) = read.bound(setting).filter(|_| is_looked_at) else { continue };
        let mut texts = vec![];
        walk(&binding.value, rest, &mut texts);
        all.extend(texts.into_iter().map(|text| Named { setting, text, form: *form, moment: *moment }));
    }
    all
}

fn has(read: &ReadSettings, setting: &str, text: &str) -> bool {
    let items = read.bound(setting).and_then(|binding| binding.value.items()).unwrap_or_default();
    items.iter().any(|item| item.text() == Some(text))
}

fn walk<'v>(value: &'v Value, path: &str, texts: &mut Vec<&'v str>) {
    let (part, rest) = path.split_once('.').unwrap_or((path, ""));
    match (part, value) {
        ("", value) => texts.extend(value.text()),
        ("*", Value::List(items) | Value::Tuple(items)) => items.iter().for_each(|item| walk(item, rest, texts)),
        ("*", Value::Dict(items)) => items.iter().for_each(|(_, item)| walk(item, rest, texts)),
        (key, value) => value.get(key).into_iter().for_each(|item| walk(item, rest, texts)),
    }
}

/// The last place in the settings where a text stands, else that of the whole setting.
pub(super) fn place(facts: &Facts<'_>, read: &ReadSettings, named: &Named<'_>) -> (String, Option<Range<usize>>) {
    let origin = read.bound(named.setting).and_then(|binding| binding.origin.as_ref());
    let files = origin.map(|origin| origin.file.as_str()).into_iter().chain([read.file.as_str()]);
    let written = |file: &str| {
        let module = facts.files.module(file)?;
        let found = module.expressions().into_iter().rfind(|expression| expression.string() == Some(named.text))?;
        Some((file.to_owned(), Some(found.range.clone())))
    };
    let whole = || origin.map(|origin| (origin.file.clone(), Some(origin.value.clone())));
    files.into_iter().find_map(written).or_else(whole).unwrap_or_else(|| (read.file.clone(), None))
}
