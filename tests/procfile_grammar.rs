//! What each of the seven platforms makes of a Procfile: the table of the grammars, cell by cell, and the cases of
//! Heroku's own Procfile buildpack.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::expect_used, reason = "a broken case has to fail")]

mod support;

use std::fmt::Write as _;

use pushready::analysis::procfile::dialect::{self, NoteKind};
use pushready::analysis::procfile::processes::{ProcfileInForce, Source};
use pushready::analysis::requirements::Requirements;
use pushready::analysis::{Settings, procfile::processes::Process};
use pushready::language::Language;
use pushready::platform::{self, Dialect, Platform};
use pushready::project::{Content, Project};
use support::Options;

/// The platforms of the columns; those of one column agree.
const COLUMNS: [&[&str]; 6] = [
    &["kato", "rainbond"],
    &["rainbond-builder"],
    &["digitalocean", "digitalocean-v322", "heroku", "scalingo"],
    &["heroku-cnb"],
    &["rainbond-cnb"],
    &["dokku"],
];

/// A text, and a cell for each column. A cell lists the processes; `refused` stands for a build that stops, `none` for
/// no process, `+` for a warning of the platform's parser, `starts` for a process that runs though it is not `web`.
#[rustfmt::skip]
const TABLE: &[(&str, [&str; 6])] = &[
    // text                     Rainbond as documented   Rainbond's copy          Heroku classic        Heroku CNB                 Paketo
    ("web: cmd\n",              ["web=cmd",              "web=cmd",               "web=cmd",            "web=cmd",                 "web=cmd", "web=cmd"]),
    ("web:cmd\n",               ["refused",              "web=cmd",               "none",               "web=cmd",                 "web=cmd", "web=cmd"]),
    ("web cmd\n",               ["refused",              "web=web cmd",           "web=cmd",            "refused",                 "none", "refused"]),
    ("web : cmd\n",             ["web=cmd",              "refused",               "web=: cmd",          "refused",                 "none", "none"]),
    ("Web: cmd\n",              ["Web=cmd",              "refused",               "Web=cmd",            "web=cmd +",               "Web=cmd starts", "Web=cmd"]),
    ("Web: a\nx: b\n",          ["Web=a, x=b",           "refused",               "Web=a, x=b",         "web=a, x=b +",            "Web=a, x=b", "Web=a, x=b"]),
    ("  web: cmd\n",            ["web=cmd",              "refused",               "web=cmd",            "web=cmd +",               "none", "web=cmd"]),
    ("web:\tcmd\n",             ["web=cmd",              "web=cmd",               "web=cmd",            "web=cmd",                 "web=cmd", "web=cmd"]),
    ("web: cmd\r\n",            ["web=cmd",              "web=cmd",               "web=cmd",            "web=cmd",                 "web=cmd", "web=cmd"]),
    ("\u{feff}web: cmd\n",      ["web=cmd",              "refused",               "none",               "refused",                 "none", "refused"]),
    ("web: a\nweb: b\n",        ["web=b",                "web=b",                 "web=b",              "web=b +",                 "web=b", "refused"]),
    ("web: cmd\nfoo bar\n",     ["refused",              "refused",               "web=cmd, foo=bar",   "refused",                 "web=cmd", "refused"]),
    ("# note\nweb: cmd\n",      ["web=cmd",              "web=cmd",               "web=cmd",            "web=cmd",                 "web=cmd", "web=cmd"]),
    ("web: cmd\n# note\n",      ["web=cmd",              "web=cmd",               "web=cmd",            "web=cmd",                 "web=cmd", "web=cmd"]),
    ("web: cmd # x\n",          ["web=cmd",              "web=cmd",               "web=cmd # x",        "web=cmd # x",             "web=cmd # x", "web=cmd # x"]),
    ("web: a: b\n",             ["refused",              "refused",               "web=a: b",           "web=a: b",                "web=a: b", "web=a: b"]),
    ("web: {a\n",               ["refused",              "refused",               "web={a",             "web={a",                  "web={a", "web={a"]),
    ("web: [a\n",               ["refused",              "refused",               "web=[a",             "web=[a",                  "web=[a", "web=[a"]),
    ("web: *a\n",               ["refused",              "refused",               "web=*a",             "web=*a",                  "web=*a", "web=*a"]),
    ("web: &a b\n",             ["web=b",                "web=b",                 "web=&a b",           "web=&a b",                "web=&a b", "web=&a b"]),
    ("web: %a\n",               ["refused",              "refused",               "web=%a",             "web=%a",                  "web=%a", "web=%a"]),
    ("web: @a\n",               ["refused",              "refused",               "web=@a",             "web=@a",                  "web=@a", "web=@a"]),
    ("web: `a`\n",              ["refused",              "refused",               "web=`a`",            "web=`a`",                 "web=`a`", "web=`a`"]),
    ("web: ! a\n",              ["web=a",                "web=a",                 "web=! a",            "web=! a",                 "web=! a", "web=! a"]),
    ("web: | a\n",              ["refused",              "refused",               "web=| a",            "web=| a",                 "web=| a", "web=| a"]),
    ("web: \"a b\"\n",          ["web=a b",              "web=a b",               "web=\"a b\"",        "web=\"a b\"",             "web=\"a b\"", "web=\"a b\""]),
    ("web:\n",                  ["web=",                 "web=",                  "none",               "refused",                 "none", "refused"]),
    ("web:",                    ["web=",                 "refused",               "none",               "refused",                 "none", "refused"]),
    ("web: \n",                 ["web=",                 "web=",                  "web=",               "refused",                 "web= ", "refused"]),
    ("",                        ["refused",              "refused",               "none",               "none +",                  "none", "refused"]),
    ("# note\n",                ["refused",              "web=",                  "none",               "refused",                 "none", "refused"]),
    ("\n\n",                    ["refused",              "refused",               "none",               "refused",                 "none", "refused"]),
    ("worker: x\n",             ["worker=x",             "refused",               "worker=x",           "worker=x starts",         "worker=x starts", "worker=x"]),
    ("release: a\nweb: b\n",    ["release=a, web=b",     "refused",               "release=a, web=b",   "release=a, web=b",        "release=a, web=b", "release=a, web=b"]),
    ("# note\nworker: x\n",     ["worker=x",             "web=, worker=x",        "worker=x",           "worker=x starts",         "worker=x starts", "worker=x"]),
    ("web: a\0b\n",             ["refused",              "refused",               "web=a\0b",           "web=a\0b",                "web=a\0b", "web=ab"]),
    ("web: a\n\u{1a}\n",        ["refused",              "refused",               "web=a",              "refused",                 "web=a", "refused"]),
    ("web：cmd\n",              ["refused",              "web=web：cmd",          "none",               "refused",                 "none", "refused"]),
    ("cmd\n",                   ["refused",              "web=cmd",               "none",               "refused",                 "none", "refused"]),
];

#[test]
fn every_cell_of_the_table() {
    let mut wrong = String::new();
    for (text, cells) in TABLE {
        for (platforms, expected) in COLUMNS.iter().zip(cells) {
            for id in *platforms {
                let found = outcome(platform::find(id).expect("a platform"), text);
                if found != **expected {
                    let _ = writeln!(wrong, "{text:?} on {id}\n  expected {expected:?}\n  found    {found:?}");
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn outcome(platform: &Platform, text: &str) -> String {
    let mut project = Project::new();
    project.insert("Procfile", Content::from(text.as_bytes().to_vec()));
    let procfile = ProcfileInForce::of(&project, platform, &Settings::default(), &Requirements::default());
    assert_eq!(procfile.source, Source::File);
    if procfile.rejection.is_some() {
        return "refused".to_owned();
    }
    let shown = |process: &Process| {
        let starts = process.name != "web" && procfile.default_process() == Some(process);
        format!("{}={}{}", process.name, process.command, if starts { " starts" } else { "" })
    };
    let shown: Vec<String> = procfile.processes.iter().map(shown).collect();
    let noted = if dialect::notes(platform.procfile.dialect.value, text).is_empty() { "" } else { " +" };
    format!("{}{noted}", if shown.is_empty() { "none".to_owned() } else { shown.join(", ") })
}

/// Bytes that are no UTF-8 come to nothing on a parser that drops lines, and stop the others.
#[test]
fn utf_16_is_read_by_none() {
    let bytes: Vec<u8> = "\u{feff}web: cmd\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let files = [("requirements.txt".to_owned(), vec![]), ("Procfile".to_owned(), bytes)];
    let project = Project::from_files(files.to_vec(), pushready::project::RootPolicy::AsGiven);
    for id in COLUMNS.iter().copied().flatten() {
        let options = Options {
            platforms: vec![(*id).to_owned()],
            env: [].into(),
            procfile: None,
            example: None,
            not_executable: vec![],
            index: None,
        };
        let said = support::check(&project, &options, Language::En).reports.remove(0).diagnostics;
        assert!(said.iter().any(|diagnostic| diagnostic.code == "PSH209"), "{id}");
    }
}

/// The processes and what the parser warns of, or the words with which it stops.
type Outcome = Result<(&'static str, Option<NoteKind>), &'static str>;

const CORRECTED: Option<NoteKind> = Some(NoteKind::CorrectedName);

/// The cases of heroku/buildpacks-procfile 4.2.3, its fixtures first: the processes, and what the parser warns of; or the
/// words with which it stops, of which it has none for a line that has no colon.
const HEROKU_CNB: &[(&str, Outcome)] = &[
    ("web: echo 'Running web process!'\nworker: echo 'x'\n", Ok(("web=echo 'Running web process!', worker=echo 'x'", None))),
    ("worker: echo 'x'\n", Ok(("worker=echo 'x' starts", None))),
    ("a: x\nb: y\n", Ok(("a=x, b=y", None))),
    ("web: bash -c \"echo 'a' && b\"\n", Ok(("web=bash -c \"echo 'a' && b\"", None))),
    ("\n# Comment\n\n   web: echo foo: bar\n", Ok(("web=echo foo: bar", CORRECTED))),
    ("web:a", Ok(("web=a", None))),
    ("web:\ta", Ok(("web=a", None))),
    ("web: a # c", Ok(("web=a # c", None))),
    ("web: a\r\nworker: b\r\n", Ok(("web=a, worker=b", None))),
    ("Web: a", Ok(("web=a", CORRECTED))),
    ("my_proc: a", Ok(("my-proc=a starts", CORRECTED))),
    ("\tweb: a", Ok(("web=a", CORRECTED))),
    ("web: a\nweb: b", Ok(("web=b", Some(NoteKind::Duplicate)))),
    ("web: a\n# c", Ok(("web=a", None))),
    ("web: a\0b", Ok(("web=a\0b", None))),
    ("web: a  \n", Ok(("web=a  ", None))),
    ("", Ok(("none", Some(NoteKind::Empty)))),
    ("web a", Err("")),
    ("web a\nworker: b", Err("invalid inner key character")),
    ("web : a", Err("invalid inner key character")),
    ("web.1: a", Err("invalid inner key character")),
    ("web-: a", Err("invalid inner key character")),
    ("web： a", Err("")),
    ("web: a\nfoo bar\n", Err("")),
    ("\u{feff}web: a", Err("invalid first key character")),
    (": a", Err("invalid first key character")),
    ("-web: a", Err("invalid first key character")),
    ("\"web\": a", Err("invalid first key character")),
    ("web:", Err("invalid value")),
    ("web:\r\n", Err("invalid value")),
    ("web: \n", Err("invalid value")),
    ("web: a\rworker: b\n", Err("invalid value")),
    ("\n\n", Err("")),
    ("  ", Err("")),
    ("# c\n", Err("")),
    ("web: a\n  ", Err("")),
    ("web: a\n\u{1a}\n", Err("")),
    ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: a", Err("expected keys contain characters or fewer")),
    (
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: a",
        Ok(("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa=a starts", None)),
    ),
];

#[test]
fn the_cases_of_herokus_strict_parser() {
    let platform = platform::find("heroku-cnb").expect("a platform");
    for (text, expected) in HEROKU_CNB {
        let rejection = dialect::parse(Dialect::HerokuCnb, text).err();
        assert_eq!(rejection.as_ref().map(|rejection| rejection.says.as_str()), expected.err(), "{text:?}");
        if let Ok((processes, note)) = expected {
            let kind = dialect::notes(Dialect::HerokuCnb, text).first().map(|note| note.kind);
            assert_eq!(outcome(platform, text).trim_end_matches(" +"), *processes, "{text:?}");
            assert_eq!(kind, *note, "{text:?}");
        }
    }
}

#[test]
fn the_strict_parser_says_what_it_mends() {
    let says = |text| dialect::notes(Dialect::HerokuCnb, text).into_iter().map(|note| note.says).collect::<Vec<_>>();
    assert_eq!(says("my_proc: a"), ["Procfile key `my_proc` has been corrected to `my-proc`. Please update your Procfile."]);
    assert_eq!(says("  Web: a"), ["Procfile key `  Web` has been corrected to `web`. Please update your Procfile."]);
    assert_eq!(says("web: a\nweb: b"), ["Duplicate key `web` found. The value `b` will be used."]);
    assert_eq!(says(""), ["Empty file, no processes defined"]);
}
