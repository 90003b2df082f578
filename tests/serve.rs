//! `pushready serve`, by the program as people run it: what the page is told, what it may write, and who gets nothing.
#![cfg(all(unix, feature = "serve"))]
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::expect_used,
    reason = "these tests are about files, processes and sockets"
)]

#[path = "serve/served.rs"]
mod served;

use std::fs;
use std::io::Read;
use std::os::unix::fs::symlink;
use std::process::{Command, Stdio};

use pushready::project::transfer;
use served::{PROGRAM, Served};

const PROCFILE: &str = "web:gunicorn app:app\n";

#[test]
fn the_page_is_handed_out_with_the_script_that_knows_the_server() {
    let served = Served::new();
    let index = served.plain("GET", "/");
    assert_eq!(index.status, 200);
    assert!(index.body.contains("<script type=\"module\" src=\"./local/entry-ABCDEFGH.js\"></script></head>"), "{}", index.body);
    assert!(index.head.contains("cache-control: no-store") && index.head.contains("frame-ancestors 'self'"), "{}", index.head);
    let script = served.plain("GET", "/local/entry-ABCDEFGH.js?x");
    assert_eq!((script.status, script.body.as_str()), (200, "the script"));
    assert!(script.head.contains("content-type: text/javascript") && script.head.contains("immutable"), "{}", script.head);
    // A server that comes and goes is kept by no browser.
    assert_eq!(served.plain("GET", "/service-worker.js").status, 404);
    assert_eq!(served.plain("GET", "/updates.js").body, "");
}

#[test]
fn the_page_gets_what_check_reads() {
    let served = Served::new();
    served.write("bin/pre_compile", "#!/bin/sh\n");
    served.write("venv/pyvenv.cfg", "home = /usr\n");
    served.write("venv/lib/x.py", "");
    served.write("logo.png", "\0\0");
    served.settle();
    let (head, bytes) = served.bytes("project");
    assert!(head.contains("x-version: "), "{head}");
    let project = transfer::of_unpacked(&bytes).expect("bytes").expect("a project");
    let read = pushready::project::directory::read_directory(&served.folder()).expect("a project");
    let known = |project: &pushready::project::Project| -> Vec<(String, Option<Vec<u8>>, u64)> {
        let files = project.files();
        files.map(|(path, content)| (path.to_owned(), content.bytes().map(<[u8]>::to_vec), content.size())).collect()
    };
    assert_eq!(known(&project), known(&read));
    assert_eq!(project.skipped(), read.skipped());
    assert!(project.is_not_executable("bin/pre_compile"));
}

#[test]
fn others_get_nothing() {
    let served = Served::new();
    let (port, token) = (served.port, &served.token);
    let own = format!("127.0.0.1:{port}");
    let bearer = format!("authorization: Bearer {token}\r\n");
    let host = format!("host: {own}\r\n");
    let wrong = "authorization: Bearer AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n".to_owned();
    let short = format!("authorization: Bearer {}\r\n", &token[1..]);
    let get = |path: &str, headers: &[&str]| format!("GET {path} HTTP/1.1\r\n{}\r\n", headers.concat());
    let sent = |path: &str, headers: &[&str], body: &str| {
        format!("POST {path} HTTP/1.1\r\n{}content-length: {}\r\n\r\n{body}", headers.concat(), body.len())
    };
    let edit = r#"{"schema":1,"files":{"Procfile":"web: evil\n"}}"#;
    let write = "/api/write/1";
    let refused = [
        ("no token", 403, get("/api/project", &[&host])),
        ("a wrong token", 403, get("/api/project", &[&host, &wrong])),
        ("a part of the token", 403, get("/api/project", &[&host, &short])),
        ("two tokens", 403, get("/api/project", &[&host, &bearer, &wrong])),
        ("a token of another kind", 403, get("/api/project", &[&host, &format!("authorization: Basic {token}\r\n")])),
        ("the token in the address", 403, get(&format!("/api/project?token={token}"), &[&host])),
        ("the token as a cookie", 403, get("/api/project", &[&host, &format!("cookie: token={token}\r\n")])),
        ("another host", 403, get("/api/project", &["host: evil.example\r\n", &bearer])),
        ("another host, the page", 403, get("/", &["host: evil.example\r\n"])),
        ("another host with the port", 403, get("/", &[&format!("host: evil.example:{port}\r\n")])),
        ("a host that begins like ours", 403, get("/", &[&format!("host: {own}.evil.example\r\n")])),
        ("another port", 403, get("/", &["host: 127.0.0.1:1\r\n"])),
        ("no host", 403, get("/", &[])),
        ("two hosts", 403, get("/", &[&host, "host: evil.example\r\n"])),
        ("another host in the address", 403, get("http://evil.example/", &[&host])),
        ("another origin", 403, sent(write, &[&host, &bearer, "origin: http://evil.example\r\n"], edit)),
        ("an origin without a name", 403, sent(write, &[&host, &bearer, "origin: null\r\n"], edit)),
        ("the origin of another port", 403, sent(write, &[&host, &bearer, "origin: http://127.0.0.1:1\r\n"], edit)),
        ("the origin by another scheme", 403, sent(write, &[&host, &bearer, &format!("origin: https://{own}\r\n")], edit)),
        ("another site", 403, sent(write, &[&host, &bearer, "sec-fetch-site: cross-site\r\n"], edit)),
        ("the same site, another port", 403, get("/", &[&host, "sec-fetch-site: same-site\r\n"])),
        ("a frame of another site", 403, get("/", &[&host, "sec-fetch-site: cross-site\r\nsec-fetch-dest: iframe\r\n"])),
        ("a typed address of the project", 403, get("/api/project", &[&host, &bearer, "sec-fetch-site: none\r\n"])),
        (
            "what browsers ask before a request to another origin",
            403,
            format!(
                "OPTIONS {write} HTTP/1.1\r\n{host}origin: http://evil.example\r\naccess-control-request-method: POST\r\naccess-control-request-headers: authorization\r\n\r\n"
            ),
        ),
        ("a method for the page", 405, format!("POST / HTTP/1.1\r\n{host}content-length: 0\r\n\r\n")),
        ("a method for the project", 405, sent("/api/project", &[&host, &bearer], edit)),
        ("a method that writes", 405, format!("PUT {write} HTTP/1.1\r\n{host}{bearer}content-length: 0\r\n\r\n")),
        ("a path upwards", 404, get("/../Cargo.toml", &[&host])),
        ("a path upwards, escaped", 404, get("/%2e%2e/%2e%2e/etc/passwd", &[&host])),
        ("a path upwards, escaped twice", 404, get("/..%252f..%252fetc/passwd", &[&host])),
        ("an absolute path", 404, get("//etc/passwd", &[&host])),
        ("a file of the project", 404, get("/Procfile", &[&host])),
        ("no task", 404, get("/api/", &[&host, &bearer])),
        ("an unknown task", 404, get("/api/files", &[&host, &bearer])),
        ("a task without a version", 404, sent("/api/write", &[&host, &bearer], edit)),
        ("a task with a strange version", 404, sent("/api/write/one", &[&host, &bearer], edit)),
        ("a body that is too large", 413, format!("POST {write} HTTP/1.1\r\n{host}{bearer}content-length: 99999999999\r\n\r\n")),
        ("no JSON", 400, sent(write, &[&host, &bearer], "{")),
        ("no bundle", 400, sent(write, &[&host, &bearer], "{}")),
        ("no wish", 400, sent("/api/build", &[&host, &bearer], r#"{"platform":"kato","output":"/"}"#)),
        ("an unknown platform", 400, sent("/api/build", &[&host, &bearer], r#"{"platform":"nowhere"}"#)),
    ];
    for (what, status, request) in refused {
        let answer = served.raw(request.as_bytes());
        assert_eq!(answer.status, status, "{what}: {}", answer.body);
        assert_eq!(answer.body.lines().count(), 1, "{what}: {}", answer.body);
        assert!(!answer.body.contains("gunicorn") && !answer.body.contains(token), "{what}: {}", answer.body);
        assert!(!answer.head.contains("access-control-allow"), "{what}: {}", answer.head);
    }
    assert_eq!(served.read("Procfile"), PROCFILE);
    assert_eq!(served.names(), ["Procfile", "app.py", "requirements.txt"]);
    // It goes on, and answers those that it should.
    assert_eq!(served.ask("GET", "hello", "").status, 200);
    let page = get("/", &[&format!("host: localhost:{port}\r\n"), "sec-fetch-site: none\r\n"]);
    assert_eq!(served.raw(page.as_bytes()).status, 200);
    // The frame without an origin is another site to browsers.
    assert_eq!(served.raw(get("/asking.js", &[&host, "sec-fetch-site: cross-site\r\n"]).as_bytes()).status, 200);
}

#[test]
fn a_body_without_a_length_ends_as_well() {
    let served = Served::new();
    let head = format!(
        "POST /api/write/1 HTTP/1.1\r\nhost: 127.0.0.1:{}\r\nauthorization: Bearer {}\r\ntransfer-encoding: chunked\r\n\r\n",
        served.port, served.token
    );
    let chunk = [b"100000\r\n".as_slice(), &vec![b' '; 0x10_0000], b"\r\n"].concat();
    let answer = served.raw(&[head.as_bytes(), &chunk.repeat(33), b"0\r\n\r\n"].concat());
    assert_eq!(answer.status, 413, "{}", answer.body);
    served.cut(format!("{head}2d\r\n{{\"schema\":1,\"files\":{{\"Procfile\":\"web: x").as_bytes());
    assert_eq!(served.read("Procfile"), PROCFILE);
}

#[test]
fn what_the_page_has_changed_is_shown_as_a_patch_and_written() {
    let served = Served::new();
    let latin = b"# caf\xe9\r\nx = 1\r\n";
    fs::write(served.folder().join("app.py"), latin).expect("a file");
    served.settle();
    let edits = r#"{"schema":1,"files":{"Procfile":"web: gunicorn app:app\n","app.py":{"base64":"IyBjYWbpDQp4ID0gMg0K"},"requirements.txt":null,"a/new.txt":"new\n"}}"#;
    let patch = served.ask("POST", &served.versioned("patch"), edits);
    assert_eq!(patch.status, 200, "{}", patch.body);
    assert!(patch.body.contains("-web:gunicorn app:app\n+web: gunicorn app:app\n"), "{}", patch.body);
    assert!(patch.body.contains("deleted file mode") && patch.body.contains("+++ b/a/new.txt"), "{}", patch.body);
    assert_eq!(served.read("Procfile"), PROCFILE);
    let written = served.ask("POST", &served.versioned("write"), edits);
    assert_eq!((written.status, written.body.as_str()), (204, ""));
    assert_eq!(served.read("Procfile"), "web: gunicorn app:app\n");
    assert_eq!(fs::read(served.folder().join("app.py")).expect("a file"), b"# caf\xe9\r\nx = 2\r\n");
    assert_eq!(served.names(), ["Procfile", "a", "app.py", "settled"]);
}

#[test]
fn nothing_is_written_elsewhere() {
    let served = Served::new();
    let outside = served.folder().parent().expect("a folder").join("outside");
    fs::create_dir(&outside).expect("a folder");
    symlink(&outside, served.folder().join("linked")).expect("a link");
    fs::write(outside.join("target"), "mine\n").expect("a file");
    symlink(outside.join("target"), served.folder().join("Linkfile")).expect("a link");
    fs::create_dir_all(served.folder().join(".git/hooks")).expect("a folder");
    served.settle();
    for (path, status) in [
        ("../outside/new", 400),
        ("/etc/pushready", 400),
        ("a/../../outside/new", 400),
        ("linked/new", 403),
        ("Linkfile", 403),
        (".git/hooks/pre-commit", 403),
        ("node_modules/x.js", 403),
    ] {
        let edits = serde_json::json!({ "schema": 1, "files": { "Procfile": "web: evil\n", path: "evil\n" } }).to_string();
        for task in ["patch", "write"] {
            let answer = served.ask("POST", &served.versioned(task), &edits);
            assert_eq!(answer.status, status, "{path}: {}", answer.body);
        }
    }
    assert_eq!(fs::read_dir(&outside).expect("a folder").count(), 1);
    assert_eq!((served.read("Procfile"), served.read("../outside/target")), (PROCFILE.to_owned(), "mine\n".to_owned()));
    assert!(!served.folder().join(".git/hooks/pre-commit").exists());
}

#[test]
fn what_has_changed_on_the_disk_is_told_and_not_written_over() {
    let served = Served::new();
    let before = served.versioned("write");
    let mut events = served.events();
    assert_eq!(events.next()["paths"], serde_json::json!([]));
    served.write("Procfile", "web: gunicorn other:app\n");
    let told = events.next();
    assert_eq!((&told["event"], &told["paths"]), (&"folder".into(), &serde_json::json!(["Procfile"])));
    let edits = r#"{"schema":1,"files":{"Procfile":"web: mine\n"}}"#;
    let refused = served.ask("POST", &before, edits);
    assert_eq!(refused.status, 409);
    assert_eq!(refused.body, "The folder has changed since the page has read it; nothing was written.\n");
    assert_eq!(served.read("Procfile"), "web: gunicorn other:app\n");
    assert_eq!(served.ask("POST", &format!("write/{}", told["version"]), edits).status, 204);
    assert_eq!(events.next()["paths"], serde_json::json!(["Procfile"]));
    assert_eq!(served.read("Procfile"), "web: mine\n");
}

#[test]
fn a_build_is_told_step_by_step_and_can_be_stopped() {
    let served = Served::new();
    served.write("Procfile", "web: gunicorn app:app\n");
    served.write("bin/pre_compile", "#!/bin/bash\necho ready\nsleep 1000\n");
    served.settle();
    let mut events = served.events();
    events.until("event", "folder");
    let wish = r#"{"platform":"rainbond","force":true,"start":true}"#;
    assert_eq!(served.ask("POST", "build", wish).status, 202);
    let planned = events.until("event", "build-planned");
    let steps: Vec<&str> = planned["steps"].as_array().expect("steps").iter().filter_map(|step| step["step"].as_str()).collect();
    assert_eq!((steps.first(), steps.last()), (Some(&"pre-compile-hook"), Some(&"start")));
    events.until("line", "ready");
    assert_eq!(served.ask("POST", "build", wish).status, 409);
    // Whoever comes later hears all of it.
    let mut later = served.events();
    later.until("event", "build-planned");
    later.until("line", "ready");
    assert_eq!(served.ask("DELETE", "build", "").status, 204);
    let finished = events.until("event", "build-finished");
    assert_eq!((&finished["ok"], &finished["failure"]["class"]), (&false.into(), &"interrupted".into()));
    later.until("event", "build-finished");
}

#[test]
fn what_is_foretold_is_not_begun() {
    let served = Served::new();
    let mut events = served.events();
    assert_eq!(served.ask("POST", "build", r#"{"platform":"rainbond"}"#).status, 202);
    let planned = events.until("event", "build-planned");
    let pack = planned["steps"].as_array().and_then(|steps| steps.last().cloned()).expect("a step");
    assert_eq!((&pack["step"], &pack["codes"]), (&"pack".into(), &serde_json::json!(["PSH203"])));
    assert_eq!(events.until("event", "build-finished")["failure"]["class"], "foretold");
    served.write("requirements.txt", "flask==\n");
    fs::remove_file(served.folder().join("requirements.txt")).expect("a file");
    served.settle();
    assert_eq!(served.ask("POST", "build", r#"{"platform":"rainbond"}"#).status, 202);
    let refused = events.until("event", "build-refused");
    assert!(refused["message"].as_str().is_some_and(|message| message.contains("as Python")), "{refused}");
}

#[test]
fn its_end_is_the_end_of_the_build() {
    let mut served = Served::new();
    // The program may run apart, where it has another number.
    let sleeper = format!("sleep 1000.{}", served.port);
    served.write("bin/pre_compile", &format!("#!/bin/bash\n{sleeper} &\necho ready\nwait\n"));
    served.settle();
    let mut events = served.events();
    assert_eq!(served.ask("POST", "build", r#"{"platform":"rainbond","force":true}"#).status, 202);
    events.until("line", "ready");
    assert!(served::is_running(&sleeper), "{sleeper}");
    assert_eq!(served.interrupt(), Some(0));
    assert!(!served::is_running(&sleeper));
}

#[test]
fn sentences_are_in_the_language_of_the_page() {
    let served = Served::new();
    let request = format!("GET /api/hello HTTP/1.1\r\nhost: 127.0.0.1:{}\r\naccept-language: zh\r\n\r\n", served.port);
    assert!(served.raw(request.as_bytes()).body.starts_with("缺少令牌"));
}

#[test]
fn what_cannot_be_served_is_said_in_one_sentence() {
    let served = Served::new();
    let (folder, page) = (served.folder().display().to_string(), served.page().display().to_string());
    let port = served.port.to_string();
    let file = served.folder().join("Procfile").display().to_string();
    let cases: [(&[&str], &str); 6] = [
        (&[&folder, "--page", &folder], "there is no page of pushready"),
        (&[&folder, "--page", "/nowhere"], "there is no page of pushready"),
        (&["/nowhere", "--page", &page], "there is no such folder"),
        (&[&file, "--page", &page], "this is not a folder"),
        (&[&folder, "--page", &page, "--port", &port], "cannot be listened at"),
        (&[&folder, "--page", &page, "--port", "65536"], "65536"),
    ];
    for (arguments, expected) in cases {
        let mut child = Command::new(PROGRAM)
            .args(["serve", "--no-open"])
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let status = child.wait().expect("an end").code();
        let (mut out, mut err) = (String::new(), String::new());
        child.stdout.take().expect("a pipe").read_to_string(&mut out).expect("text");
        child.stderr.take().expect("a pipe").read_to_string(&mut err).expect("text");
        assert_eq!((status, out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(err.contains(expected), "{arguments:?}: {err}");
    }
}
