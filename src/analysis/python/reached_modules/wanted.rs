//! A file that is still to be looked at, and what starts it.

use std::ops::Range;

/// What starts a chain of imports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// `python manage.py collectstatic`, during the build.
    Collectstatic,
    /// The web process.
    Web,
    /// The first request that Django answers.
    Request,
}

/// A file that is still to be looked at.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    pub(super) path: String,
    pub(super) start: Start,
    pub(super) importer: Option<(String, Range<usize>)>,
    pub(super) by_default_settings: bool,
    /// Whether it is run as a script, and not imported.
    pub(super) is_script: bool,
    /// The folders in which modules are looked for, each empty or with a slash at its end.
    pub(super) roots: Vec<String>,
}
