//! What was built is started, asked for a page, and ended with all that it has started.

use serde_json::{Value, json};

use crate::machine;
use crate::workplace::{Built, Workplace, eventually};

/// A server of Python's own library; `HOST`, `PORT` and what it answers are put in.
const SERVER: &str = "\
import os, sys, signal, subprocess, time
from http.server import BaseHTTPRequestHandler, HTTPServer

class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        answer(self)

def reply(handler, status, text):
    handler.send_response(status)
    handler.end_headers()
    handler.wfile.write(text.encode())

def answer(handler):
    reply(handler, 200, 'It works')

def serve(host='0.0.0.0', port=None):
    HTTPServer((host, port or int(os.environ['PORT'])), Handler).serve_forever()

with open('number', 'w') as file:
    file.write(str(os.getpid()))
";

/// A project whose web process is that server, and then does this.
fn workplace(test: &str, does: &str) -> Option<Workplace> {
    let work = Workplace::new(&machine::newest(test)?);
    // Tests run beside one another, so none of them may want a port of its own.
    work.platform("rainbond", "[runtime]\nusual-port = 0\n");
    work.write("requirements.txt", "");
    work.write("app.py", &format!("{SERVER}{does}\n"));
    work.write("Procfile", "web: python app.py\n");
    Some(work)
}

/// Builds and starts, and sees that nothing goes on.
fn started(work: &Workplace, more: &[&str]) -> Built {
    let built = work.build(&[&["--start"], more].concat());
    is_ended(work, "number");
    assert_eq!(work.report().map(|report| report["started"].clone()), Some(built.report()["started"].clone()));
    built
}

/// The process that has written its number there is gone, and with it all others of the application.
#[cfg(not(target_os = "linux"))]
fn is_ended(work: &Workplace, file: &str) {
    if let Ok(number) = std::fs::read_to_string(work.path("output/app").join(file)) {
        eventually("no process goes on", || !crate::workplace::is_alive(&number));
    }
}

#[cfg(target_os = "linux")]
fn is_ended(work: &Workplace, _: &str) {
    let app = work.path("output/app").canonicalize().expect("a folder");
    eventually("no process goes on", || !crate::workplace::is_worked_in(&app));
}

/// What came of the start; the build itself is well.
fn outcome(built: &Built) -> &Value {
    let report = built.report();
    let expected = i32::from(report["started"]["ok"] != true);
    assert_eq!(built.status.code(), Some(expected), "{}\n{}", built.stdout, built.stderr);
    assert_eq!((&report["ok"], &report["failure"]), (&json!(true), &Value::Null), "{}", built.stdout);
    &report["started"]
}

/// Fails the test unless the start failed in this way.
fn failed<'b>(built: &'b Built, class: &str) -> &'b Value {
    let started = outcome(built);
    assert_eq!((&started["ok"], &started["failure"]["class"]), (&json!(false), &json!(class)), "{}", built.stdout);
    assert_eq!(started["failure"]["step"], "start");
    &started["failure"]
}

#[test]
fn a_server_on_the_port_is_asked_for_its_page() {
    let Some(work) = workplace("a_server_on_the_port_is_asked_for_its_page", "print('ready')\nserve()") else { return };
    let built = started(&work, &[]);
    let outcome = outcome(&built);
    let address = format!("0.0.0.0:{}", outcome["port"]);
    assert_eq!(outcome["command"], "python app.py");
    assert_eq!((&outcome["listening"], &outcome["request"]), (&json!(address), &json!({"status": 200})));
    assert_eq!(outcome["prediction"], json!({"expected": "started", "actual": "started", "held": true}));
    assert!(built.output().contains("ready"), "{}", built.stdout);
    assert_eq!(built.steps("step-finished").last(), Some(&"start"));
    // What has not changed is started all the same.
    let again = started(&work, &[]);
    assert_eq!((&again.report()["unchanged"], &again.report()["started"]["ok"]), (&json!(true), &json!(true)));
}

#[test]
fn where_it_listens_is_seen() {
    let Some(work) = workplace("where_it_listens_is_seen", "serve('127.0.0.1')") else { return };
    let built = started(&work, &[]);
    let port = outcome(&built)["port"].clone();
    assert_eq!(failed(&built, "start-loopback")["subject"], format!("127.0.0.1:{port}"));

    work.write("app.py", &format!("{SERVER}serve(port=int(os.environ['PORT']) + 1)\n"));
    let built = started(&work, &["--start-timeout", "2"]);
    let port = outcome(&built)["port"].as_u64().expect("a port");
    assert_eq!(failed(&built, "start-wrong-port")["subject"], format!("0.0.0.0:{}", port + 1));

    work.write("app.py", &format!("{SERVER}print('working')\ntime.sleep(1000)\n"));
    let built = started(&work, &["--start-timeout", "2"]);
    assert_eq!(failed(&built, "start-no-listener")["evidence"], json!(["working"]));
}

#[test]
fn a_process_that_ends_says_why() {
    let Some(work) = workplace("a_process_that_ends_says_why", "sys.exit(3)") else { return };
    let built = started(&work, &[]);
    assert!(failed(&built, "start-exited")["message"].as_str().is_some_and(|text| text.contains("exit status 3")));
    assert_eq!(outcome(&built)["prediction"]["held"], false);
    work.write("app.py", &format!("{SERVER}KEY = os.environ['API_KEY']\nserve()\n"));
    assert_eq!(failed(&started(&work, &[]), "start-missing-variable")["subject"], "API_KEY");
    assert_eq!(outcome(&started(&work, &["--env", "API_KEY=a-long-secret"]))["ok"], true);
    work.write("app.py", &format!("{SERVER}import nowhere_at_all\n"));
    assert_eq!(failed(&started(&work, &[]), "start-import-error")["subject"], "nowhere_at_all");
    work.write("app.py", &format!("{SERVER}os.kill(os.getpid(), signal.SIGSEGV)\n"));
    failed(&started(&work, &[]), "killed");
    work.write("Procfile", "web: nowhere-at-all app:app\n");
    assert_eq!(failed(&started(&work, &[]), "start-command-not-found")["subject"], "nowhere-at-all");
}

#[test]
fn an_answer_that_is_an_error_fails() {
    let fails = "def answer(handler):\n    reply(handler, 500, 'no')\n    raise RuntimeError('the table is missing')\nserve()";
    let Some(work) = workplace("an_answer_that_is_an_error_fails", fails) else { return };
    let built = started(&work, &[]);
    let failure = failed(&built, "request-failed");
    assert_eq!(failure["subject"], "500");
    assert!(failure["message"].as_str().is_some_and(|text| text.ends_with("RuntimeError: the table is missing")), "{failure}");
    let refuses = "def answer(handler):\n    reply(handler, 400, 'Bad Request (400) ' + handler.headers['Host'])\nserve()";
    work.write("app.py", &format!("{SERVER}{refuses}\n"));
    let built = started(&work, &["--start-host", "shop.example"]);
    assert_eq!(failed(&built, "request-refused")["subject"], "shop.example");
    let finds = "def answer(handler):\n    reply(handler, 404, 'no')\nserve()";
    work.write("app.py", &format!("{SERVER}{finds}\n"));
    assert_eq!(outcome(&started(&work, &[]))["request"]["status"], 404);
}

#[test]
fn nothing_of_it_survives() {
    let keeps = "\
signal.signal(signal.SIGTERM, signal.SIG_IGN)
sleeper = subprocess.Popen(['sleep', '1000'])
with open('child', 'w') as file:
    file.write(str(sleeper.pid))
away = subprocess.Popen(['sleep', '1000'], start_new_session=True)
with open('away', 'w') as file:
    file.write(str(away.pid))
for line in range(20000):
    print('x' * 100)
serve()";
    let Some(work) = workplace("nothing_of_it_survives", keeps) else { return };
    let built = started(&work, &[]);
    assert_eq!(outcome(&built)["ok"], true);
    is_ended(&work, "child");
    if cfg!(target_os = "linux") {
        is_ended(&work, "away");
    }
    let mut running = work.begin(&["--start", "--start-timeout", "600"]);
    running.wait_for(|event| event["event"] == "output" && event["step"] == "start" && event["from"] == "command");
    running.signal("INT");
    let built = running.end();
    assert_eq!(built.report()["ok"], true);
    is_ended(&work, "number");
    is_ended(&work, "child");
}

#[test]
fn only_what_serves_the_web_is_started() {
    let Some(work) = workplace("only_what_serves_the_web_is_started", "serve()") else { return };
    work.write("Procfile", "worker: python app.py\n");
    let built = work.build(&["--start", "--force"]).well();
    assert_eq!(built.report()["started"], Value::Null);
    let skipped = built.events.iter().find(|event| event["step"] == "start").expect("an event");
    assert_eq!(*skipped, json!({"event": "step-skipped", "step": "start", "reason": "no-web-process"}));
}

#[test]
fn it_sees_what_the_platform_gives_and_nothing_of_the_caller() {
    let tells = "print('sees', sorted(os.environ), os.environ['HOME'] == os.getcwd())\nserve(port=int(os.environ['_PORT']))";
    let Some(work) = workplace("it_sees_what_the_platform_gives_and_nothing_of_the_caller", tells) else { return };
    work.platform("rainbond", "[runtime]\nport-variable = '_PORT'\nusual-port = 0\n");
    let mut command = work.command(&["--start", "--env", "GREETING=good-morning"]);
    command.env("AWS_SECRET_ACCESS_KEY", "x").env("PIP_EXTRA_INDEX_URL", "http://localhost:1/simple");
    let built = Built::of(command.output().expect("the program runs"));
    outcome(&built);
    let output = built.output();
    let seen = output.lines().find(|line| line.starts_with("sees ")).expect("what it sees");
    for name in ["'_PORT'", "'GREETING'", "'PATH'"] {
        assert!(seen.contains(name), "{name}: {seen}");
    }
    for name in ["AWS_SECRET_ACCESS_KEY", "PIP_", "'PORT'", "SSH_AUTH_SOCK"] {
        assert!(!seen.contains(name), "{name}: {seen}");
    }
    assert!(seen.ends_with("True"), "{seen}");
}
