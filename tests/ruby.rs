//! The Ruby dialect against Ruby itself: the same Procfiles are refused, with the same words, and the others give the
//! same processes. Where there is no Ruby the test says so.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::disallowed_methods, clippy::expect_used, reason = "the test runs Ruby, and fails where it does not answer")]

#[path = "support/skipped.rs"]
mod skipped;

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};

use pushready::analysis::procfile::dialect;
use pushready::platform::{self, Dialect};
use serde_json::{Value, json};

/// Reads one JSON text a line and prints what the builder's `YAML.load_file(…).keys` comes to, and what the runner's `puts`
/// makes of each value; `load_file` leaves out a byte order mark.
const SCRIPT: &str = r#"
require "yaml"
require "json"
require "date"
require "stringio"
def printed(value)
  out = StringIO.new
  out.puts(value)
  out.string
end
STDIN.each_line do |line|
  begin
    value = YAML.unsafe_load(JSON.parse("[" + line + "]")[0].delete_prefix("\uFEFF"), filename: "Procfile")
    pairs = value.is_a?(Hash) && value.select { |key, _| key.is_a?(String) || key.is_a?(Symbol) }
    named = lambda { |key| key.is_a?(Symbol) ? ":" + key.to_s : key }
    outcome = pairs ? {"ok" => pairs.map { |key, command| [named[key], printed(command)] }} : {"no keys" => value.class.name}
  rescue Psych::SyntaxError, Psych::BadAlias, ArgumentError, TypeError => error
    outcome = {"error" => error.message}
  rescue FrozenError
    # Ruby's own reader breaks over it.
    outcome = nil
  end
  puts JSON.generate(outcome)
end
"#;

/// Pieces that mean something to YAML or to people who write Procfiles; the texts are all pairs and many triples.
const PIECES: &[&str] = &[
    "web: gunicorn app:app",
    "web:gunicorn",
    "web",
    "web : x",
    "  worker: y",
    "worker: y",
    "\n",
    "\r\n",
    "\t",
    " ",
    "# note",
    " # note",
    ": ",
    ":",
    "\"quoted\"",
    "'",
    "\"",
    "{a}",
    "[a]",
    "*a",
    "&a ",
    "%a",
    "@a",
    "`a`",
    "!a ",
    "|",
    ">",
    "- ",
    "? ",
    "---\n",
    "...\n",
    "\u{feff}",
    "\u{7f}",
    "\u{1a}",
    "\u{a0}",
    "：",
    "\\",
    "<<<<<<< HEAD\n",
    "=======\n",
    "~",
    "é",
    ",",
    "}",
    "]",
    "yes",
    "1.50",
    "12:30",
    "2020-1-1",
    ":sym",
    "!!float ",
    "!!str ",
    "<<: ",
    "&w x\nb: *w",
];

#[test]
fn ruby_reads_procfiles_as_this_dialect_does() {
    let texts = texts();
    let Some(answers) = ask_ruby(&texts) else {
        skipped::note("ruby_reads_procfiles_as_this_dialect_does", "no ruby on this machine");
        return;
    };
    assert_eq!(answers.len(), texts.len(), "the last one is that of {:?}", texts.get(answers.len()));
    let mut wrong = String::new();
    for (text, answer) in texts.iter().zip(&answers) {
        let ours = ours(text);
        if !answer.is_null() && !agree(text, &ours, answer) {
            let _ = writeln!(wrong, "{text:?}\n  here {ours}\n  ruby {answer}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// What comes of Rainbond's copy of a Procfile: Ruby gets the text that is put together here.
#[test]
fn ruby_reads_rainbonds_copies_as_this_dialect_does() {
    let cases: Vec<(String, String)> = texts().into_iter().filter_map(|text| Some((copy(&text)?, text))).collect();
    let copies: Vec<String> = cases.iter().map(|(copy, _)| copy.clone()).collect();
    let Some(answers) = ask_ruby(&copies) else {
        skipped::note("ruby_reads_rainbonds_copies_as_this_dialect_does", "no ruby on this machine");
        return;
    };
    let procfile = &platform::find("rainbond-builder").expect("a platform").procfile;
    let mut wrong = String::new();
    for ((copy, text), answer) in cases.iter().zip(&answers) {
        let ours = dialect::read(procfile, text);
        if answer.is_null() {
            continue;
        }
        let pairs = answer.get("ok").and_then(Value::as_array);
        let ruby = pairs.into_iter().flatten().find(|pair| pair[0] == "web").and_then(|pair| pair[1].as_str());
        let web = ours.iter().flatten().find(|process| process.name == "web").map_or("", |web| web.command.as_str());
        if ours.is_ok() != pairs.is_some() || ruby.is_some_and(|ruby| trimmed(ruby) != trimmed(web)) {
            let _ = writeln!(wrong, "{text:?} becomes {copy:?}\n  ruby {answer}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The copy of a text; none of a blank one, and none where making it crashes the builder.
fn copy(text: &str) -> Option<String> {
    match text.strip_prefix("web:") {
        _ if text.trim().is_empty() || text == "web:" => None,
        None => Some(format!("web: {text}")),
        Some(behind) if behind.starts_with(' ') => Some(text.to_owned()),
        Some(behind) => Some(format!("web: {behind}")),
    }
}

fn texts() -> Vec<String> {
    let mut texts: Vec<String> = PIECES.iter().map(|&piece| piece.to_owned()).collect();
    for (index, first) in PIECES.iter().enumerate() {
        for second in PIECES {
            texts.push(format!("{first}{second}"));
            texts.push(format!("web: {first}{second}"));
            texts.push(format!("web: a\n{first}{second}\nworker: b\n"));
            texts.push(format!("{first}{second}{}", PIECES[(index * 7 + 3) % PIECES.len()]));
        }
    }
    texts
}

fn ours(text: &str) -> Value {
    match dialect::parse(Dialect::RubyYaml, text) {
        Ok(processes) => {
            let pairs = processes.iter().map(|process| json!([process.name, process.command]));
            json!({ "ok": pairs.collect::<Vec<_>>() })
        }
        Err(rejection) if rejection.says.contains("`keys'") => json!({ "no keys": rejection.says }),
        Err(rejection) => json!({ "error": rejection.says }),
    }
}

/// The shell leaves out line ends at the end of what is printed.
fn trimmed(printed: &str) -> &str {
    printed.trim_end_matches('\n')
}

/// Of a text that ends in a backslash, and of what has to be a float, only whether it is refused counts: there the port of libyaml
/// has other words, and Ruby names bytes and classes.
fn agree(text: &str, ours: &Value, ruby: &Value) -> bool {
    match (ours.get("ok").and_then(Value::as_array), ruby.get("ok").and_then(Value::as_array)) {
        (Some(ours), Some(ruby)) => {
            ours.len() == ruby.len()
                && ours.iter().zip(ruby).all(|(a, b)| a[0] == b[0] && a[1].as_str().map(trimmed) == b[1].as_str().map(trimmed))
        }
        (None, None) if ours.get("no keys").is_some() => ruby.get("no keys").is_some(),
        (None, None) if text.ends_with('\\') || text.contains("!!float") => {
            ours.get("error").is_some() && ruby.get("error").is_some()
        }
        _ => ours == ruby,
    }
}

fn ask_ruby(texts: &[String]) -> Option<Vec<Value>> {
    let mut ruby = Command::new("ruby").args(["-e", SCRIPT]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().ok()?;
    let lines: String = texts.iter().map(|text| json!(text).to_string() + "\n").collect();
    let mut input = ruby.stdin.take()?;
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = ruby.wait_with_output().expect("Ruby's answers");
    writer.join().expect("the writer").expect("Ruby reads all texts");
    let text = String::from_utf8(output.stdout).expect("JSON in UTF-8");
    Some(text.lines().map(|line| serde_json::from_str(line).expect("an answer")).collect())
}
