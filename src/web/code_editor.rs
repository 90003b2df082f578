//! The editor that takes the place of the plain text field. Its source is `www/editor/`; the page works without it.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlTextAreaElement};

use crate::language::Language;

/// The element around the plain text field; it becomes the editor once its script has defined it.
pub(crate) const TAG: &str = "code-editor";

/// The file that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OpenFile {
    /// Which project it belongs to.
    pub(crate) project: u32,
    /// Its path.
    pub(crate) path: String,
    /// Its text.
    pub(crate) text: String,
    /// Whether it can be typed into.
    pub(crate) is_editable: bool,
}

/// The element of a page; what is asked of it before its script has arrived is not done.
#[derive(Debug)]
pub(crate) struct CodeEditor(Element);

impl CodeEditor {
    /// The editor around a text field.
    pub(crate) fn around(field: &HtmlTextAreaElement) -> Option<Self> {
        field.closest(TAG).ok().flatten().map(Self)
    }

    /// Shows a file.
    pub(crate) fn open(&self, file: &OpenFile, language: Language) -> Option<()> {
        let OpenFile { project, path, text, is_editable } = file;
        self.call("open", [(*project).into(), path.into(), text.into(), (*is_editable).into(), language.tag().into()])
    }

    /// Marks the problems of the file, given as JSON.
    pub(crate) fn mark(&self, problems: &str) -> Option<()> {
        self.call("mark", [problems.into()])
    }

    /// Shows a place of the file, and takes the user there if so asked; none where the script has not arrived.
    pub(crate) fn show(&self, from: u32, to: u32, takes_focus: bool) -> Option<()> {
        self.call("show", [from.into(), to.into(), takes_focus.into()])
    }

    /// Opens the search.
    pub(crate) fn search(&self) -> Option<()> {
        self.call("search", [])
    }

    fn call<const COUNT: usize>(&self, name: &str, values: [JsValue; COUNT]) -> Option<()> {
        let method: Function = Reflect::get(&self.0, &name.into()).ok()?.dyn_into().ok()?;
        method.apply(&self.0, &values.into_iter().collect::<Array>()).ok().map(drop)
    }
}
