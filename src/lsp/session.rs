//! One session with an editor: what is open, which folders there are, and who waits for what.

mod folder;
mod notified;
mod say;

use std::collections::BTreeMap;
use std::io::{BufReader, Read, Write};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use gen_lsp_types::{
    CodeAction, CodeActionKind, CodeActionOptions, CodeActionParams, Diagnostic, ErrorCodes, InitializeResult, MessageType,
    PublishDiagnosticsParams, SaveOptions, ServerCapabilities, ServerInfo, TextDocumentSyncKind, TextDocumentSyncOptions, Uri,
    WorkspaceFoldersServerCapabilities, WorkspaceOptions,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::actions::{self, FIX_FILE, FIX_PROJECT, Scope};
use super::address::Place;
use super::checked::{Check, Checked};
use super::client::Client;
use super::document::Document;
use super::hover;
use super::messages::{self, CANCELLED, Incoming};
use super::settings::Settings;
use super::snapshot::Snapshot;
use super::transport::{self, Broken};
use super::worker::{self, Done, FolderId, Job, Trouble};
use crate::language::Language;
use folder::{Folder, Question};

/// How the server is started.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The language that the command line asks for; else the editor's counts.
    pub language: Option<Language>,
    /// The language where the editor names none that is known.
    pub otherwise: Language,
    /// The address of the page, where the rules' pages are linked.
    pub site: Option<String>,
}

/// How a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// As the protocol has it.
    Shutdown,
    /// Without having been shut down.
    Abrupt,
}

enum Event {
    Read(Result<Option<Vec<u8>>, Broken>),
    Done(Done),
}

/// Serves an editor until it says that it is enough, or is gone.
///
/// # Errors
/// When what comes is no message, or the streams fail.
pub fn serve(input: impl Read + Send + 'static, output: impl Write, options: Options) -> Result<Ending, Broken> {
    run(input, output, options, crate::check)
}

#[expect(clippy::disallowed_methods, reason = "an editor goes on sending while a check runs")]
fn run(input: impl Read + Send + 'static, output: impl Write, options: Options, check: Check) -> Result<Ending, Broken> {
    let (sender, events) = channel();
    let done = sender.clone();
    let jobs = worker::start(check, move |what| done.send(Event::Done(what)).is_ok())?;
    thread::spawn(move || {
        let mut input = BufReader::new(input);
        let mut is_open = true;
        while is_open {
            let read = transport::read(&mut input);
            is_open = matches!(read, Ok(Some(_)));
            is_open &= sender.send(Event::Read(read)).is_ok();
        }
    });
    let mut session = Session::new(output, options, jobs);
    for event in &events {
        // What has come meanwhile is taken as well before anything is checked.
        for event in std::iter::once(event).chain(events.try_iter()) {
            match event {
                Event::Read(Ok(Some(body))) => {
                    if let Some(ending) = session.take(Incoming::parse(&body))? {
                        return Ok(ending);
                    }
                }
                Event::Read(Ok(None)) => return Ok(session.ending()),
                Event::Read(Err(broken)) => return Err(broken),
                Event::Done(done) => session.done(done)?,
            }
        }
        session.go_on();
    }
    Ok(session.ending())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Running,
    ShutDown,
}

struct Session<W> {
    output: W,
    options: Options,
    jobs: Sender<Job>,
    /// The worker has a job.
    is_busy: bool,
    state: State,
    client: Client,
    language: Language,
    /// What was set when the session began.
    settings: Settings,
    folders: Vec<Folder>,
    /// How many folders there have been.
    count: FolderId,
    /// By their addresses.
    documents: BTreeMap<String, Document>,
    /// What the editor shows, by the address of the file, with the version of it.
    published: BTreeMap<String, (Option<i32>, Vec<Diagnostic>)>,
    /// Groups of fixes that are asked for.
    fixes: Vec<Job>,
    /// The request whose fixes are being found out, and whether it is still wanted.
    fixing: Option<Value>,
    /// The folders whose settings were asked for, in their order, by request.
    asked: BTreeMap<String, Vec<FolderId>>,
    requests: usize,
}

type Written = Result<(), Broken>;

impl<W: Write> Session<W> {
    fn new(output: W, options: Options, jobs: Sender<Job>) -> Self {
        Self {
            output,
            jobs,
            is_busy: false,
            state: State::New,
            client: Client::of(&Value::Null),
            language: options.otherwise,
            options,
            settings: Settings::default(),
            folders: vec![],
            count: 0,
            documents: BTreeMap::new(),
            published: BTreeMap::new(),
            fixes: vec![],
            fixing: None,
            asked: BTreeMap::new(),
            requests: 0,
        }
    }

    fn ending(&self) -> Ending {
        if self.state == State::ShutDown { Ending::Shutdown } else { Ending::Abrupt }
    }

    fn send(&mut self, message: &Value) -> Written {
        Ok(transport::write(&mut self.output, message)?)
    }

    fn ask(&mut self, method: &str, params: Value) -> Result<String, Broken> {
        self.requests += 1;
        let id = format!("pushready-{}", self.requests);
        self.send(&messages::request(&id, method, params))?;
        Ok(id)
    }

    fn say(&mut self, kind: MessageType, text: &str) -> Written {
        self.send(&messages::notification("window/showMessage", json!({ "type": kind, "message": text })))
    }

    fn log(&mut self, kind: MessageType, text: &str) -> Written {
        self.send(&messages::notification("window/logMessage", json!({ "type": kind, "message": text })))
    }

    /// Takes a message; an ending if it is the last one.
    fn take(&mut self, message: Incoming) -> Result<Option<Ending>, Broken> {
        match message {
            Incoming::Request { id, method, params } => self.request(&id, &method, params)?,
            Incoming::Notification { method, .. } if method == "exit" => return Ok(Some(self.ending())),
            Incoming::Notification { method, params } if self.state == State::Running => self.notification(&method, params)?,
            Incoming::Response { id, result } => self.answered(&id, &result)?,
            Incoming::Notification { .. } => {}
            Incoming::Wrong { id, code } => self.refuse(&id, code, &say::no_message(self.language))?,
        }
        Ok(None)
    }

    fn refuse(&mut self, id: &Value, code: ErrorCodes, message: &str) -> Written {
        self.send(&messages::error(id, code, message))
    }

    fn request(&mut self, id: &Value, method: &str, params: Value) -> Written {
        match (self.state, method) {
            (State::New, "initialize") => self.initialize(id, &params),
            (State::New, _) => self.refuse(id, ErrorCodes::ServerNotInitialized, &say::not_initialized(self.language)),
            (State::ShutDown, _) => self.refuse(id, ErrorCodes::InvalidRequest, &say::shut_down(self.language)),
            (State::Running, "shutdown") => self.shut_down(id),
            (State::Running, "textDocument/codeAction") => self.question(id, params, Question::Actions),
            (State::Running, "textDocument/hover") => self.question(id, params, Question::Hover),
            (State::Running, "codeAction/resolve") => self.resolve(id, params),
            (State::Running, "initialize") => {
                self.refuse(id, ErrorCodes::InvalidRequest, &say::initialized_already(self.language))
            }
            (State::Running, _) => self.refuse(id, ErrorCodes::MethodNotFound, &say::no_method(method, self.language)),
        }
    }

    fn initialize(&mut self, id: &Value, params: &Value) -> Written {
        self.state = State::Running;
        self.client = Client::of(params);
        let locale = params.get("locale").and_then(Value::as_str).and_then(Language::from_tag);
        self.language = self.options.language.or(locale).unwrap_or(self.options.otherwise);
        self.settings = Settings::of(params.get("initializationOptions").unwrap_or(&Value::Null));
        let text = |key: &str| params.get(key).and_then(Value::as_str);
        let folders = params.get("workspaceFolders").and_then(Value::as_array).filter(|folders| !folders.is_empty());
        let places: Vec<Place> = match folders {
            Some(folders) => {
                let addresses = folders.iter().filter_map(|folder| folder.get("uri")?.as_str());
                addresses.filter_map(Place::of).collect()
            }
            None => {
                text("rootUri").and_then(Place::of).or_else(|| text("rootPath").and_then(Place::of_path)).into_iter().collect()
            }
        };
        for place in places {
            self.add(place);
        }
        let result = InitializeResult {
            capabilities: capabilities(self.client),
            server_info: Some(ServerInfo {
                name: env!("CARGO_PKG_NAME").to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
        };
        self.send(&messages::response(id, result))
    }

    fn add(&mut self, place: Place) {
        if !self.folders.iter().any(|folder| folder.place == place) {
            self.folders.push(Folder::new(self.count, place, self.settings.clone()));
            self.count += 1;
        }
    }

    fn shut_down(&mut self, id: &Value) -> Written {
        self.state = State::ShutDown;
        let waiting: Vec<Value> = self.folders.iter_mut().flat_map(|folder| folder.waiting.drain(..)).map(|(id, _)| id).collect();
        let fixes = self.fixes.drain(..).filter_map(|job| if let Job::Fix { id, .. } = job { Some(id) } else { None });
        for id in waiting.into_iter().chain(fixes.collect::<Vec<_>>()).chain(self.fixing.take()) {
            self.refuse(&id, CANCELLED, &say::cancelled(self.language))?;
        }
        self.send(&messages::response(id, Value::Null))
    }

    /// How many requests have no answer yet.
    fn pending(&self) -> usize {
        self.folders.iter().map(|folder| folder.waiting.len()).sum::<usize>()
            + self.fixes.len()
            + usize::from(self.fixing.is_some())
    }

    /// Puts a question about a file to its folder, which answers once it is checked as it is now.
    fn question<P: DeserializeOwned>(&mut self, id: &Value, params: Value, question: fn(P) -> Question) -> Written {
        let question = match serde_json::from_value(params) {
            Ok(params) => question(params),
            Err(error) => return self.refuse(id, ErrorCodes::InvalidParams, &say::wrong(&error.to_string(), self.language)),
        };
        let inside = self.folders.iter_mut().filter(|folder| folder.place.inside(question.address()).is_some());
        match inside.max_by_key(|folder| folder.place.depth()) {
            Some(folder) => {
                folder.waiting.push((id.clone(), question));
                let folder = folder.id;
                self.answer(folder)
            }
            None => self.send(&messages::response(id, Value::Null)),
        }
    }

    /// Answers what can be answered of a folder.
    fn answer(&mut self, folder: FolderId) -> Written {
        let Some(place) = self.folders.iter().position(|known| known.id == folder) else { return Ok(()) };
        let folder = &mut self.folders[place];
        if !folder.is_current() {
            return Ok(());
        }
        for (id, question) in std::mem::take(&mut folder.waiting) {
            let folder = &self.folders[place];
            let Some((snapshot, checked)) = &folder.checked else { continue };
            match question {
                Question::Hover(params) => {
                    let at = params.text_document_position_params;
                    let hover = hover::at(&at.text_document.uri.0, at.position, checked, snapshot);
                    let message = messages::response(&id, hover);
                    self.send(&message)?;
                }
                Question::Actions(params) => {
                    let (actions, groups) = list(&params, folder);
                    let is_lazy = self.client.resolves_edits || groups.is_empty();
                    let all: Vec<CodeAction> = actions.into_iter().chain(groups).collect();
                    if is_lazy {
                        self.send(&messages::response(&id, all))?;
                    } else {
                        let (folder, snapshot) = (folder.id, self.snapshot(folder));
                        self.fixes.push(Job::Fix { folder, id, actions: all, is_list: true, snapshot });
                    }
                }
            }
        }
        Ok(())
    }

    fn resolve(&mut self, id: &Value, params: Value) -> Written {
        let action: CodeAction = match serde_json::from_value(params) {
            Ok(action) => action,
            Err(error) => return self.refuse(id, ErrorCodes::InvalidParams, &say::wrong(&error.to_string(), self.language)),
        };
        let scope = action.data.as_ref().and_then(Scope::of);
        let folder = scope.and_then(|(address, _)| self.folders.iter().find(|folder| folder.place.address() == address));
        match folder {
            Some(folder) => {
                let (folder, snapshot) = (folder.id, self.snapshot(folder));
                self.fixes.push(Job::Fix { folder, id: id.clone(), actions: vec![action], is_list: false, snapshot });
                Ok(())
            }
            None => self.send(&messages::response(id, action)),
        }
    }

    fn snapshot(&self, folder: &Folder) -> Box<Snapshot> {
        let inside = |document: &Document| Some((folder.place.inside(&document.address)?, document.clone()));
        Box::new(Snapshot {
            place: folder.place.clone(),
            documents: self.documents.values().filter_map(inside).collect(),
            settings: folder.settings.clone(),
            client: self.client,
            language: self.language,
            site: self.options.site.clone(),
        })
    }

    /// Gives the worker its next job, if it has none.
    fn go_on(&mut self) {
        if self.is_busy || self.state != State::Running {
            return;
        }
        if let Some(place) = self.folders.iter().position(|folder| !folder.is_current()) {
            let snapshot = self.snapshot(&self.folders[place]);
            let job = self.folders[place].job(snapshot, !self.client.watches);
            self.give(job);
        } else if !self.fixes.is_empty() {
            let job = self.fixes.remove(0);
            if let Job::Fix { id, .. } = &job {
                self.fixing = Some(id.clone());
            }
            self.give(job);
        }
    }

    fn give(&mut self, job: Job) {
        self.is_busy |= !matches!(job, Job::Forget { .. });
        // The worker listens as long as there is a session.
        let _ = self.jobs.send(job);
    }

    fn done(&mut self, done: Done) -> Written {
        match done {
            Done::Checked { folder, generation, snapshot, checked } => {
                self.is_busy = false;
                let Some(known) = self.folders.iter_mut().find(|known| known.id == folder) else { return Ok(()) };
                if known.generation != generation {
                    return Ok(());
                }
                let (was_well, name) = (known.is_well, known.place.folder().to_string_lossy().into_owned());
                known.is_well = checked.is_ok();
                match checked {
                    Ok(checked) => known.keep(*snapshot, *checked),
                    Err(trouble) => {
                        known.keep(*snapshot, Checked::nothing());
                        if was_well {
                            self.complain(&name, &trouble)?;
                        }
                    }
                }
                self.publish()?;
                self.answer(folder)
            }
            Done::Fixed { id, actions, is_list, trouble } => {
                self.is_busy = false;
                match (self.fixing.take(), actions, trouble) {
                    (None, ..) => Ok(()),
                    (Some(_), actions, _) if is_list => self.send(&messages::response(&id, actions)),
                    (Some(_), mut actions, None) => self.send(&messages::response(&id, actions.pop())),
                    (Some(_), _, Some(unfit)) => self.refuse(&id, messages::FAILED, &unfit.text(self.language)),
                }
            }
            Done::Forgotten => Ok(()),
        }
    }

    fn complain(&mut self, folder: &str, trouble: &Trouble) -> Written {
        match trouble {
            Trouble::Unreadable(error) => {
                self.log(MessageType::Warning, &say::unreadable(folder, &error.text(self.language), self.language))
            }
            Trouble::Fault => self.say(MessageType::Error, &say::fault(folder, self.language)),
        }
    }

    /// Shows what is said of all folders, where that is not what the editor shows.
    fn publish(&mut self) -> Written {
        let mut now: BTreeMap<String, (Option<i32>, Vec<Diagnostic>)> = BTreeMap::new();
        for (snapshot, checked) in self.folders.iter().filter_map(|folder| folder.checked.as_ref()) {
            let mut of_others: BTreeMap<&str, usize> = BTreeMap::new();
            for problem in &checked.problems {
                let version = || snapshot.documents.iter().find(|(_, document)| document.address == problem.address);
                let shown = now.entry(problem.address.clone());
                let (_, shown) = shown.or_insert_with(|| (version().map(|(_, document)| document.version), vec![]));
                // A folder inside another one is looked at twice; within one, everything is said once.
                let of_others = *of_others.entry(&problem.address).or_insert(shown.len());
                if !shown[..of_others].contains(&problem.shown) {
                    shown.push(problem.shown.clone());
                }
            }
        }
        for address in self.published.keys() {
            if !now.contains_key(address) {
                now.insert(address.clone(), (self.documents.get(address).map(|document| document.version), vec![]));
            }
        }
        for (address, (version, diagnostics)) in now {
            let entry = (version, diagnostics);
            if self.published.get(&address) == Some(&entry) {
                continue;
            }
            let uri = Uri(address.clone());
            self.send(&messages::notification(
                "textDocument/publishDiagnostics",
                PublishDiagnosticsParams { uri, version, diagnostics: entry.1.clone() },
            ))?;
            if entry.1.is_empty() {
                self.published.remove(&address);
            } else {
                self.published.insert(address, entry);
            }
        }
        Ok(())
    }
}

/// The fixes at a place, and the groups of fixes, that are asked for.
fn list(params: &CodeActionParams, folder: &Folder) -> (Vec<CodeAction>, Vec<CodeAction>) {
    let Some((snapshot, checked)) = folder.checked.as_ref().filter(|(snapshot, _)| snapshot.client.takes_actions) else {
        return (vec![], vec![]);
    };
    let (address, only) = (&params.text_document.uri.0, params.context.only.as_deref());
    let fixes = match actions::is_wanted("quickfix", only) {
        true => actions::quick_fixes(address, params.range, checked, snapshot),
        false => vec![],
    };
    // Where groups cannot be worked out later, it is done only for those who ask for them.
    let is_asked = snapshot.client.resolves_edits || only.is_some();
    let path = folder.place.inside(address).filter(|_| is_asked);
    (fixes, path.map_or_else(Vec::new, |path| actions::groups(&path, only, checked, snapshot)))
}

fn capabilities(client: Client) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(client.encoding()),
        text_document_sync: Some(
            TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::Incremental),
                save: Some(SaveOptions { include_text: Some(false) }.into()),
                ..TextDocumentSyncOptions::default()
            }
            .into(),
        ),
        code_action_provider: Some(
            CodeActionOptions {
                code_action_kinds: Some(vec![
                    CodeActionKind::QuickFix,
                    CodeActionKind::new(FIX_FILE),
                    CodeActionKind::new(FIX_PROJECT),
                ]),
                resolve_provider: Some(true),
                ..CodeActionOptions::default()
            }
            .into(),
        ),
        hover_provider: Some(true.into()),
        workspace: Some(WorkspaceOptions {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(true.into()),
            }),
            ..WorkspaceOptions::default()
        }),
        ..ServerCapabilities::default()
    }
}

#[cfg(test)]
mod tests;
