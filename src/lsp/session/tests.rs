use std::fs;
use std::io::{self, BufReader, PipeReader, PipeWriter};
use std::thread;

use super::*;
use crate::Request;
use crate::project::Project;
use crate::report::Output;

/// A check with a fault in it.
fn faulty(project: &Project, request: &Request) -> Output {
    assert!(!project.has("fault"), "the fault of this test");
    crate::check(project, request)
}

struct Editor {
    input: PipeWriter,
    output: BufReader<PipeReader>,
}

impl Editor {
    fn send(&mut self, method: &str, id: Option<i32>, params: &Value) {
        let mut message = json!({ "jsonrpc": "2.0", "method": method, "params": params });
        if let Some(id) = id {
            message["id"] = json!(id);
        }
        transport::write(&mut self.input, &message).unwrap();
    }

    /// What is said until there is the answer to a request.
    fn until(&mut self, id: i32) -> Vec<Value> {
        let mut said = vec![];
        loop {
            let body = transport::read(&mut self.output).unwrap().expect("an answer before the end");
            let message: Value = serde_json::from_slice(&body).unwrap();
            if message["id"] == id {
                return said;
            }
            said.push(message);
        }
    }

    /// What is said until the folder is checked as it is now.
    fn settle(&mut self, folder: &str, id: i32) -> Vec<Value> {
        let position = json!({ "line": 0, "character": 0 });
        self.send(
            "textDocument/hover",
            Some(id),
            &json!({ "textDocument": { "uri": format!("{folder}/-") }, "position": position }),
        );
        self.until(id)
    }
}

fn methods(said: &[Value]) -> Vec<&str> {
    said.iter().filter_map(|message| message["method"].as_str()).collect()
}

#[test]
#[expect(clippy::disallowed_methods, reason = "an editor is another program, with its files on a disk")]
fn a_fault_of_a_check_is_said_and_the_session_goes_on() {
    let place = tempfile::TempDir::new().unwrap();
    for (file, text) in [("Procfile", "web:gunicorn app:app\n"), ("requirements.txt", "gunicorn\n"), ("app.py", "")] {
        fs::write(place.path().join(file), text).unwrap();
    }
    let folder = format!("file://{}", place.path().to_str().unwrap());
    let ((theirs, input), (output, ours)) = (io::pipe().unwrap(), io::pipe().unwrap());
    let server = thread::spawn(move || run(theirs, ours, Options::default(), faulty));
    let mut editor = Editor { input, output: BufReader::new(output) };
    editor.send("initialize", Some(1), &json!({ "rootUri": folder, "capabilities": {} }));
    editor.until(1);
    editor.send("initialized", None, &json!({}));
    assert!(methods(&editor.settle(&folder, 2)).contains(&"textDocument/publishDiagnostics"));

    let file = json!({ "uri": format!("{folder}/fault"), "languageId": "", "version": 1, "text": "" });
    editor.send("textDocument/didOpen", None, &json!({ "textDocument": file }));
    let said = editor.settle(&folder, 3);
    assert!(methods(&said).contains(&"window/showMessage"), "{said:?}");
    let cleared = said.iter().filter(|message| message["method"] == "textDocument/publishDiagnostics");
    assert!(cleared.into_iter().all(|message| message["params"]["diagnostics"] == json!([])), "nothing outdated is shown");

    let version = json!({ "uri": format!("{folder}/fault"), "version": 2 });
    editor.send("textDocument/didChange", None, &json!({ "textDocument": version, "contentChanges": [{ "text": "a" }] }));
    assert!(!methods(&editor.settle(&folder, 4)).contains(&"window/showMessage"), "it is said once");
    editor.send("textDocument/didClose", None, &json!({ "textDocument": { "uri": format!("{folder}/fault") } }));
    assert!(methods(&editor.settle(&folder, 5)).contains(&"textDocument/publishDiagnostics"));
    editor.send("shutdown", Some(6), &Value::Null);
    editor.send("exit", None, &Value::Null);
    assert!(matches!(server.join().unwrap(), Ok(Ending::Shutdown)));
}
