//! What the editor tells without waiting for an answer: what is open and how it changes, folders, files on the disk, and settings.

use std::io::Write;

use gen_lsp_types::{
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, DidSaveTextDocumentParams, MessageType, TextDocumentItem, Uri,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::folder::Folder;
use super::{Session, Written, say};
use crate::lsp::address::Place;
use crate::lsp::document::Document;
use crate::lsp::messages::{self, CANCELLED};
use crate::lsp::settings::Settings;
use crate::lsp::worker::Job;
use crate::project::selection;

impl<W: Write> Session<W> {
    pub(super) fn notification(&mut self, method: &str, params: Value) -> Written {
        match method {
            "initialized" => self.initialized(),
            "textDocument/didOpen" => self.note(method, params, Self::opened),
            "textDocument/didChange" => self.note(method, params, Self::changed),
            "textDocument/didSave" => self.note(method, params, Self::saved),
            "textDocument/didClose" => self.note(method, params, Self::closed),
            "workspace/didChangeWatchedFiles" => self.note(method, params, Self::files_changed),
            "workspace/didChangeWorkspaceFolders" => self.with(method, params, Self::folders_changed),
            "workspace/didChangeConfiguration" => self.settings_changed(&params),
            "$/cancelRequest" => self.cancel(params.get("id").unwrap_or(&Value::Null)),
            // What is not understood may be left unanswered.
            _ => Ok(()),
        }
    }

    /// Takes a notification that asks for no message back.
    fn note<P: DeserializeOwned>(&mut self, method: &str, params: Value, take: fn(&mut Self, P)) -> Written {
        let take = |session: &mut Self, params| {
            take(session, params);
            Ok(())
        };
        self.with(method, params, take)
    }

    /// Takes a notification whose parameters are understood.
    fn with<P: DeserializeOwned>(&mut self, method: &str, params: Value, take: impl FnOnce(&mut Self, P) -> Written) -> Written {
        match serde_json::from_value(params) {
            Ok(params) => take(self, params),
            Err(error) => self.log(MessageType::Warning, &say::wrong_params(method, &error.to_string(), self.language)),
        }
    }

    fn initialized(&mut self) -> Written {
        if self.client.watches {
            let watchers = json!({ "watchers": [{ "globPattern": "**/*" }] });
            let registration = json!({ "id": "files", "method": "workspace/didChangeWatchedFiles", "registerOptions": watchers });
            self.ask("client/registerCapability", json!({ "registrations": [registration] }))?;
        }
        self.complain_of_settings(&self.settings.clone())?;
        self.ask_settings()
    }

    fn opened(&mut self, params: DidOpenTextDocumentParams) {
        let TextDocumentItem { uri: Uri(address), version, text, .. } = params.text_document;
        let document = Document { address: address.clone(), version, text: text.into(), is_untouched: true };
        self.documents.insert(address.clone(), document);
        self.touch(&address, false);
    }

    fn changed(&mut self, params: DidChangeTextDocumentParams) {
        let address = params.text_document.text_document_identifier.uri.0;
        if let Some(document) = self.documents.get_mut(&address) {
            document.change(params.text_document.version, &params.content_changes, self.client.counting);
            self.touch(&address, false);
        }
    }

    fn saved(&mut self, params: DidSaveTextDocumentParams) {
        let address = params.text_document.uri.0;
        if let Some(document) = self.documents.get_mut(&address) {
            document.is_untouched = true;
        }
        self.touch(&address, true);
    }

    fn closed(&mut self, params: DidCloseTextDocumentParams) {
        let address = params.text_document.uri.0;
        self.documents.remove(&address);
        self.touch(&address, false);
    }

    fn files_changed(&mut self, params: DidChangeWatchedFilesParams) {
        for change in params.changes {
            self.touch(&change.uri.0, true);
        }
    }

    /// Notes that a file has changed, in the editor or on the disk as well.
    fn touch(&mut self, address: &str, on_disk: bool) {
        for folder in &mut self.folders {
            let path = folder.place.inside(address);
            if path.is_some_and(|path| selection::left_out(&path).is_none()) {
                folder.touch(on_disk);
            }
        }
    }

    fn folders_changed(&mut self, params: DidChangeWorkspaceFoldersParams) -> Written {
        for removed in params.event.removed {
            let place = Place::of(&removed.uri.0);
            let gone = self.folders.extract_if(.., |folder| Some(&folder.place) == place.as_ref()).collect::<Vec<_>>();
            for folder in gone {
                for (id, _) in folder.waiting {
                    self.send(&messages::response(&id, Value::Null))?;
                }
                self.give(Job::Forget { folder: folder.id });
            }
        }
        params.event.added.iter().filter_map(|added| Place::of(&added.uri.0)).for_each(|place| self.add(place));
        self.publish()?;
        self.ask_settings()
    }

    fn settings_changed(&mut self, params: &Value) -> Written {
        if self.client.has_settings {
            return self.ask_settings();
        }
        let settings = Settings::of(params.get("settings").unwrap_or(&Value::Null));
        self.folders.iter_mut().for_each(|folder| folder.set(&settings));
        self.complain_of_settings(&settings)
    }

    /// Asks for the settings of every folder; where nothing is set, what was set when the session began counts.
    fn ask_settings(&mut self) -> Written {
        if !self.client.has_settings || self.folders.is_empty() {
            return Ok(());
        }
        let item = |folder: &Folder| json!({ "scopeUri": folder.place.address(), "section": "pushready" });
        let items: Vec<Value> = self.folders.iter().map(item).collect();
        let folders = self.folders.iter().map(|folder| folder.id).collect();
        let id = self.ask("workspace/configuration", json!({ "items": items }))?;
        self.asked.insert(id, folders);
        Ok(())
    }

    pub(super) fn answered(&mut self, id: &Value, result: &Value) -> Written {
        let Some(folders) = id.as_str().and_then(|id| self.asked.remove(id)) else { return Ok(()) };
        let mut unknown = Settings::default();
        for (id, value) in folders.iter().zip(result.as_array().into_iter().flatten()) {
            let settings = if value.is_null() { self.settings.clone() } else { Settings::of(value) };
            if let Some(folder) = self.folders.iter_mut().find(|folder| folder.id == *id) {
                folder.set(&settings);
            }
            unknown.unknown.extend(settings.unknown.into_iter().filter(|_| !value.is_null()));
        }
        self.complain_of_settings(&unknown)
    }

    fn complain_of_settings(&mut self, settings: &Settings) -> Written {
        match settings.unknown.first() {
            Some(id) => self.say(MessageType::Warning, &say::unknown_platform(id, self.language)),
            None => Ok(()),
        }
    }

    fn cancel(&mut self, id: &Value) -> Written {
        let before = self.pending();
        self.folders.iter_mut().for_each(|folder| folder.waiting.retain(|(waiting, _)| waiting != id));
        self.fixes.retain(|job| !matches!(job, Job::Fix { id: waiting, .. } if waiting == id));
        self.fixing.take_if(|fixing| fixing == id);
        if self.pending() < before { self.refuse(id, CANCELLED, &say::cancelled(self.language)) } else { Ok(()) }
    }
}
