//! What the rules about lines of a Procfile say on each parser: every cell of the grammar as a row, and two promises
//! over all pairs of pieces that mean something to a parser.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::expect_used, reason = "a broken case has to fail")]

#[path = "matrix/more.rs"]
mod more;
mod support;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use pushready::analysis::packages::predictions::Predictions;
use pushready::analysis::procfile::dialect;
use pushready::analysis::procfile::faults::{ItemFault, JudgedProcfile, TextFault};
use pushready::analysis::python::python_files::PythonFiles;
use pushready::analysis::{Facts, Settings};
use pushready::diagnostic::{Diagnostic, Fix, Safety, Severity, apply};
use pushready::language::Language;
use pushready::platform::{self, Dialect};
use pushready::project::{Project, RootPolicy};
use support::Options;

/// The platforms of the columns of [`ROWS`]; those of one column say the same.
const COLUMNS: [&[&str]; 6] = [
    &["kato", "rainbond"],
    &["rainbond-builder"],
    &["digitalocean", "digitalocean-v322", "heroku", "scalingo"],
    &["heroku-cnb"],
    &["rainbond-cnb", "paketo"],
    &["dokku"],
];

/// A text, and what is said of it where Ruby's YAML reads it, where Rainbond's copy of it gets there, where Heroku's
/// classic parser reads it, Heroku's strict one, Paketo's, and where Dokku checks and starts it.
const ROWS: &[(&str, [&str; 6])] = &[
    ("web: cmd\n", ["", "", "", "", "", ""]),
    ("web:cmd\n", ["PSH203 error", "PSH203 info", "PSH203 error", "", "", ""]),
    ("web cmd\n", ["PSH206 error", "PSH206 error", "PSH206 warning", "PSH206 error", "PSH206 error", "PSH206 error"]),
    ("web : cmd\n", ["PSH205 warning", "PSH205 error", "PSH205 error", "PSH205 error", "PSH205 error", "PSH205 error"]),
    (
        "web :cmd\n",
        [
            "PSH205 warning, PSH203 error",
            "PSH205 error, PSH203 error",
            "PSH205 error, PSH203 error",
            "PSH205 error",
            "PSH205 error",
            "PSH205 error",
        ],
    ),
    ("Web: cmd\n", ["PSH214 error", "PSH214 error", "PSH214 warning", "PSH214 warning", "PSH214 info", "PSH214 warning"]),
    ("  web: cmd\n", ["", "PSH221 error", "", "PSH221 warning", "PSH221 error", ""]),
    ("web:\tcmd\n", ["PSH204 info", "", "", "", "", ""]),
    ("web:  cmd\n", ["PSH204 info", "", "", "", "", ""]),
    ("web: cmd\r\nworker: x\r\n", ["", "", "", "", "", "PSH217 error"]),
    ("\u{feff}web: cmd\n", ["PSH208 warning", "PSH208 error", "PSH208 error", "PSH208 error", "PSH208 error", "PSH208 error"]),
    (
        "web: a\nweb: b\n",
        ["PSH212 warning", "PSH212 warning", "PSH212 warning", "PSH212 warning", "PSH212 warning", "PSH212 error"],
    ),
    ("foo bar\n", ["PSH217 error", "PSH217 error", "PSH217 warning", "PSH217 error", "PSH217 error", "PSH217 error"]),
    (
        "web: a\nfoo bar\nbaz\nqux quux\n",
        ["PSH217 error", "PSH217 error", "PSH217 warning", "PSH217 error", "PSH217 warning", "PSH217 error"],
    ),
    ("# c\nweb: a\n", ["", "", "", "", "", ""]),
    ("web: a # x\n", ["PSH218 info", "PSH218 info", "", "", "", ""]),
    ("web: echo \"a # b\"\n", ["PSH218 warning", "PSH218 warning", "", "", "", ""]),
    ("web: a: b\n", ["PSH218 error", "PSH218 error", "", "", "", ""]),
    ("web: {a}\n", ["PSH218 error", "PSH218 error", "", "", "", ""]),
    ("web: [a\n", ["PSH218 error", "PSH218 error", "", "", "", ""]),
    ("web: &a b\n", ["PSH218 warning", "PSH218 warning", "", "", "", ""]),
    ("web: *a\n", ["PSH218 error", "PSH218 error", "", "", "", ""]),
    ("web: %a\n", ["PSH218 error", "PSH218 error", "", "", "", ""]),
    ("web: @a\n", ["PSH218 error", "PSH218 error", "", "", "", ""]),
    ("web: `a`\n", ["PSH218 error", "PSH218 error", "", "", "", ""]),
    ("web: ! grep x\n", ["PSH218 warning", "PSH218 warning", "", "", "", ""]),
    ("web: | a\n", ["PSH218 error", "PSH218 error", "", "", "", ""]),
    ("web: > a\n", ["PSH218 error", "PSH218 error", "", "", "", ""]),
    ("web: 'a b'\n", ["PSH218 info", "PSH218 info", "", "", "", ""]),
    ("web: \"gunicorn app:app\"\n", ["PSH218 info", "PSH218 info", "", "", "", ""]),
    ("web: \"a\" b\n", ["PSH218 error", "PSH218 error", "", "", "", ""]),
    ("web:\n", ["PSH215 error", "PSH215 error", "PSH215 error", "PSH215 error", "PSH215 error", "PSH215 error"]),
    ("web: \n", ["PSH215 error", "PSH215 error", "PSH215 error", "PSH215 error", "PSH215 error", "PSH215 error"]),
    ("", ["PSH216 error", "PSH216 error", "PSH216 warning", "PSH216 warning", "PSH216 error", "PSH216 error"]),
    ("# only\n\n", ["PSH216 error", "PSH216 error", "PSH216 warning", "PSH216 error", "PSH216 error", "PSH216 error"]),
    ("worker: x\n", ["PSH213 error", "PSH226 error", "", "", "", ""]),
    ("web: a\0\n", ["PSH208 error", "PSH208 error", "PSH208 error", "PSH208 error", "PSH208 error", ""]),
    ("web: a\n\u{1a}", ["PSH208 error", "PSH208 error", "", "PSH208 error", "", "PSH208 error"]),
    ("web：cmd\n", ["PSH207 error", "PSH207 error", "PSH207 error", "PSH207 error", "PSH207 error", "PSH207 error"]),
    ("web： cmd\n", ["PSH207 error", "PSH207 error", "PSH207 error", "PSH207 error", "PSH207 error", "PSH207 error"]),
    ("web ： cmd\n", ["PSH207 error", "PSH207 error", "PSH207 error", "PSH207 error", "PSH207 error", "PSH207 error"]),
    ("gunicorn app:app\n", ["PSH217 error", "PSH217 info", "PSH217 error", "PSH217 error", "PSH217 error", "PSH217 error"]),
    (
        "web gunicorn app:app\n",
        ["PSH206 error", "PSH206 error", "PSH206 warning", "PSH206 error", "PSH206 error", "PSH206 error"],
    ),
    ("web=gunicorn app:app\n", ["PSH206 error", "PSH206 error", "PSH206 error", "PSH206 error", "PSH206 error", "PSH206 error"]),
    (
        "web = gunicorn app:app\n",
        ["PSH206 error", "PSH206 error", "PSH206 error", "PSH206 error", "PSH206 error", "PSH206 error"],
    ),
    (
        "web: gunicorn \\\n  --bind :$PORT app:app\n",
        ["PSH222 warning", "PSH222 warning", "PSH222 error", "PSH222 error", "PSH222 error", "PSH222 error"],
    ),
    (
        "web: gunicorn \\\n--bind :$PORT app:app\n",
        ["PSH222 error", "PSH222 error", "PSH222 error", "PSH222 error", "PSH222 error", "PSH222 error"],
    ),
    (
        "web: gunicorn app:app \\\nworker: a\n",
        ["PSH222 warning", "PSH222 warning", "PSH222 warning", "PSH222 warning", "PSH222 warning", "PSH222 warning"],
    ),
    ("web: |\n  a \\\n  b\n", ["", "", "PSH217 error", "PSH217 error", "PSH217 error", "PSH217 error"]),
    ("web: \"a \\\n  b\"\n", ["", "", "PSH222 error", "PSH222 error", "PSH222 error", "PSH222 error"]),
    ("web: gunicorn app:app\n  --bind :$PORT\n", ["", "", "PSH217 error", "PSH217 error", "PSH217 error", "PSH217 error"]),
    ("web:\n  gunicorn app:app\n", ["", "", "PSH215 error", "PSH215 error", "PSH215 error", "PSH215 error"]),
    (
        "web:\n  command: gunicorn app:app\n",
        ["PSH218 error", "PSH218 error", "PSH215 error", "PSH215 error", "PSH215 error", "PSH215 error"],
    ),
    ("web:\n  - gunicorn\n", ["PSH218 error", "PSH218 error", "PSH215 error", "PSH215 error", "PSH215 error", "PSH215 error"]),
    ("- web: a\n- worker: b\n", ["PSH218 error", "PSH218 error", "PSH217 error", "PSH217 error", "PSH217 error", "PSH217 error"]),
    ("web: >-\n  gunicorn app:app\n", ["", "", "PSH217 error", "PSH217 error", "PSH217 error", "PSH217 error"]),
    ("web: a\n  worker: b\n", ["PSH221 error", "PSH221 error", "", "PSH221 warning", "PSH221 warning", ""]),
    ("  web: a\nworker: b\n", ["PSH221 warning", "PSH221 error", "", "PSH221 warning", "PSH221 error", ""]),
    ("\tweb: a\n", ["PSH221 error", "PSH221 error", "", "PSH221 warning", "PSH221 error", ""]),
    ("web: a\n\t\n", ["PSH218 error", "PSH218 error", "", "", "", ""]),
    ("// start\nweb: a\n", ["PSH224 error", "PSH224 warning", "PSH224 info", "PSH224 error", "PSH224 info", "PSH224 info"]),
    ("web: a\n// x\n", ["PSH224 error", "PSH224 error", "PSH224 info", "PSH224 error", "PSH224 info", "PSH224 info"]),
    ("; x: y\nweb: a\n", ["PSH224 warning", "PSH224 error", "PSH224 info", "PSH224 error", "PSH224 info", "PSH224 error"]),
    (
        "<!-- web: x -->\nweb: a\n",
        ["PSH224 warning", "PSH224 error", "PSH224 info", "PSH224 error", "PSH224 info", "PSH224 error"],
    ),
    (
        "/*\nweb: old\n*/\nweb: a\n",
        [
            "PSH224 error",
            "PSH224 error",
            "PSH224 warning, PSH212 warning",
            "PSH224 error",
            "PSH224 warning, PSH212 warning",
            "PSH224 error",
        ],
    ),
    ("web: a\n---\nworker: b\n", ["PSH217 warning", "PSH217 warning", "", "PSH217 error", "", "PSH217 error"]),
    ("---\nweb: a\n", ["", "", "", "PSH217 error", "", "PSH217 error"]),
    ("web:: a\n", ["PSH217 error", "PSH217 error", "PSH217 error", "PSH217 error", "PSH217 error", "PSH217 error"]),
    ("https://x.y/z\n", ["PSH217 error", "PSH217 error", "PSH217 warning", "PSH217 warning", "PSH217 warning", "PSH217 error"]),
    ("web.1: a\n", ["", "PSH226 error", "PSH214 error", "PSH214 error", "PSH214 error", "PSH214 error"]),
    ("\"web\": a\n", ["", "PSH226 error", "PSH214 error", "PSH214 error", "PSH214 error", "PSH214 error"]),
    (": cmd\n", ["PSH214 error", "PSH214 error", "PSH214 error", "PSH214 error", "PSH214 error", "PSH214 error"]),
    (
        "<<<<<<< HEAD\nweb: a\n=======\nweb: b\n>>>>>>> x\n",
        ["PSH219 error", "PSH219 error", "PSH219 error", "PSH219 error", "PSH219 error", "PSH219 error"],
    ),
    (
        "echo web: a > Procfile\n",
        ["PSH220 error", "PSH220 error", "PSH220 error", "PSH220 error", "PSH220 error", "PSH220 error"],
    ),
    ("heroku ps:scale web=1\n", ["PSH220 error", "PSH220 error", "PSH220 error", "PSH220 error", "PSH220 error", "PSH220 error"]),
    (
        "web: a\nheroku ps:scale web=1\n",
        ["PSH220 error", "PSH220 error", "PSH220 warning", "PSH220 error", "PSH220 warning", "PSH220 error"],
    ),
    (
        "worker: a\nps:scale worker=1\n",
        ["PSH220 error", "PSH226 error, PSH220 error", "PSH220 warning", "PSH220 error", "PSH220 error", "PSH220 warning"],
    ),
    (
        "export A=b\nweb: c\n",
        ["PSH220 error", "PSH220 warning", "PSH220 warning", "PSH220 error", "PSH220 warning", "PSH220 error"],
    ),
    ("web:\u{a0}cmd\n", ["PSH208 error", "PSH208 error", "PSH208 error", "PSH208 error", "PSH208 error", "PSH208 error"]),
    (
        "web: gunicorn\u{a0}app:app\n",
        ["PSH208 error", "PSH208 error", "PSH208 error", "PSH208 error", "PSH208 error", "PSH208 error"],
    ),
    (
        "web: a\u{200b}\nworker: b\n",
        ["PSH208 error", "PSH208 error", "PSH208 error", "PSH208 error", "PSH208 error", "PSH208 error"],
    ),
    (
        "web: a\n\nfoo: b: c\nx y z\n",
        [
            "PSH218 error, PSH217 error",
            "PSH218 error, PSH217 error",
            "PSH217 warning",
            "PSH217 error",
            "PSH217 warning",
            "PSH217 error",
        ],
    ),
    ("进程: a\n", ["PSH213 error", "PSH226 error", "PSH214 error", "PSH214 error", "PSH214 error", "PSH214 error"]),
    (
        "注意：这是\nweb: a\n",
        ["PSH217 error", "PSH217 warning", "PSH217 warning", "PSH217 error", "PSH217 warning", "PSH217 error"],
    ),
    ("web: a\n  // note\n", ["PSH224 error", "PSH224 error", "PSH224 info", "PSH224 error", "PSH224 info", "PSH224 info"]),
    ("web app: x\n", ["PSH217 error", "PSH217 error", "PSH206 warning", "PSH206 error", "PSH206 error", "PSH206 error"]),
    ("web: echo 'it''s: x'\n", ["PSH218 error", "PSH218 error", "", "", "", ""]),
    ("web: a:\n", ["PSH218 error", "PSH218 error", "", "", "", ""]),
    (
        "web: a\n\n  --b\n",
        ["PSH217 warning", "PSH217 warning", "PSH217 warning", "PSH217 error", "PSH217 warning", "PSH217 error"],
    ),
    ("%YAML 1.1\nweb: a\n", ["PSH217 error", "PSH217 error", "PSH217 warning", "PSH217 error", "PSH217 warning", "PSH217 error"]),
    ("web: 'a: b'\n", ["", "", "", "", "", ""]),
    ("web: # todo\n", ["PSH215 error", "PSH215 error", "", "", "", "PSH217 error"]),
    ("web: a\rworker: b\n", ["", "", "", "PSH217 error", "PSH217 error", "PSH217 error"]),
    ("{web: a}\n", ["", "", "PSH217 warning", "PSH217 error", "PSH217 error", "PSH217 error"]),
    (
        "web:gunicorn app:app\nworker:celery -A a worker\n",
        ["PSH203 error, PSH203 error", "PSH203 info, PSH203 error", "PSH203 error, PSH203 error", "", "", ""],
    ),
    ("web: a\n=======\n", ["PSH217 error", "PSH217 error", "PSH217 warning", "PSH217 error", "PSH217 warning", "PSH217 error"]),
    (
        "release : x\nweb: a\n",
        ["PSH205 warning", "PSH226 error", "PSH205 error", "PSH205 error", "PSH205 warning", "PSH205 error"],
    ),
    ("web: gunicorn app:app // comment\n", ["", "", "", "", "", ""]),
    (
        "WEB: a\nworker: b\n",
        ["PSH214 error", "PSH214 error", "PSH214 warning", "PSH214 warning", "PSH214 error", "PSH214 warning"],
    ),
    ("web: a\n-web: b\n", ["", "", "", "PSH214 error", "", ""]),
    ("*b: c\nweb: a\n", ["PSH214 error", "PSH226 error", "PSH214 warning", "PSH214 error", "PSH214 warning", "PSH214 error"]),
    ("web: ''\n", ["PSH215 error", "PSH215 error", "", "", "", ""]),
    ("\"web: a\n", ["PSH214 error", "PSH226 error", "PSH214 error", "PSH214 error", "PSH214 error", "PSH214 error"]),
    ("web： a: b\n", ["PSH207 error", "PSH207 error", "PSH207 error", "PSH207 error", "PSH207 error", "PSH207 error"]),
    (
        "\u{feff}",
        [
            "PSH208 warning, PSH216 error",
            "PSH216 error",
            "PSH216 warning",
            "PSH208 error, PSH216 error",
            "PSH216 error",
            "PSH216 error",
        ],
    ),
    (
        "\u{feff}web:cmd\n",
        ["PSH208 warning, PSH203 error", "PSH208 error", "PSH203 error", "PSH208 error", "PSH208 error", "PSH208 error"],
    ),
    ("web: ?x\n", ["", "", "", "", "", ""]),
    ("web: ? x\n", ["PSH218 error", "PSH218 error", "", "", "", ""]),
    ("web: - x\n", ["PSH218 error", "PSH218 error", "", "", "", ""]),
    ("web: -x\n", ["", "", "", "", "", ""]),
    ("web: ,x\n", ["PSH218 error", "PSH218 error", "", "", "", ""]),
    ("web: a,b: c\n", ["PSH218 error", "PSH218 error", "", "", "", ""]),
    ("web: \"a\\$b\"\n", ["PSH218 error", "PSH218 error", "", "", "", ""]),
    ("web: a\n\u{200b}\n", ["PSH208 error", "PSH208 error", "", "PSH208 error", "", "PSH208 error"]),
    ("web: <%= x %>\n", ["", "", "", "", "", ""]),
    ("web: !foo\n", ["PSH215 error", "PSH215 error", "", "", "", ""]),
    (
        "web: a\n  b: c\n  d\n",
        [
            "PSH221 error, PSH217 error",
            "PSH221 error, PSH217 error",
            "PSH217 warning",
            "PSH221 warning, PSH217 error",
            "PSH221 warning, PSH217 warning",
            "PSH217 error",
        ],
    ),
    (
        "web: gunicorn app:app\n    --log-level: debug\n",
        ["PSH218 error", "PSH218 error", "PSH217 error", "PSH217 error", "PSH217 error", "PSH217 error"],
    ),
    ("web: a\n# \u{1a}\n", ["PSH208 error", "PSH208 error", "", "", "", ""]),
    ("web: a\n# \u{200b}\n", ["", "", "", "", "", ""]),
    ("web: null\n", ["PSH215 error", "PSH215 error", "", "", "", ""]),
    ("web: gunicorn app:app\r\n\r\nworker: b", ["", "", "", "", "", "PSH217 error"]),
    ("# 中文\nweb: a\n", ["", "", "", "", "", ""]),
    ("web: 'a' # b\n", ["PSH218 info", "PSH218 info", "", "", "", ""]),
    ("web: 8000\n", ["", "", "", "", "", ""]),
    ("web:", ["PSH215 error", "PSH215 error", "PSH215 error", "PSH215 error", "PSH215 error", "PSH215 error"]),
    ("my_proc: a\nweb: b\n", ["", "PSH226 error", "", "PSH214 warning", "", ""]),
    ("web: a\n  ", ["", "", "", "PSH217 error", "", ""]),
    ("worker: a\nbeat: b\n", ["PSH213 error", "PSH226 error", "", "", "PSH213 error", ""]),
    (
        "worker: gunicorn a\nbeat: b\n",
        ["PSH213 error", "PSH226 error", "PSH213 warning", "PSH213 warning", "PSH213 error", "PSH213 warning"],
    ),
    ("# c\nworker: x\n", ["PSH213 error", "PSH213 error", "", "", "", ""]),
    ("\n\nweb: a\n", ["", "", "", "", "", ""]),
    ("release: a\nweb: b\n", ["", "PSH226 error", "", "", "", ""]),
    ("release: a\nworker:b\nweb: c\n", ["PSH203 error", "PSH226 error, PSH203 error", "PSH203 error", "", "", ""]),
    ("worker:b\nweb: c\n", ["PSH203 error", "PSH203 error", "PSH203 error", "", "", ""]),
    ("worker-: b\nweb: c\n", ["", "PSH226 error", "", "PSH214 error", "", ""]),
    ("\n", ["PSH216 error", "PSH216 error", "PSH216 warning", "PSH216 error", "PSH216 error", "PSH216 error"]),
    ("web: a\r\n", ["", "", "", "", "", "PSH217 error"]),
    ("web: \u{a0}\n", ["PSH208 error", "PSH208 error", "PSH208 error", "PSH215 error", "PSH208 error", "PSH217 error"]),
];

#[test]
fn every_platform_is_in_a_column() {
    let reads = platform::all().iter().filter(|platform| platform.procfile.is_read());
    let ids: BTreeSet<&str> = reads.map(|platform| platform.id.as_str()).collect();
    assert_eq!(all_columns().collect::<BTreeSet<&str>>(), ids);
}

/// The platforms of all columns, those of [`more`] too.
fn all_columns() -> impl Iterator<Item = &'static str> {
    COLUMNS.iter().chain(&more::COLUMNS).copied().flatten().copied()
}

/// The further parsers, on the same texts.
#[test]
fn each_further_parser_has_its_own_verdict() {
    assert!(ROWS.iter().map(|(text, _)| text).eq(more::ROWS.iter().map(|(text, _)| text)), "the texts are the same");
    let mut wrong = String::new();
    for (text, cells) in more::ROWS {
        for (platform, expected) in
            more::COLUMNS.iter().zip(cells).flat_map(|(platforms, cell)| platforms.iter().map(move |one| (one, cell)))
        {
            let said = said(text, platform);
            if said != *expected {
                let _ = writeln!(wrong, "{text:?} on {platform}\n  expected {expected}\n  said     {said}");
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn each_parser_has_its_own_verdict() {
    let mut wrong = String::new();
    for (text, cells) in ROWS {
        for (platforms, expected) in COLUMNS.iter().zip(cells) {
            for platform in *platforms {
                let said = said(text, platform);
                if said != **expected {
                    let _ = writeln!(wrong, "{text:?} on {platform}\n  expected {expected}\n  said     {said}");
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// What the platform stops at is never passed over.
#[test]
fn what_stops_a_build_is_an_error_on_every_platform() {
    let mut wrong = String::new();
    for (text, _) in ROWS {
        for id in all_columns() {
            let procfile = &platform::find(id).expect("a platform").procfile;
            let is_refused = dialect::read(procfile, text).is_err();
            let is_error =
                |diagnostic: &Diagnostic| diagnostic.code.starts_with("PSH2") && diagnostic.severity == Severity::Error;
            if is_refused && !diagnostics(&project(text), id).iter().any(is_error) {
                let _ = writeln!(wrong, "{text:?} on {id}");
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Which rule speaks of a fault.
fn speaker_of_item(fault: &ItemFault<'_>) -> &'static str {
    match fault {
        ItemFault::ForeignComment(_) => "PSH224",
        ItemFault::Terminal(_) => "PSH220",
        ItemFault::MissingColon(_) => "PSH206",
        ItemFault::MissingSpace(_) => "PSH203",
        ItemFault::FullWidthColon(_) => "PSH207",
        ItemFault::BlankBeforeColon(_) => "PSH205",
        ItemFault::EmptyCommand(_) => "PSH215",
        ItemFault::Name(_) => "PSH214",
        ItemFault::WebNotFirst => "PSH226",
        ItemFault::Continuation(_) => "PSH222",
        ItemFault::ChangedByYaml(_) => "PSH218",
        ItemFault::Unparsable(_) => "PSH217",
        ItemFault::BlanksBehindColon => "PSH204",
    }
}

/// Which rule speaks of a fault of the whole text.
fn speaker_of_text(fault: &TextFault<'_>) -> &'static str {
    match fault {
        TextFault::Empty(_) => "PSH216",
        TextFault::Indentation(_) => "PSH221",
        TextFault::NotAMapping(_) => "PSH218",
        TextFault::Unparsable(_) => "PSH217",
    }
}

/// Every fault has a rule that speaks of it, and that rule speaks of nothing else.
#[test]
fn a_rule_speaks_where_its_fault_is_and_nowhere_else() {
    let mut found = vec![];
    for (text, _) in ROWS {
        for id in all_columns() {
            let project = project(text);
            let (files, settings) = (PythonFiles::of(&project), Settings::default());
            let predictions = Predictions::default();
            let facts = Facts::of(&files, &predictions, platform::find(id).expect("a platform"), &settings);
            let of_items = facts.procfiles.iter().flat_map(JudgedProcfile::item_faults).map(|(_, fault)| speaker_of_item(fault));
            let of_texts = facts.procfiles.iter().flat_map(|procfile| &procfile.faults).map(speaker_of_text);
            let expected: BTreeSet<&str> = of_items.chain(of_texts).collect();
            let said: BTreeSet<&str> = diagnostics(&project, id).iter().map(|diagnostic| diagnostic.code).collect();
            found.push((text, id, expected, said));
        }
    }
    let speakers: BTreeSet<&str> = found.iter().flat_map(|(_, _, expected, _)| expected.iter().copied()).collect();
    assert_eq!(speakers.len(), 15, "each fault is in a row: {speakers:?}");
    for (text, id, expected, said) in &found {
        let said: BTreeSet<&str> = said.intersection(&speakers).copied().collect();
        assert_eq!(&said, expected, "{text:?} on {id}");
    }
}

fn said(text: &str, platform: &str) -> String {
    let diagnostics = diagnostics(&project(text), platform);
    let of_procfile = diagnostics.iter().filter(|diagnostic| diagnostic.code.starts_with("PSH2"));
    of_procfile.map(|diagnostic| format!("{} {}", diagnostic.code, level(diagnostic))).collect::<Vec<_>>().join(", ")
}

fn level(diagnostic: &Diagnostic) -> &'static str {
    match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

fn project(text: &str) -> Project {
    let files = [("requirements.txt", "Flask==2.0.3\n"), ("app.py", "app = Flask(__name__)\n"), ("Procfile", text)];
    let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
    Project::from_files(files.to_vec(), RootPolicy::AsGiven)
}

fn diagnostics(project: &Project, platform: &str) -> Vec<Diagnostic> {
    let options = Options {
        platforms: vec![platform.to_owned()],
        env: [].into(),
        procfile: None,
        example: None,
        not_executable: vec![],
        index: None,
    };
    let mut output = support::check(project, &options, Language::En);
    output.reports.pop().map(|report| report.diagnostics).unwrap_or_default()
}

/// Pieces of commands that mean something to YAML or to a shell.
const PIECES: &[&str] = &[
    "gunicorn app:app",
    "a",
    ":",
    ": ",
    " #",
    "# b",
    "'",
    "\"",
    "'a'",
    "\"a b\"",
    "''",
    "{a}",
    "[a]",
    "[",
    "}",
    "&a",
    "*a",
    "!a",
    "! ",
    "|",
    ">",
    "%a",
    "@a",
    "`a`",
    "- ",
    "-a",
    "? ",
    ",",
    "~",
    "null",
    "\\",
    "\\n",
    "$PORT",
    "${A:-b}",
    "<%= a %>",
    "é",
    "：",
    "=",
    "&& ",
    " ",
    "8000",
    "\u{feff}",
    "\u{a0}",
    "\u{3000}web ",
    "\u{1a}",
    "\r",
    "\t",
    "// ",
    "<!-- ",
    "=======",
    "web",
];

/// Either YAML reads a command as it is written, or a rule says so; and what the rule's fix writes is read as it was meant.
#[test]
fn yaml_reads_what_is_written_or_is_made_to() {
    let mut wrong = String::new();
    // A lone CR ends a line, so what stands behind it is no part of the command.
    for command in pairs().into_iter().filter(|command| !command.contains('\r')).step_by(2) {
        let project = project(&format!("web: {command}\nworker: b\n"));
        let fixes = fixes(&project, "PSH218");
        let is_spoken_of =
            diagnostics(&project, "rainbond").iter().any(|diagnostic| ["PSH208", "PSH215", "PSH218"].contains(&diagnostic.code));
        let read = web(&apply(&project, &fixes.iter().collect::<Vec<_>>()).project);
        let is_right = (fixes.is_empty() && is_spoken_of) || is_read(&command, read.as_deref());
        if !is_right {
            let _ = writeln!(wrong, "{command:?} is read as {read:?}, fixes {fixes:?}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Quotes around all of a command belong to YAML, and so does a quote that is doubled within them.
fn is_read(command: &str, read: Option<&str>) -> bool {
    let written = command.trim_ascii();
    let unquoted = ['"', '\''].iter().find_map(|quote| written.strip_prefix(*quote)?.strip_suffix(*quote));
    read.is_some_and(|read| read == written || unquoted.is_some_and(|unquoted| read == unquoted.replace("''", "'")))
}

/// A text that the parser refuses is never passed over in silence, and safe fixes come to an end.
#[test]
fn what_is_refused_is_spoken_of() {
    let mut wrong = String::new();
    for piece in pairs().into_iter().step_by(7) {
        for text in
            [piece.clone(), format!("web: a\n{piece}\n"), format!("{piece}\nweb: a\n"), format!("web: a\n  {piece}\nb: c\n")]
        {
            let is_refused = dialect::parse(Dialect::RubyYaml, &text).is_err();
            let diagnostics = diagnostics(&project(&text), "rainbond");
            let has_error = diagnostics.iter().any(|diagnostic| {
                diagnostic.code.starts_with("PSH2")
                    && diagnostic.severity == Severity::Error
                    && diagnostic.platform_says.is_some()
            });
            if is_refused != has_error {
                let codes: BTreeSet<&str> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
                let _ = writeln!(wrong, "{text:?} is refused: {is_refused}, said {codes:?}");
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn pairs() -> Vec<String> {
    let pairs = PIECES.iter().flat_map(|first| PIECES.iter().map(move |second| format!("{first}{second}")));
    pairs.chain(PIECES.iter().map(|&piece| piece.to_owned())).filter(|text| !text.trim().is_empty()).collect()
}

fn fixes(project: &Project, code: &str) -> Vec<Fix> {
    let diagnostics = diagnostics(project, "rainbond").into_iter().filter(|diagnostic| diagnostic.code == code);
    diagnostics.filter_map(|diagnostic| diagnostic.fix).filter(|fix| fix.safety != Safety::Display).collect()
}

fn web(project: &Project) -> Option<String> {
    let text = project.text("Procfile")?;
    let processes = dialect::parse(Dialect::RubyYaml, text.as_str()).ok()?;
    processes.into_iter().find(|process| process.name == "web").map(|process| process.command)
}
