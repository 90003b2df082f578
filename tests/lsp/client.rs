//! An editor, as far as the protocol goes: it starts the program, says what is open, and keeps what it is shown.

#![expect(clippy::needless_pass_by_value, reason = "what is sent is written where it is sent")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_pushready");

/// All that an editor may be able to do.
pub(crate) fn able() -> Value {
    json!({
        "general": { "positionEncodings": ["utf-16"] },
        "workspace": {
            "configuration": true,
            "workspaceFolders": true,
            "didChangeWatchedFiles": { "dynamicRegistration": true },
            "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create", "rename", "delete"] },
        },
        "textDocument": {
            "publishDiagnostics": { "relatedInformation": true },
            "hover": { "contentFormat": ["markdown", "plaintext"] },
            "codeAction": {
                "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix", "source"] } },
                "disabledSupport": true,
                "dataSupport": true,
                "resolveSupport": { "properties": ["edit"] },
            },
        },
    })
}

/// The address of a file.
pub(crate) fn address(path: &Path) -> String {
    format!("file://{}", path.to_str().expect("a path in Unicode"))
}

pub(crate) struct Client {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    requests: i64,
    /// What is set in the editor.
    pub(crate) settings: Value,
    /// What is shown, by address: the version of the file, and the diagnostics.
    pub(crate) shown: BTreeMap<String, (Value, Vec<Value>)>,
    /// What else was said, by method.
    pub(crate) said: Vec<(String, Value)>,
}

impl Client {
    /// Starts the program without a word to it.
    pub(crate) fn start() -> Self {
        Self::start_with(&[])
    }

    pub(crate) fn start_with(arguments: &[&str]) -> Self {
        let mut command = Command::new(PROGRAM);
        command.arg("lsp").args(arguments).env_remove("LC_ALL").env_remove("LC_MESSAGES").env_remove("LANG");
        command.env("PUSHREADY_SITE", "https://pushready.example");
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program starts");
        let input = child.stdin.take();
        let output = BufReader::new(child.stdout.take().expect("its output"));
        let (shown, said) = (BTreeMap::new(), vec![]);
        Self { child, input, output, requests: 0, settings: Value::Null, shown, said }
    }

    /// Begins a session about folders.
    pub(crate) fn open(folders: &[&Path], capabilities: &Value, options: &Value) -> Self {
        let mut client = Self::start();
        client.begin(folders, capabilities, options);
        client
    }

    pub(crate) fn begin(&mut self, folders: &[&Path], capabilities: &Value, options: &Value) -> Value {
        let folders: Vec<Value> = folders.iter().map(|folder| json!({ "uri": address(folder), "name": "x" })).collect();
        let mut params = json!({ "processId": null, "rootUri": null, "workspaceFolders": folders, "capabilities": capabilities });
        for (key, value) in options.as_object().into_iter().flatten() {
            params[key] = value.clone();
        }
        let result = self.request("initialize", params).expect("the session begins");
        self.notify("initialized", json!({}));
        result
    }

    /// Sends bytes as they are.
    pub(crate) fn send_bytes(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("an open input");
        // A program that has ended takes nothing more.
        let _ = input.write_all(bytes).and_then(|()| input.flush());
    }

    pub(crate) fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.send_bytes(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub(crate) fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request without waiting for its answer.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.requests += 1;
        self.send(&json!({ "jsonrpc": "2.0", "id": self.requests, "method": method, "params": params }));
        self.requests
    }

    /// The answer to a request.
    pub(crate) fn request(&mut self, method: &str, params: Value) -> Result<Value, Value> {
        let id = self.ask(method, params);
        self.answer(&json!(id))
    }

    /// Takes what comes until there is the answer to a request.
    pub(crate) fn answer(&mut self, id: &Value) -> Result<Value, Value> {
        loop {
            let message = self.receive().expect("an answer before the end");
            if message.get("method").is_some() {
                self.take(&message);
            } else if message["id"] == *id {
                return message.get("error").map_or_else(|| Ok(message["result"].clone()), |error| Err(error.clone()));
            }
        }
    }

    /// The next message; none at the end.
    pub(crate) fn receive(&mut self) -> Option<Value> {
        let mut length = 0;
        loop {
            let mut line = String::new();
            if self.output.read_line(&mut line).expect("text") == 0 {
                return None;
            }
            match line.trim_end().split_once(": ") {
                Some(("Content-Length", value)) => length = value.parse().expect("a length"),
                Some(_) => {}
                None => break,
            }
        }
        let mut body = vec![0; length];
        self.output.read_exact(&mut body).expect("the body");
        Some(serde_json::from_slice(&body).expect("JSON"))
    }

    fn take(&mut self, message: &Value) {
        let (method, params) = (message["method"].as_str().expect("a name").to_owned(), message["params"].clone());
        match method.as_str() {
            "textDocument/publishDiagnostics" => {
                let address = params["uri"].as_str().expect("an address").to_owned();
                let diagnostics = params["diagnostics"].as_array().expect("a list").clone();
                self.shown.insert(address, (params["version"].clone(), diagnostics));
            }
            "workspace/configuration" => {
                let wanted = params["items"].as_array().expect("a list").len();
                let result = vec![self.settings.clone(); wanted];
                self.send(&json!({ "jsonrpc": "2.0", "id": message["id"], "result": result }));
            }
            "client/registerCapability" => {
                self.send(&json!({ "jsonrpc": "2.0", "id": message["id"], "result": null }));
                self.said.push((method, params));
            }
            _ => self.said.push((method, params)),
        }
    }

    /// Opens a file, as it is on the disk or not.
    pub(crate) fn open_file(&mut self, path: &Path, text: &str) {
        let document = json!({ "uri": address(path), "languageId": "plaintext", "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Replaces the whole text of an open file.
    pub(crate) fn type_all(&mut self, path: &Path, version: i32, text: &str) {
        let document = json!({ "uri": address(path), "version": version });
        self.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": [{ "text": text }] }));
    }

    pub(crate) fn hover(&mut self, path: &Path, line: u32, character: u32) -> Value {
        let position = json!({ "line": line, "character": character });
        let params = json!({ "textDocument": { "uri": address(path) }, "position": position });
        self.request("textDocument/hover", params).expect("an answer")
    }

    /// Waits until a folder is checked as it is now: what is asked about a file of it is answered only then. Settings that
    /// the program has asked for meanwhile count as well.
    pub(crate) fn settle(&mut self, folder: &Path) {
        for _ in 0..2 {
            self.hover(&folder.join("-"), 0, 0);
        }
    }

    /// The codes that are shown of a file.
    pub(crate) fn codes(&self, path: &Path) -> Vec<String> {
        let shown = self.shown.get(&address(path));
        let diagnostics = shown.into_iter().flat_map(|(_, diagnostics)| diagnostics);
        diagnostics.map(|diagnostic| diagnostic["code"].as_str().unwrap_or("-").to_owned()).collect()
    }

    pub(crate) fn actions(&mut self, path: &Path, line: u32, only: Option<&str>) -> Vec<Value> {
        let range = json!({ "start": { "line": line, "character": 0 }, "end": { "line": line, "character": 999 } });
        let mut context = json!({ "diagnostics": [] });
        if let Some(only) = only {
            context["only"] = json!([only]);
        }
        let params = json!({ "textDocument": { "uri": address(path) }, "range": range, "context": context });
        let actions = self.request("textDocument/codeAction", params).expect("an answer");
        actions.as_array().expect("a list").clone()
    }

    /// Does what an action says, on the disk.
    pub(crate) fn choose(&mut self, action: &Value) {
        let action = match action.get("edit") {
            Some(_) => action.clone(),
            None => self.request("codeAction/resolve", action.clone()).expect("an answer"),
        };
        let steps = action["edit"]["documentChanges"].as_array().expect("a list of changes");
        steps.iter().for_each(apply);
    }

    /// Ends the session as the protocol has it, and gives the exit status.
    pub(crate) fn end(mut self) -> Option<i32> {
        assert_eq!(self.request("shutdown", Value::Null), Ok(Value::Null));
        self.notify("exit", Value::Null);
        self.gone()
    }

    /// Closes the input and gives the exit status, and what was said before.
    pub(crate) fn gone(mut self) -> Option<i32> {
        drop(self.input.take());
        while self.receive().is_some() {}
        self.child.wait().expect("it ends").code()
    }

    /// Waits for the end without closing the input.
    pub(crate) fn wait(mut self) -> Option<i32> {
        while self.receive().is_some() {}
        self.child.wait().expect("it ends").code()
    }
}

fn path_of(value: &Value) -> &Path {
    Path::new(value.as_str().and_then(|address| address.strip_prefix("file://")).expect("a file"))
}

/// One step of an edit; positions count units of UTF-16.
fn apply(step: &Value) {
    match step["kind"].as_str() {
        Some("create") => drop(fs::File::create_new(path_of(&step["uri"])).expect("a new file")),
        Some("rename") => fs::rename(path_of(&step["oldUri"]), path_of(&step["newUri"])).expect("another name"),
        Some("delete") => fs::remove_file(path_of(&step["uri"])).expect("no file"),
        Some(other) => panic!("{other}"),
        None => {
            let path = path_of(&step["textDocument"]["uri"]);
            let mut text = fs::read_to_string(path).expect("a text");
            let mut edits: Vec<(usize, usize, &str)> = vec![];
            for edit in step["edits"].as_array().expect("a list") {
                let (start, end) = (offset(&text, &edit["range"]["start"]), offset(&text, &edit["range"]["end"]));
                edits.push((start, end, edit["newText"].as_str().expect("a text")));
            }
            edits.sort_unstable();
            for (start, end, new) in edits.into_iter().rev() {
                text.replace_range(start..end, new);
            }
            fs::write(path, text).expect("the file is written");
        }
    }
}

/// The byte offset of a position. Lines end at a line feed; none of the texts has other ends.
pub(crate) fn offset(text: &str, position: &Value) -> usize {
    let number = |key: &str| usize::try_from(position[key].as_u64().expect("a number")).expect("a small one");
    let start: usize = text.split_inclusive('\n').take(number("line")).map(str::len).sum();
    let mut units = number("character");
    let line = text[start..].split('\n').next().unwrap_or_default();
    let before = line.chars().take_while(|character| {
        let is_before = units >= character.len_utf16();
        units -= if is_before { character.len_utf16() } else { units };
        is_before
    });
    start + before.map(char::len_utf8).sum::<usize>()
}
