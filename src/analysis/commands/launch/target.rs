//! A program that a process starts, and what it is pointed at: an object of a module, a module, or a script.

use std::ops::Range;

use crate::analysis::commands::folders::path_from;
use crate::analysis::commands::start_command::{How, Invocation};
use crate::analysis::python::modules::SearchPath;
use crate::syntax::shell_command::Word;

/// What is started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tool {
    /// gunicorn.
    Gunicorn,
    /// uvicorn.
    Uvicorn,
    /// hypercorn.
    Hypercorn,
    /// daphne.
    Daphne,
    /// waitress-serve.
    Waitress,
    /// celery.
    Celery,
    /// flask.
    Flask,
    /// A script that Python runs.
    Python,
    /// A script that Streamlit runs.
    Streamlit,
    /// `python -m`.
    PythonModule,
    /// A script that a shell runs.
    Shell,
    /// A script that is run by its path.
    Direct,
}

/// A program that a process starts, with what it is pointed at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Launch {
    /// The program.
    pub tool: Tool,
    /// The program as the command names it.
    pub program: String,
    /// How it is started.
    pub how: How,
    /// The word that holds the target.
    pub word: Word,
    /// Where the target stands in the word's text.
    pub part: Range<usize>,
    /// The words behind the target that are no options.
    pub rest: Vec<Word>,
    /// Where modules are searched.
    pub path: SearchPath,
    /// The folder that the program works in, from the root of the project; none if that cannot be told.
    pub folder: Option<String>,
    /// Whether a command before it may write files.
    pub is_prepared: bool,
    /// Whether it runs only when the command before it fails.
    pub is_fallback: bool,
    /// The kind of worker that gunicorn is told to use, or the interface of uvicorn; none if it cannot be told.
    pub worker: Option<String>,
    /// Whether the object is called first.
    pub is_factory: bool,
}

/// A target taken apart, as places in its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectName<'t> {
    /// The module.
    pub module: &'t str,
    /// What stands behind the colon; none without a colon.
    pub object: Option<&'t str>,
}

impl Launch {
    /// A program that is pointed at a word, before it is known where it looks for modules.
    pub(super) fn new(tool: Tool, invocation: &Invocation<'_>, word: &Word, is_prepared: bool) -> Self {
        Self {
            tool,
            program: invocation.program.text.clone(),
            how: invocation.how,
            word: word.clone(),
            part: 0..word.text.len(),
            rest: vec![],
            path: SearchPath::default(),
            folder: invocation.folder.clone(),
            is_prepared,
            is_fallback: invocation.is_fallback,
            worker: None,
            is_factory: false,
        }
    }

    /// A folder is searched for modules after those before it; which one, may not be known.
    pub(super) fn search(&mut self, folder: Option<&str>) {
        match folder {
            Some(folder) => self.path.push(folder),
            None => self.path.push_unknown(),
        }
    }

    /// The target.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.word.text[self.part.clone()]
    }

    /// The module and the object of the target.
    #[must_use]
    pub fn object_name(&self) -> ObjectName<'_> {
        let text = self.text();
        let text = if self.tool == Tool::Hypercorn { without_interface(text) } else { text };
        match text.split_once(':') {
            Some((module, object)) => ObjectName { module, object: Some(object) },
            None => ObjectName { module: text, object: None },
        }
    }

    /// Where a piece of the target stands, in the text of the command.
    #[must_use]
    pub fn place_of(&self, piece: &str) -> Range<usize> {
        let at = self.text().find(piece).unwrap_or(0) + self.part.start;
        self.word.place(at..at + piece.len())
    }

    /// Where the target stands, with its quotes where it is a word of its own.
    #[must_use]
    pub fn whole(&self) -> Range<usize> {
        if self.part == (0..self.word.text.len()) { self.word.range.clone() } else { self.word.place(self.part.clone()) }
    }

    /// Whether the program takes `module:object`.
    #[must_use]
    pub fn is_server(&self) -> bool {
        matches!(self.tool, Tool::Gunicorn | Tool::Uvicorn | Tool::Hypercorn | Tool::Daphne | Tool::Waitress)
    }

    /// The script, as a path from the root of the project; none if it is no script or its place cannot be told.
    #[must_use]
    pub fn script(&self) -> Option<String> {
        matches!(self.tool, Tool::Python | Tool::Streamlit | Tool::Shell | Tool::Direct)
            .then(|| path_from(self.folder.as_deref(), self.text()))
            .flatten()
    }
}

impl Tool {
    pub(super) fn named(name: &str) -> Option<Self> {
        let tool = match name {
            "gunicorn" => Self::Gunicorn,
            "uvicorn" => Self::Uvicorn,
            "hypercorn" => Self::Hypercorn,
            "daphne" => Self::Daphne,
            "waitress-serve" => Self::Waitress,
            "celery" => Self::Celery,
            "flask" => Self::Flask,
            _ => return None,
        };
        Some(tool)
    }

    /// The object that it takes from a module without being told.
    #[must_use]
    pub fn default_object(self) -> Option<&'static str> {
        match self {
            Self::Gunicorn => Some("application"),
            Self::Hypercorn => Some("app"),
            _ => None,
        }
    }
}

/// hypercorn takes `asgi:` and `wsgi:` in front.
fn without_interface(text: &str) -> &str {
    ["asgi:", "wsgi:"].iter().find_map(|prefix| text.strip_prefix(prefix)).unwrap_or(text)
}
