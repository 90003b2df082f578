//! The language server in sessions with a client: the program itself, over its standard input and output.
//!
//! A question about a file is answered once its folder is checked as it is then, so that no test waits for a time.
#![cfg(all(unix, feature = "cli", feature = "lsp"))]
#![expect(clippy::disallowed_methods, clippy::expect_used, reason = "these tests are about files and processes")]

#[path = "lsp/client.rs"]
mod client;
#[path = "lsp/neovim.rs"]
mod neovim;
#[path = "support/skipped.rs"]
mod skipped;
mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

use client::{Client, PROGRAM, able, address};
use pushready::Request;
use pushready::analysis::Settings;
use pushready::configuration::Configuration;
use pushready::diagnostic::Diagnostic;
use pushready::language::Language;
use pushready::project::Project;
use pushready::project::directory::read_directory;
use pushready::rules::Selection;
use serde_json::{Value, json};
use support::{Case, Kind};
use tempfile::TempDir;

/// A folder with files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let place = TempDir::new().expect("a temporary folder");
    for (path, text) in files {
        write(&place.path().join(path), text.as_bytes());
    }
    place
}

fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, bytes).expect("a file");
}

const APP: &str = "from flask import Flask\n\napp = Flask(__name__)\n";
const REQUIREMENTS: &str = "Flask==2.0.3\nWerkzeug==2.0.3\ngunicorn==20.1.0\n";
const RUNTIME: &str = "python-3.6.15\n";

/// A project of which nothing worse than an info is said, but for its Procfile.
fn shop(procfile: &str) -> TempDir {
    folder(&[("Procfile", procfile), ("app.py", APP), ("requirements.txt", REQUIREMENTS), ("runtime.txt", RUNTIME)])
}

fn session(folder: &Path) -> Client {
    let mut client = Client::open(&[folder], &able(), &Value::Null);
    client.settle(folder);
    client
}

#[test]
fn diagnostics_follow_what_is_typed_and_go_with_it() {
    let place = shop("web:gunicorn app:app\n");
    let procfile = place.path().join("Procfile");
    let mut client = session(place.path());
    assert_eq!(client.codes(&procfile), ["PSH203"], "a file that is not open");
    let (version, diagnostics) = client.shown[&address(&procfile)].clone();
    assert_eq!(
        (version, &diagnostics[0]["codeDescription"]),
        (Value::Null, &json!({"href": "https://pushready.example/#rules/PSH203"}))
    );

    client.open_file(&procfile, "web:gunicorn app:app\n");
    let insertion = json!({ "start": { "line": 0, "character": 4 }, "end": { "line": 0, "character": 4 } });
    let document = json!({ "uri": address(&procfile), "version": 2 });
    client.notify(
        "textDocument/didChange",
        json!({ "textDocument": document, "contentChanges": [{ "range": insertion, "text": " " }] }),
    );
    client.settle(place.path());
    assert_eq!(client.codes(&procfile), Vec::<String>::new());
    client.type_all(&procfile, 3, "web: gunicorn app:ap\n");
    client.settle(place.path());
    assert_eq!(client.shown[&address(&procfile)].0, json!(3), "said of the version that was checked");
    let typed = client.codes(&procfile);
    assert_eq!(typed.len(), 1, "{typed:?}");
    assert!(typed[0].starts_with("PSH3"), "{typed:?}");

    // Closed without having been saved: what is on the disk counts again.
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": address(&procfile) } }));
    client.settle(place.path());
    assert_eq!(client.codes(&procfile), ["PSH203"]);
    assert_eq!(client.end(), Some(0));
}

#[test]
fn what_is_about_no_file_is_shown_by_one_that_is_there() {
    let place = folder(&[("requirements.txt", "Django==3.2.25\n"), ("manage.py", ""), ("runtime.txt", RUNTIME)]);
    let client = session(place.path());
    let output = checked(place.path(), &[]);
    let without: Vec<&str> = output.iter().filter(|found| found.file.is_none()).map(|found| found.code).collect();
    assert!(!without.is_empty(), "the project shows it");
    let shown = client.codes(&place.path().join("requirements.txt"));
    assert!(without.iter().all(|code| shown.contains(&(*code).to_owned())), "{without:?} {shown:?}");
}

/// Says what the program says of a folder on the command line.
fn errors(folder: &Path) -> String {
    let output = Command::new(PROGRAM).args(["check", "--format", "concise", "--fail-on", "never"]).arg(folder).output();
    String::from_utf8(output.expect("it runs").stdout).expect("text")
}

#[test]
fn the_fix_that_is_chosen_leaves_nothing_to_say() {
    let projects: [(&str, TempDir, &str); 4] = [
        ("PSH203", shop("web:gunicorn app:app --log-file -\n"), "Procfile"),
        (
            "PSH202",
            folder(&[
                ("procfile", "web: gunicorn app:app\n"),
                ("app.py", APP),
                ("requirements.txt", REQUIREMENTS),
                ("runtime.txt", RUNTIME),
            ]),
            "procfile",
        ),
        ("PSH201", folder(&[("app.py", APP), ("requirements.txt", REQUIREMENTS), ("runtime.txt", RUNTIME)]), "requirements.txt"),
        ("PSH203", shop("# 中😀\nweb:gunicorn app:app\n"), "Procfile"),
    ];
    for (code, place, file) in projects {
        let path = place.path().join(file);
        let mut client = session(place.path());
        let line =
            client.shown[&address(&path)].1.iter().find(|found| found["code"] == code).expect(code)["range"]["start"]["line"]
                .as_u64();
        let line = u32::try_from(line.expect("a line")).expect("a small one");
        let actions = client.actions(&path, line, Some("quickfix"));
        let action = actions.iter().find(|action| action["diagnostics"][0]["code"] == code).expect("a fix");
        assert_eq!((&action["isPreferred"], &action["kind"]), (&json!(true), &json!("quickfix")), "{action}");
        client.choose(action);
        let left = errors(place.path());
        assert!(!left.contains(code), "{left}");
    }
}

#[test]
fn a_hundred_fixes_are_offered_at_once() {
    let lines: Vec<String> = (0..110).map(|number| format!("worker{number}:python -m app\n")).collect();
    let place = shop(&lines.concat());
    let mut client = session(place.path());
    let path = place.path().join("Procfile");
    assert!(client.codes(&path).len() >= 110);
    let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 110, "character": 0 } });
    let context = json!({ "diagnostics": [], "only": ["quickfix"] });
    let params = json!({ "textDocument": { "uri": address(&path) }, "range": range, "context": context });
    let actions = client.request("textDocument/codeAction", params).expect("an answer");
    assert_eq!(actions.as_array().expect("a list").len(), 100);
}

#[test]
fn all_safe_fixes_are_one_action_that_is_worked_out_when_it_is_chosen() {
    let place = folder(&[
        ("Procfile", "web:gunicorn app:app\n"),
        ("app.py", APP),
        ("requirement.txt", REQUIREMENTS),
        ("runtime.txt", "python 3.6.15\n"),
    ]);
    let procfile = place.path().join("Procfile");
    let mut client = session(place.path());
    let of_file = client.actions(&procfile, 0, Some("source.fixAll"));
    assert_eq!(of_file.len(), 1, "{of_file:?}");
    assert!(of_file[0].get("edit").is_none());
    let resolved = client.request("codeAction/resolve", of_file[0].clone()).expect("an answer");
    assert_eq!(resolved["edit"]["documentChanges"].as_array().map(Vec::len), Some(1), "saving a file changes that file alone");
    let of_project = client.actions(&procfile, 0, Some("source.pushready"));
    client.choose(&of_project[0]);
    let left = Command::new(PROGRAM).args(["fix", "--diff", "--fail-on", "never"]).arg(place.path()).output().expect("it runs");
    assert_eq!(String::from_utf8(left.stdout), Ok(String::new()), "no safe fix is left");
    assert!(place.path().join("requirements.txt").exists());

    // Without the ability to work edits out later, they come along.
    let place = shop("web:gunicorn app:app\n");
    let mut capabilities = able();
    capabilities["textDocument"]["codeAction"]["resolveSupport"] = Value::Null;
    let mut client = Client::open(&[place.path()], &capabilities, &Value::Null);
    let actions = client.actions(&place.path().join("Procfile"), 0, Some("source"));
    assert_eq!(actions.len(), 2);
    client.choose(&actions[0]);
    assert!(!errors(place.path()).contains("PSH203"));
}

#[test]
fn an_editor_is_offered_what_it_can_do() {
    let place = folder(&[
        ("procfile", "web: gunicorn app:app\n"),
        ("app.py", APP),
        ("requirements.txt", REQUIREMENTS),
        ("runtime.txt", RUNTIME),
    ]);
    let path = place.path().join("procfile");
    let mut capabilities = able();
    capabilities["workspace"]["workspaceEdit"] = json!({});
    let mut client = Client::open(&[place.path()], &capabilities, &Value::Null);
    let actions = client.actions(&path, 0, None);
    let disabled: Vec<&Value> = actions.iter().filter(|action| action.get("disabled").is_some()).collect();
    assert!(!disabled.is_empty(), "{actions:?}");
    assert_eq!(disabled[0]["disabled"]["reason"], "the editor cannot create, rename or delete files for a fix");

    // Edits of one file need no versions.
    let place = shop("web:gunicorn app:app\n");
    let mut client = Client::open(&[place.path()], &capabilities, &Value::Null);
    let procfile = place.path().join("Procfile");
    let actions = client.actions(&procfile, 0, Some("quickfix"));
    assert_eq!(actions[0]["edit"]["changes"][address(&procfile)][0]["newText"], " ");
}

#[test]
fn the_page_of_the_rule_is_shown_over_a_problem() {
    let place = shop("web:gunicorn app:app\n");
    let procfile = place.path().join("Procfile");
    let mut client = session(place.path());
    let hover = client.hover(&procfile, 0, 4);
    let text = hover["contents"]["value"].as_str().expect("a text");
    assert_eq!(hover["contents"]["kind"], "markdown");
    assert!(text.starts_with("**error PSH203**: `web:` has no space before its command\n"), "{text}");
    assert!(text.contains("undefined method `keys'") && text.contains("# PSH203 missing-space-after-colon"), "{text}");
    assert_eq!(client.hover(&procfile, 0, 9), Value::Null);
    assert_eq!(client.hover(&procfile, 4_000_000_000, 4_000_000_000), Value::Null);
    assert_eq!(client.hover(Path::new("/nowhere/Procfile"), 0, 0), Value::Null);

    let mut client = Client::open(&[place.path()], &json!({}), &json!({ "locale": "zh-cn" }));
    let hover = client.hover(&procfile, 0, 4);
    assert_eq!(hover["contents"]["kind"], "plaintext");
    assert!(hover["contents"]["value"].as_str().expect("a text").starts_with("**错误 PSH203**"), "{hover}");
}

#[test]
fn files_that_change_on_the_disk_are_read_again() {
    let place = shop("web:gunicorn app:app\n");
    let procfile = place.path().join("Procfile");
    let mut client = session(place.path());
    let registered = client.said.iter().find(|(method, _)| method == "client/registerCapability").expect("it watches");
    assert_eq!(registered.1["registrations"][0]["method"], "workspace/didChangeWatchedFiles");
    write(&procfile, b"web: gunicorn app:app\n");
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": address(&procfile), "type": 2 }] }));
    client.settle(place.path());
    assert_eq!(client.codes(&procfile), Vec::<String>::new());

    // An editor that watches nothing for others: the disk is looked at with every check.
    let mut client = Client::open(&[place.path()], &json!({}), &Value::Null);
    client.settle(place.path());
    assert_eq!(client.codes(&procfile), Vec::<String>::new());
    write(&procfile, b"web:gunicorn app:app\n");
    client.open_file(&place.path().join("app.py"), APP);
    client.settle(place.path());
    assert_eq!(client.codes(&procfile), ["PSH203"]);
}

#[test]
fn a_file_in_utf16_keeps_its_encoding() {
    let place = shop("");
    let procfile = place.path().join("Procfile");
    let utf16 = |text: &str| format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    write(&procfile, &utf16("web: gunicorn app:app\n"));
    let mut client = session(place.path());
    let said = client.codes(&procfile);
    assert!(!said.is_empty());
    client.open_file(&procfile, "web: gunicorn app:app\n");
    client.settle(place.path());
    assert_eq!(client.codes(&procfile), said, "opening it changes nothing");
    client.type_all(&procfile, 2, "web: gunicorn app:app --preload\n");
    client.settle(place.path());
    assert_eq!(client.codes(&procfile), said, "nor does typing");
    let actions = client.actions(&procfile, 0, Some("quickfix"));
    assert!(actions[0]["disabled"]["reason"].as_str().expect("a reason").contains("run `pushready fix`"), "{actions:?}");
}

#[test]
fn folders_come_and_go() {
    let (one, other, no_python) = (
        shop("web:gunicorn app:app\n"),
        shop("web:gunicorn app:app\n"),
        folder(&[("Procfile", "web:node x\n"), ("package.json", "{}")]),
    );
    let mut client = Client::open(&[one.path(), no_python.path()], &able(), &Value::Null);
    client.settle(one.path());
    client.settle(no_python.path());
    assert!(client.shown.keys().all(|shown| shown.starts_with(&address(one.path()))), "{:?}", client.shown);
    let change = |added: &[&Path], removed: &[&Path]| {
        let list =
            |places: &[&Path]| places.iter().map(|place| json!({ "uri": address(place), "name": "x" })).collect::<Vec<_>>();
        json!({ "event": { "added": list(added), "removed": list(removed) } })
    };
    client.notify("workspace/didChangeWorkspaceFolders", change(&[other.path()], &[one.path()]));
    client.settle(other.path());
    assert_eq!(client.codes(&one.path().join("Procfile")), Vec::<String>::new());
    assert_eq!(client.codes(&other.path().join("Procfile")), ["PSH203"]);
    // A folder that does not exist is nothing to end for.
    client.notify("workspace/didChangeWorkspaceFolders", change(&[Path::new("/nowhere/at/all")], &[]));
    client.settle(Path::new("/nowhere/at/all"));
    assert!(client.said.iter().any(|(method, params)| method == "window/logMessage"
        && params["message"].as_str().is_some_and(|text| text.starts_with("/nowhere/at/all is not checked: "))));
    assert_eq!(client.end(), Some(0));
}

#[test]
fn the_project_says_how_it_wants_to_be_checked_and_the_editor_what_it_leaves_open() {
    let place = shop("web:gunicorn app:app\n");
    let (procfile, configuration) = (place.path().join("Procfile"), place.path().join("pushready.toml"));
    let mut client = Client::start();
    client.settings = json!({ "platforms": ["heroku", "kato", "nowhere"] });
    client.begin(&[place.path()], &able(), &json!({ "locale": "de" }));
    client.settle(place.path());
    let sources = |client: &Client| {
        let shown = client.shown.get(&address(&procfile)).into_iter().flat_map(|(_, diagnostics)| diagnostics.clone());
        shown.map(|shown| shown["source"].as_str().expect("a source").to_owned()).collect::<Vec<_>>()
    };
    assert!(sources(&client).iter().any(|source| source.contains("kato")), "{:?}", sources(&client));
    assert!(client.said.iter().any(|(method, params)| method == "window/showMessage"
        && params["message"].as_str().is_some_and(|text| text.contains("`nowhere`"))));

    client.open_file(&configuration, "platforms = [\"rainbond\"]\n");
    client.settle(place.path());
    assert_eq!(sources(&client), ["pushready"]);
    client.type_all(&configuration, 2, "ignore = [\"PSH2\"]\nplatforms = [\"rainbond\"]\n");
    client.settle(place.path());
    assert_eq!(sources(&client), Vec::<String>::new());
    client.type_all(&configuration, 3, "platforms = [\"rainbow\"]\n");
    client.settle(place.path());
    let (_, wrong) = &client.shown[&address(&configuration)];
    assert_eq!(
        wrong[0]["message"],
        "no platform is called `rainbow` (`rainbond` is the nearest); `pushready platforms` lists them all"
    );
    assert_eq!(wrong[0]["range"], json!({ "start": { "line": 0, "character": 14 }, "end": { "line": 0, "character": 23 } }));
    client.type_all(&configuration, 4, "root = \"backend\"\n");
    client.settle(place.path());
    let message = client.shown[&address(&configuration)].1[0]["message"].as_str().expect("a text").to_owned();
    assert!(message.starts_with("the project has no folder `backend`"), "{message}");
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": address(&configuration) } }));
    client.settle(place.path());
    assert_eq!(client.codes(&configuration), Vec::<String>::new());
    assert_eq!(client.end(), Some(0));

    // The folder that the platform builds.
    let place = shop("");
    fs::create_dir(place.path().join("web")).expect("a folder");
    for file in ["app.py", "requirements.txt", "runtime.txt"] {
        fs::rename(place.path().join(file), place.path().join("web").join(file)).expect("another place");
    }
    write(&place.path().join("web/Procfile"), b"web:gunicorn app:app\n");
    write(&place.path().join("pushready.toml"), b"root = \"web\"\n");
    let client = session(place.path());
    assert_eq!(client.codes(&place.path().join("web/Procfile")), ["PSH203"]);
}

#[test]
fn what_is_not_understood_gets_an_error_and_the_session_goes_on() {
    let place = shop("web:gunicorn app:app\n");
    let mut client = Client::start();
    let code = |answer: Result<Value, Value>| answer.expect_err("an error")["code"].clone();
    assert_eq!(code(client.request("textDocument/hover", json!({}))), json!(-32002), "before the session begins");
    client.notify("textDocument/didOpen", json!({}));
    client.begin(&[place.path()], &json!({ "textDocument": 7, "general": { "positionEncodings": "utf-8" } }), &Value::Null);
    assert_eq!(code(client.request("initialize", json!({}))), json!(-32600));
    assert_eq!(code(client.request("textDocument/unheardOf", json!({}))), json!(-32601));
    assert_eq!(code(client.request("textDocument/hover", json!([1]))), json!(-32602));
    assert_eq!(code(client.request("codeAction/resolve", json!({}))), json!(-32602));
    for body in ["{", "[]", "\"a\"", "{\"jsonrpc\": \"2.0\", \"method\": 1}"] {
        client.send_bytes(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
        assert!(client.answer(&Value::Null).is_err(), "{body}");
    }
    for (method, params) in [
        ("textDocument/didOpen", json!({})),
        ("textDocument/didChange", json!({ "textDocument": { "uri": "file:///x", "version": 1 }, "contentChanges": [] })),
        ("textDocument/didClose", json!({ "textDocument": { "uri": "no address" } })),
        ("workspace/didChangeWatchedFiles", json!(null)),
        ("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": "", "type": 99 }] })),
        ("workspace/didChangeConfiguration", json!({ "settings": [1] })),
        ("$/cancelRequest", json!({ "id": 12345 })),
        ("$/unheardOf", json!(null)),
    ] {
        client.notify(method, params);
    }
    client.send(&json!({ "jsonrpc": "2.0", "id": "of nothing", "result": 1 }));
    client.settle(place.path());
    assert_eq!(client.codes(&place.path().join("Procfile")), ["PSH203"]);
    assert_eq!(client.end(), Some(0));
}

#[test]
fn a_request_that_is_cancelled_has_one_answer() {
    let place = shop("web:gunicorn app:app\n");
    let procfile = place.path().join("Procfile");
    let mut client = session(place.path());
    client.open_file(&procfile, "web:gunicorn app:app\n");
    for version in 2..30 {
        client.type_all(&procfile, version, &format!("web:gunicorn app:app{version}\n"));
        let position = json!({ "line": 0, "character": 4 });
        let id = client.ask("textDocument/hover", json!({ "textDocument": { "uri": address(&procfile) }, "position": position }));
        client.notify("$/cancelRequest", json!({ "id": id }));
        if let Err(error) = client.answer(&json!(id)) {
            assert_eq!(error["code"], -32800);
        }
    }
    client.settle(place.path());
    assert_eq!(client.end(), Some(0), "a second answer would have been taken for that to the end");
}

#[test]
fn the_exit_status_says_how_the_session_ended() {
    let mut client = Client::start();
    client.begin(&[], &able(), &Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.wait(), Some(1), "without having been shut down");
    assert_eq!(Client::start().gone(), Some(1), "the editor is gone");
    assert_eq!(Client::start_with(&["--stdio"]).gone(), Some(1), "some editors say so");
    let mut client = Client::start();
    client.begin(&[], &able(), &json!({ "rootPath": "/nowhere" }));
    assert_eq!(client.request("shutdown", Value::Null), Ok(Value::Null));
    assert_eq!(client.request("textDocument/hover", json!({})).expect_err("an error")["code"], -32600);
    assert_eq!(client.gone(), Some(0));
    for no_message in
        ["GET / HTTP/1.1\r\n\r\n", "Content-Length: 99999999999999\r\n\r\n", "\r\n\r\n", "Content-Length: 9\r\n\r\n{}"]
    {
        let mut client = Client::start();
        client.send_bytes(no_message.as_bytes());
        assert_eq!(client.gone(), Some(2), "{no_message}");
    }
}

/// What a check says of a folder, by the way that the command line goes.
fn checked(folder: &Path, platforms: &[String]) -> Vec<Diagnostic> {
    let project = read_directory(folder).expect("a project");
    let configuration = Configuration::of(&project).expect("a configuration");
    let platforms = platforms.iter().filter_map(|id| pushready::platform::find(id)).collect();
    let request = Request { platforms, settings: Settings::default(), selection: Selection::default(), language: Language::En };
    let output = pushready::check(&project, &request.configured(&configuration));
    output.reports.into_iter().flat_map(|report| report.diagnostics).collect()
}

/// Whether a project comes out of a folder as it is in the case.
fn can_be_written(case: &Case) -> bool {
    let options = &case.options;
    let is_plain = options.env.is_empty() && options.procfile.is_none() && options.index.is_none();
    is_plain && options.not_executable.is_empty() && case.project.files().all(|(_, content)| content.bytes().is_some())
}

/// A diagnostic as both sides say it: the code, the file, and line and column in characters.
type Said = (String, String, usize, usize, String);

fn said(found: &Diagnostic) -> Option<Said> {
    let (line, column) = found.span.map_or((1, 1), |span| (span.start.line, span.start.column));
    Some((found.code.to_owned(), found.file.clone()?, line, column, found.message.clone()))
}

/// The same of what is shown, by the text of the file as editors have it.
fn shown(diagnostic: &Value, file: &str, project: &Project) -> Said {
    let text = project.text(file);
    let text = text.as_ref().map_or("", |text| text.as_str());
    let mark = usize::from(text.starts_with('\u{feff}'));
    let plain = text.trim_start_matches('\u{feff}');
    let start = &diagnostic["range"]["start"];
    let before = &plain[..client::offset(plain, start)];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let text = |key: &str| diagnostic[key].as_str().expect("a text").to_owned();
    (text("code"), file.to_owned(), line, if line == 1 && column > 1 { column + mark } else { column }, text("message"))
}

#[test]
fn every_test_project_gets_what_check_says_of_it() {
    let mut client = Client::start();
    client.begin(&[], &able(), &Value::Null);
    let mut compared = 0;
    // Each of them takes several checks; every second is of all kinds.
    let cases = support::all().into_iter().filter(|case| case.kind != Kind::Ok && can_be_written(case)).step_by(2);
    for case in cases {
        let place = TempDir::new().expect("a temporary folder");
        for (path, content) in case.project.files() {
            write(&place.path().join(path), content.bytes().expect("a content"));
        }
        let project = read_directory(place.path()).expect("a project");
        let expected = checked(place.path(), &case.options.platforms);
        client.settings = json!({ "platforms": case.options.platforms });
        let event = |added: Value, removed: Value| json!({ "event": { "added": added, "removed": removed } });
        let this = json!([{ "uri": address(place.path()), "name": "x" }]);
        client.notify("workspace/didChangeWorkspaceFolders", event(this.clone(), json!([])));
        client.settle(place.path());
        let mut now: Vec<Said> = vec![];
        for (address, (_, diagnostics)) in &client.shown {
            let file = address.strip_prefix(&format!("{}/", client::address(place.path())));
            let Some(file) = file.filter(|_| !address.contains('%')) else { continue };
            let of_file = diagnostics.iter().filter(|found| {
                expected.iter().any(|known| known.file.as_deref() == Some(file) && Some(known.code) == found["code"].as_str())
            });
            now.extend(of_file.map(|found| shown(found, file, &project)));
        }
        let is_meant = project.root_files().any(|file| {
            file.strip_suffix(".py").is_some()
                || [
                    "requirements.txt",
                    "Pipfile",
                    "setup.py",
                    "pyproject.toml",
                    "runtime.txt",
                    ".python-version",
                    "manage.py",
                    "setup.cfg",
                    "pushready.toml",
                ]
                .contains(&file)
        });
        let has_odd_lines = |file: &str| project.text(file).is_some_and(|text| text.as_str().replace("\r\n", "").contains('\r'));
        let mut expected: Vec<Said> = expected.iter().filter(|_| is_meant).filter_map(said).collect();
        expected.retain(|(_, file, ..)| !has_odd_lines(file) && !file.contains(|character: char| !character.is_ascii_graphic()));
        now.retain(|(_, file, ..)| !has_odd_lines(file));
        expected.sort();
        expected.dedup();
        now.sort();
        now.dedup();
        assert_eq!(now, expected, "{}", case.name);
        compared += now.len();
        client.notify("workspace/didChangeWorkspaceFolders", event(json!([]), this));
    }
    assert!(compared > 300, "{compared}");
    assert_eq!(client.end(), Some(0));
}
