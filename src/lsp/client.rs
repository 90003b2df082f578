//! What an editor can do.

use gen_lsp_types::PositionEncodingKind;
use serde_json::Value;

use super::positions::Counting;

/// What an editor can do, as it said when the session began.
///
/// It is read key by key: what is missing or of an unknown kind is something that it cannot do, and no reason to end.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is an ability of its own")]
pub(super) struct Client {
    /// How it counts columns.
    pub(super) counting: Counting,
    /// It watches files for the server.
    pub(super) watches: bool,
    /// It can be asked for settings.
    pub(super) has_settings: bool,
    /// It takes actions with their edits.
    pub(super) takes_actions: bool,
    /// It shows actions that cannot be taken, with the reason.
    pub(super) shows_disabled: bool,
    /// It asks for the edits of an action when it is chosen.
    pub(super) resolves_edits: bool,
    /// It takes edits of a certain version of a file.
    pub(super) takes_versions: bool,
    /// Its edits can make, name and delete files.
    pub(super) makes_files: bool,
    pub(super) names_files: bool,
    pub(super) deletes_files: bool,
    /// It shows other places that belong to a diagnostic.
    pub(super) shows_related: bool,
    /// It shows Markdown.
    pub(super) shows_markdown: bool,
}

impl Client {
    /// Reads the abilities from the first request's parameters.
    pub(super) fn of(params: &Value) -> Self {
        let at = |path: &str| params.pointer(&format!("/capabilities/{path}"));
        let can = |path: &str| at(path).and_then(Value::as_bool).unwrap_or_default();
        let has = |path: &str, word: &str| {
            at(path).and_then(Value::as_array).is_some_and(|words| words.iter().any(|given| given.as_str() == Some(word)))
        };
        let edits = "workspace/workspaceEdit/resourceOperations";
        let encodings = "general/positionEncodings";
        Self {
            // UTF-16 is what every client counts in, and what is meant where it says nothing.
            counting: match (has(encodings, "utf-8"), has(encodings, "utf-16"), has(encodings, "utf-32")) {
                (true, ..) => Counting::Utf8,
                (false, false, true) => Counting::Utf32,
                (false, ..) => Counting::Utf16,
            },
            watches: can("workspace/didChangeWatchedFiles/dynamicRegistration"),
            has_settings: can("workspace/configuration"),
            takes_actions: at("textDocument/codeAction/codeActionLiteralSupport").is_some(),
            shows_disabled: can("textDocument/codeAction/disabledSupport"),
            resolves_edits: has("textDocument/codeAction/resolveSupport/properties", "edit")
                && can("textDocument/codeAction/dataSupport"),
            takes_versions: can("workspace/workspaceEdit/documentChanges"),
            makes_files: has(edits, "create"),
            names_files: has(edits, "rename"),
            deletes_files: has(edits, "delete"),
            shows_related: can("textDocument/publishDiagnostics/relatedInformation"),
            shows_markdown: has("textDocument/hover/contentFormat", "markdown"),
        }
    }

    /// The name of the way of counting.
    pub(super) fn encoding(self) -> PositionEncodingKind {
        match self.counting {
            Counting::Utf8 => PositionEncodingKind::UTF8,
            Counting::Utf16 => PositionEncodingKind::UTF16,
            Counting::Utf32 => PositionEncodingKind::UTF32,
        }
    }
}
