//! gunicorn's configuration file, which is Python.

use std::ops::Range;
use std::sync::Arc;

use crate::analysis::Facts;
use crate::analysis::python::names::{Bound, Names};
use crate::syntax::python_module::{Expression, ExpressionKind, PythonModule};

use super::folders::path_from;

/// The file that gunicorn reads without being told.
const FILE: &str = "gunicorn.conf.py";

/// The server.
pub const SERVER: &str = "gunicorn";

/// The variable that holds options of gunicorn.
pub(super) const VARIABLE: &str = "GUNICORN_CMD_ARGS";

/// The configuration file of one start of gunicorn.
#[derive(Debug)]
pub enum GunicornFile {
    /// There is none.
    Nowhere,
    /// There is one, of which nothing is known.
    Unread,
    /// This one.
    Read(String, Arc<PythonModule>),
}

/// What a file says of where gunicorn listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileBind {
    /// Nothing.
    Untold,
    /// This address, or its beginning, as it is written.
    Address {
        /// The file.
        path: String,
        /// The text.
        text: String,
        /// Whether that is all of it.
        is_whole: bool,
        /// Where its expression stands in the file.
        range: Range<usize>,
    },
    /// Something that cannot be told.
    Unknown,
}

/// What a file says of a setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileSetting<T> {
    /// Nothing.
    Untold,
    /// This.
    Is(T),
    /// Something that cannot be told.
    Unknown,
}

/// A text that a file gives to a setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileText {
    /// The file.
    pub path: String,
    /// The text.
    pub text: String,
    /// Where it stands in the file, with its quotes.
    pub range: Range<usize>,
}

impl GunicornFile {
    /// The file of gunicorn that is started in a folder, and may be told another name by an option.
    #[must_use]
    pub fn of(facts: &Facts<'_>, folder: Option<&str>, named: Option<&str>) -> Self {
        let file = named.map_or(FILE, |file| file.trim_start_matches("file:"));
        let Some(path) = path_from(folder, file) else { return Self::Unread };
        match facts.files.module(&path) {
            Some(module) if module.error.is_none() => Self::Read(path, module),
            _ if named.is_none() && !facts.project.has(&path) => Self::Nowhere,
            _ => Self::Unread,
        }
    }

    /// Whether it may hold a setting.
    #[must_use]
    pub fn may_set(&self, setting: &str) -> bool {
        match self {
            Self::Nowhere => false,
            Self::Unread => true,
            Self::Read(_, module) => {
                let names = Names::of(module);
                names.is_dynamic || !names.stars.is_empty() || !names.get(setting).is_empty()
            }
        }
    }

    /// The text that it gives to a setting.
    #[must_use]
    pub fn text(&self, setting: &str) -> FileSetting<FileText> {
        self.value(setting, |path, value| {
            let text = value.string()?.to_owned();
            Some(FileText { path: path.to_owned(), text, range: value.range.clone() })
        })
    }

    /// Where it has gunicorn listen.
    #[must_use]
    pub fn bind(&self) -> FileBind {
        let address = self.value("bind", |path, value| {
            let value = match &value.kind {
                ExpressionKind::List(items) => items.first().filter(|_| items.len() == 1)?,
                _ => value,
            };
            let (text, is_whole) = beginning(value)?;
            Some(FileBind::Address { path: path.to_owned(), text, is_whole, range: value.range.clone() })
        });
        match address {
            FileSetting::Untold => FileBind::Untold,
            FileSetting::Is(address) => address,
            FileSetting::Unknown => FileBind::Unknown,
        }
    }

    /// The value of a setting, where it has only one and that can be read.
    fn value<T>(&self, setting: &str, read: impl FnOnce(&str, &Expression) -> Option<T>) -> FileSetting<T> {
        if !self.may_set(setting) {
            return FileSetting::Untold;
        }
        let Self::Read(path, module) = self else { return FileSetting::Unknown };
        let names = Names::of(module);
        let [Bound::Value(value)] = names.get(setting)[..] else { return FileSetting::Unknown };
        read(path, value).map_or(FileSetting::Unknown, FileSetting::Is)
    }
}

/// The text that a text begins with, and whether that is all of it.
fn beginning(value: &Expression) -> Option<(String, bool)> {
    match &value.kind {
        ExpressionKind::String(text) => Some((text.clone(), true)),
        ExpressionKind::FormatString(pieces) => Some((pieces.first()?.string()?.to_owned(), false)),
        ExpressionKind::Binary(left, ..) => beginning(left).map(|(text, _)| (text, false)),
        ExpressionKind::Call(call) => match &call.function.kind {
            // `"0.0.0.0:{}".format(port)`
            ExpressionKind::Attribute(text, _) => Some((text.string()?.split('{').next()?.to_owned(), false)),
            _ => None,
        },
        _ => None,
    }
}
