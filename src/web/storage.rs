//! What the browser remembers. Where it refuses to, the page works all the same.

use leptos::prelude::window;
use wasm_bindgen::JsValue;
use web_sys::Storage;

/// What is remembered for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lasting {
    /// The language.
    Language,
    /// The theme; `www/start.js` reads it too.
    Theme,
    /// The platform.
    Platform,
    /// The platforms in the row.
    Row,
    /// The project, for another day; `www/start.js` forgets it too.
    Draft,
}

/// What is remembered until the tab is closed.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Passing {
    /// The project, as a bundle.
    Project,
    /// The project's name.
    Name,
    /// How often the page has crashed with it.
    Crashes,
}

impl Lasting {
    /// All of it.
    pub(crate) const ALL: [Self; 5] = [Self::Language, Self::Theme, Self::Platform, Self::Row, Self::Draft];

    fn key(self) -> &'static str {
        match self {
            Self::Language => "pushready.language",
            Self::Theme => "pushready.theme",
            Self::Platform => "pushready.platform",
            Self::Row => "pushready.row",
            Self::Draft => "pushready.draft",
        }
    }

    /// What is remembered.
    pub(crate) fn get(self) -> Option<String> {
        window().local_storage().ok()??.get_item(self.key()).ok()?
    }

    /// Remembers something.
    pub(crate) fn set(self, value: &str) {
        self.put(Some(value));
    }

    /// Remembers something, or forgets it.
    pub(crate) fn put(self, value: Option<&str>) {
        match value {
            Some(value) => put(&window().local_storage(), self.key(), value),
            None => forget(&window().local_storage(), self.key()),
        }
    }
}

impl Passing {
    fn key(self) -> &'static str {
        match self {
            Self::Project => "pushready.project",
            Self::Name => "pushready.name",
            Self::Crashes => "pushready.crashes",
        }
    }

    /// What is remembered.
    pub(crate) fn get(self) -> Option<String> {
        window().session_storage().ok()??.get_item(self.key()).ok()?
    }

    /// Remembers something, or forgets it.
    pub(crate) fn set(self, value: Option<&str>) {
        match value {
            Some(value) => put(&window().session_storage(), self.key(), value),
            None => forget(&window().session_storage(), self.key()),
        }
    }
}

type Found = Result<Option<Storage>, JsValue>;

/// A full storage keeps what it had, which would be an older text: better nothing.
fn put(storage: &Found, key: &str, value: &str) {
    if let Ok(Some(storage)) = storage
        && storage.set_item(key, value).is_err()
    {
        let _ = storage.remove_item(key);
    }
}

fn forget(storage: &Found, key: &str) {
    if let Ok(Some(storage)) = storage {
        let _ = storage.remove_item(key);
    }
}
